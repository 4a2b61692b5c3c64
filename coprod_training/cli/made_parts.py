"""What contributors wrote with us, as it stands in the lesson today: docs/decisions/0031."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from coprod_training.content.course import Course
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.gate.case import Held
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.shown_as import WRITTEN_WITH
from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.paper.lesson_parts import parts_of

WHOLE = "module"
GONE = "a part that they wrote with us is not in the lesson any more, or none is named."


def text_of(root: Path, course: Course, module: str, made: Iterable[str]) -> str | None:
    """The named parts as a reader sees them, one passage a line; None when one is not there.

    made: names of activities, passages by setting and parts of the notebook, or `module`.
    """
    parts = {one.name: one for one in parts_of(root, course, module)}
    wanted = list(parts) if WHOLE in made else list(made)
    if not wanted or not set(wanted) <= set(parts):
        return None
    return "\n\n".join(f"{parts[name].title}\n{parts[name].text}" for name in wanted) + "\n"


def names_of(root: Path, course: Course, c: Contribution) -> tuple[str, ...]:
    """The names of the parts; of the whole module, every one."""
    every = tuple(one.name for one in parts_of(root, course, c.module))
    return every if WHOLE in c.made else tuple(name for name in every if name in c.made)


def titles_of(root: Path, course: Course, c: Contribution) -> tuple[str, ...]:
    """What to call the parts in their place."""
    if WHOLE in c.made:
        return ("The whole module",)
    parts = {one.name: one.title for one in parts_of(root, course, c.module)}
    return tuple(dict.fromkeys(parts[name] for name in c.made if name in parts))


def held_today(
    held: Mapping[str, Held],
    contributions: Iterable[Contribution],
    root: Path,
    course: Course,
    store: ContentStore,
) -> Mapping[str, Held]:
    """The same, with the lesson of today as the newest version of what was written with us.

    What is of a module that the course does not list stays as it is: a bundle has no such lesson.
    """
    found = dict(held)
    for one in contributions:
        if one.kind not in WRITTEN_WITH or one.ref not in found:
            continue
        if course.module(one.module) is None:
            continue
        text = text_of(root, course, one.module, one.made)
        now = store.hash_of(one.ref, text.encode()) if text is not None else None
        lacks = GONE if text is None else ""
        found[one.ref] = replace(found[one.ref], newest_hash=now, lacks=lacks)
    return found


def with_parts(root: Path, course: Course, c: Contribution, named: Iterable[str]) -> Contribution:
    """The record with the parts that they wrote. Raises CoprodError for one that there is not."""
    if c.kind not in WRITTEN_WITH:
        raise CoprodError(
            f"A contribution of the kind {c.kind!r} has no parts of the lesson.",
            fix=f"The kinds that do: {', '.join(sorted(WRITTEN_WITH))}.",
        )
    made = tuple(dict.fromkeys(named))
    known = [WHOLE, *(one.name for one in parts_of(root, course, c.module))]
    unknown = [one for one in made if one not in known]
    if unknown:
        raise CoprodError(
            f"The lesson has no part called: {', '.join(unknown)}.",
            where=c.module,
            fix=f"It has: {', '.join(known)}.",
        )
    return replace(c, made=made)


def write_parts(root: Path, course: Course, c: Contribution, folder: Path) -> Path:
    """Write the parts as they are today, to be shown to who wrote them. Returns the file."""
    path = folder / f"made-{c.ref}.txt"
    text = text_of(root, course, c.module, c.made) or ""
    put_file_in_place(path, text.encode(), mode=0o600)
    return path
