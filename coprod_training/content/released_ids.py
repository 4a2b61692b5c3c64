"""The ids under which answers are kept, as they were in the last release. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coprod_training.content.course import Course


@dataclass(frozen=True, kw_only=True)
class ReleasedId:
    """An activity as it was in the last release. where: the slug of its notebook.

    inside: the ids of its own parts, such as options/tell or nodes/monday/choices/agree.
    """

    id: str
    kind: str
    where: str
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReleasedIds:
    """released-ids.yaml."""

    ids: tuple[ReleasedId, ...]


def ids_now(course: Course) -> tuple[ReleasedId, ...]:
    """Every activity of the course with the ids inside it, in the order of the files."""
    files: list[tuple[str, object]] = [("course", course.files[0].data)]
    files += [(module.id, file.data) for file, module in course.module_files()]
    files += [(one.id, file.data) for file, one in course.assessment_files()]
    return tuple(
        ReleasedId(id=data["id"], kind=data["kind"], where=where, inside=tuple(_inside(data)))
        for where, whole in files
        for data in _activities(whole)
    )


def as_yaml(ids: tuple[ReleasedId, ...]) -> str:
    """The list `ids` of released-ids.yaml, one line for each id."""
    lines = ["ids:" if ids else "ids: []"]
    for one in ids:
        lines += [f"  - id: {one.id}", f"    kind: {one.kind}", f"    where: {one.where}"]
        if one.inside:
            lines += ["    inside:", *(f"      - {name}" for name in one.inside)]
    return "\n".join(lines) + "\n"


def _activities(data: object) -> Iterator[dict[str, Any]]:
    """Every activity as it is written, and so without what is filled in from other lists."""
    if isinstance(data, dict):
        if "kind" in data and "id" in data:
            yield data
        else:
            for value in data.values():
                yield from _activities(value)
    elif isinstance(data, list):
        for value in data:
            yield from _activities(value)


def _inside(data: dict[str, Any], before: str = "") -> Iterator[str]:
    for key, value in data.items():
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict) and "id" in one:
                name = f"{before}{key}/{one['id']}"
                yield name
                yield from _inside(one, f"{name}/")
