"""What a published copy gets from outside the repository: its state, and contributors' words.

Whoever publishes hands it in. What is not handed in is an open draft whose places wait: a course
file alone can neither release a course nor hold a contributor's words.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from coprod_training.content.course import Course, Holds, Status
from coprod_training.content.slot import SlotWords
from coprod_training.yamlfile import read_yaml

MANIFEST = Path("contributors") / "manifest.yaml"


@dataclass(frozen=True, kw_only=True)
class Build:
    """One publication. banner: said in place of the course's own words on its status, if any.

    certificate: said where the certificate would be, while there is none. holds: until when a
    released copy is one. speakers: of a released copy, as `CourseFile` has them. testers: of a
    pilot, by their digests. words: what stands in a slot, by the slot's id. files: more files of
    the copy, by path, such as its credits.
    """

    status: Status = "draft"
    banner: str = ""
    certificate: str = ""
    holds: Holds | None = None
    speakers: tuple[tuple[str, ...], ...] = ()
    testers: tuple[str, ...] = ()
    words: Mapping[str, SlotWords] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


OPEN_DRAFT = Build()
_COPY_ONLY = ("notice", "holds", "speakers", "testers")


def as_built(course: Course, build: Build) -> Course:
    """The course as this copy calls itself; its home page and its manifest are made from that."""
    said = _said(course.info.certificate_off, build)
    return replace(course, info=replace(course.info, **said))  # type: ignore[arg-type]  # str each


def course_as_built(data: dict[str, Any], build: Build) -> dict[str, Any]:
    """The same for the plain data of course.yaml, how long it holds, and by and for whom."""
    written = {key: value for key, value in data.items() if key not in _COPY_ONLY}
    more: dict[str, Any] = {"holds": asdict(build.holds)} if build.holds else {}
    if build.status == "released":
        more["speakers"] = [list(refs) for refs in build.speakers]
    if build.status == "pilot":
        more["testers"] = list(build.testers)
    return written | _said(data["certificate_off"], build) | more


def lesson_as_built(lesson: dict[str, Any], course: Course, build: Build) -> dict[str, Any]:
    """A lesson's data with the words on its status as this copy has them.

    A draft says so in a part of its own, in the words of course.yaml. A released copy has no such
    part, and a banner takes its place. course: as it is written, before `as_built`.
    """
    if build.status != "released" and not build.banner:
        return lesson
    words = " ".join(course.info.status_words.split())
    cells = []
    for cell in lesson["cells"]:
        if cell["cell_type"] != "markdown" or words not in " ".join(cell["source"].split()):
            cells.append(cell)
        elif build.banner:
            cells.append(cell | {"source": f"**{build.banner}**\n{build.certificate}".strip()})
    return lesson | {"cells": cells}


def slots_as_built(module: dict[str, Any], build: Build, removed: frozenset[str]) -> dict[str, Any]:
    """A module's plain data with contributors' words in its slots, or the note that some are gone.

    removed: ids of slots whose contribution was withdrawn.
    """
    if not module.get("slots"):
        return module
    return module | {"slots": [_slot(slot, build, removed) for slot in module["slots"]]}


def removed_slots(course: Path) -> frozenset[str]:
    """The slots whose contribution was withdrawn, as the public manifest has them."""
    path = course / MANIFEST
    if not path.is_file():
        return frozenset()
    data = read_yaml(path).data
    listed = data.get("slots") if isinstance(data, dict) else None
    return frozenset(
        one["slot"]
        for one in listed or ()
        if isinstance(one, dict) and one.get("status") == "withdrawn" and "slot" in one
    )


def _said(certificate: str, build: Build) -> dict[str, str]:
    """What this copy says of its state, as keys of course.yaml. certificate: its own words."""
    if build.status == "released":
        return {"status": build.status, "notice": build.banner}
    if not build.banner:
        return {"status": build.status}
    return {
        "status": build.status,
        "status_words": build.banner,
        "certificate_off": build.certificate or certificate,
    }


def _slot(slot: dict[str, Any], build: Build, removed: frozenset[str]) -> dict[str, Any]:
    bare = {key: value for key, value in slot.items() if key not in ("words", "removed")}
    words = build.words.get(str(slot["id"]))
    if words is not None:
        return bare | {"words": asdict(words)}
    return bare | {"removed": True} if slot["id"] in removed else bare
