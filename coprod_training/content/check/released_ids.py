"""A rule for ids that were released: answers are kept under them, so they stay what they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from coprod_training.content.check.lists import read_list
from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.errors import Problem


@dataclass(frozen=True, kw_only=True)
class ReleasedId:
    """An activity as it was in the last release. where: the slug of its notebook."""

    id: str
    kind: str
    where: str


@dataclass(frozen=True, kw_only=True)
class ReleasedIds:
    """released-ids.yaml."""

    ids: tuple[ReleasedId, ...]


def released_ids_stay(staff: StaffCopy) -> Iterator[Problem]:
    """Each activity of the last release is still there, of its kind and in its place."""
    path = staff.root / "course" / "released-ids.yaml"
    file, released, found = read_list(path, ReleasedIds, "ids")
    yield from found
    if staff.course is None or released is None:
        return
    now = {activity.id: (activity.kind, slug) for slug, activity in staff.course.activities()}
    for number, one in enumerate(released.ids):
        line = file.line_of(("ids", number))
        if one.id not in now:
            what = f'The activity "{one.id}" was released, and is gone.'
            fix = "Bring it back, or take it out of this list with the release that ends it."
            yield Problem(path=path, line=line, what=what, fix=fix)
        elif now[one.id] != (one.kind, one.where):
            what = f'"{one.id}" was released as {one.kind} in {one.where}.'
            fix = "Give the new activity an id of its own: answers are kept under this one."
            yield Problem(path=path, line=line, what=what, fix=fix)


RULES = (released_ids_stay,)
