"""Puts a published course into a learner's folder, also over an earlier version of it.

Answers are never touched. A lesson that the learner changed is kept beside the new one; a lesson
is "unchanged" when its digest is one that the course shipped, whatever its outputs say.
A picture is put beside it, and one of the learner's own that has its name is kept as well.
All of it lies in .coprod as well, as it came, for when a learner deletes their data.
exercises/ is left alone: nbgrader puts exercises there, and learners work in them. A cohort keeps
the form that was released to it, so a new folder knows each one that the course team published.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from coprod_training.content.digest import content_digest
from coprod_training.content.folders import put_in_place
from coprod_training.content.notebook import read_notebook
from coprod_training.content.place import MARKER
from coprod_training.content.publish import read_manifest
from coprod_training.errors import ContentProblems, CourseNotFound, NewerRecord
from coprod_training.file_in_place import put_file_in_place

SHIPPED = "shipped.json"
LESSONS = "lessons"
SCHEMA = 1
COPIED = ("course", "credits")
"""The folders of a published copy that are copied whole, in the place of earlier ones."""


@dataclass(frozen=True)
class Shipped:
    """What this folder was ever given.

    now: digest by path; ever: all digests by path, of exercises also those that others were given
    before; pictures: the SHA-256 of each by path.
    """

    now: dict[str, str] = field(default_factory=dict)
    ever: dict[str, list[str]] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)

    def with_new(
        self, digests: dict[str, str], pictures: dict[str, str], earlier: dict[str, list[str]]
    ) -> "Shipped":
        """The same after one more installation. earlier: shipped elsewhere before, by path."""
        new = {name: [digest] for name, digest in digests.items()}
        ever = {
            name: list(
                dict.fromkeys(
                    digest for one in (self.ever, earlier, new) for digest in one.get(name, [])
                )
            )
            for name in sorted({*self.ever, *earlier, *new})
        }
        return Shipped(dict(sorted(digests.items())), ever, pictures)


def install(published: Path, learner: Path, today: date | None = None) -> list[str]:
    """Put the published course into the learner's folder; returns what was done, in sentences.

    today: names the copies of changed lessons; the day now (UTC) unless given. Raises
    CourseNotFound when `published` is no published copy.
    """
    manifest = read_manifest(published)
    if manifest is None:
        raise CourseNotFound(
            "There is no published course here.",
            where=str(published),
            fix="Make one with: coprod publish DIR",
        )
    day = today or datetime.now(UTC).date()
    digests: dict[str, str] = manifest["notebooks"]
    before = read_shipped(learner)
    done: list[str] = []
    for name in (n for n in digests if not n.startswith("exercises/")):
        done += _install_lesson(published / name, learner / name, name, digests[name], before, day)
    for name in sorted(set(before.now) - set(digests)):
        if not name.startswith("exercises/"):
            done += _retire_lesson(learner / name, name, before, day)
    pictures: dict[str, str] = manifest.get("pictures", {})
    for name, wanted in pictures.items():
        done += _install_picture(published / name, learner / name, name, wanted, before, day)
    for name in COPIED:
        with put_in_place(learner / MARKER / name) as folder:
            if (published / name).is_dir():
                shutil.copytree(published / name, folder, dirs_exist_ok=True)
    lessons = [name for name in digests if not name.startswith("exercises/")]
    _keep_as_they_come(published, learner, [*lessons, *pictures])
    earlier: dict[str, list[str]] = manifest.get("earlier", {})
    _write_shipped(learner, before.with_new(digests, pictures, earlier))
    return done


def put_back(learner: Path) -> None:
    """Make every lesson and picture again what was put here; what was changed in them is lost."""
    came = learner / MARKER / LESSONS
    for name, content in _contents(came).items():
        place = learner / name
        if not place.is_file() or place.read_bytes() != content:
            _copy(came / name, place)


def _keep_as_they_come(published: Path, learner: Path, names: Sequence[str]) -> None:
    place = learner / MARKER / LESSONS
    wanted = {name: (published / name).read_bytes() for name in names}
    if _contents(place) == wanted:
        return  # as at most starts, which somebody waits for
    with put_in_place(place) as folder:
        for name, content in wanted.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read_shipped(learner: Path) -> Shipped:
    """What this folder was given so far; nothing when it is new. Raises NewerRecord.

    A record that a power cut or a full disk has torn counts as none: a lesson that differs from
    the one that comes is then kept as a copy, as if the learner had changed it.
    """
    try:
        data = json.loads((learner / MARKER / SHIPPED).read_text(encoding="utf-8"))
        schema = int(data["schema"])
    except (FileNotFoundError, ValueError, TypeError, LookupError, RecursionError):
        return Shipped()
    if schema > SCHEMA:
        raise NewerRecord(
            "A newer version of this course was installed here.",
            where=str(learner),
            fix="Install the newer version. Nothing has been changed or lost.",
        )
    try:
        return Shipped(
            {str(name): str(digest) for name, digest in data["now"].items()},
            {str(name): [*map(str, digests)] for name, digests in data["ever"].items()},
            {str(name): str(digest) for name, digest in data.get("pictures", {}).items()},
        )
    except (AttributeError, TypeError, LookupError):
        return Shipped()


def _install_lesson(
    new: Path, place: Path, name: str, digest: str, before: Shipped, day: date
) -> list[str]:
    """Put one lesson in its place, unless the learner changed this very version."""
    found = _digest_of(place)
    if found == digest:
        return []
    if found is None:
        _copy(new, place)
        return [f"New: {name}"]
    if found in before.ever.get(name, []):
        _copy(new, place)
        return [f"Brought up to date: {name}"]
    if before.now.get(name) == digest:
        return []  # the learner's changes, on the newest version there is
    kept = _keep(place, day)
    _copy(new, place)
    return [f"Brought up to date: {name}. Your changed copy is {kept.name}"]


def _install_picture(
    new: Path, place: Path, name: str, wanted: str, before: Shipped, day: date
) -> list[str]:
    """Put one picture in its place; one that was never ours is kept under another name."""
    found = hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else None
    if found == wanted:
        return []
    kept = None
    if found is not None and found != before.pictures.get(name):
        kept = _keep(place, day)
    _copy(new, place)
    return [f"New: {name}. Your own picture of that name is {kept.name}"] if kept else []


def _retire_lesson(place: Path, name: str, before: Shipped, day: date) -> list[str]:
    """Take away a lesson that the course no longer has; a changed one is kept as a copy."""
    found = _digest_of(place)
    if found is None:
        return []
    if found in before.ever.get(name, []):
        place.unlink()
        return [f"No longer part of the course: {name}. Answers are kept."]
    return [f"No longer part of the course: {name}. Your changed copy is {_keep(place, day).name}"]


def _digest_of(place: Path) -> str | None:
    """The digest of a lesson; None when there is none; "" when it cannot be read."""
    if not place.exists():
        return None
    try:
        return content_digest(read_notebook(place))
    except ContentProblems:
        return ""


def _keep(place: Path, day: date) -> Path:
    """Rename a changed file; an earlier copy of the same day keeps its own name."""
    name = f"{place.stem} (my copy {day.isoformat()}"
    number, kept = 1, place.with_name(f"{name}){place.suffix}")
    while kept.exists():
        number += 1
        kept = place.with_name(f"{name}, {number}){place.suffix}")
    return place.rename(kept)


def _copy(new: Path, place: Path) -> None:
    put_file_in_place(place, new.read_bytes())


def _write_shipped(learner: Path, shipped: Shipped) -> None:
    data = {"schema": SCHEMA, **asdict(shipped)}
    text = json.dumps(data, indent=2) + "\n"
    put_file_in_place(learner / MARKER / SHIPPED, text.encode())
