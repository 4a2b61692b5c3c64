"""A rule for ids that were released: answers are kept under them, so they stay what they are."""

from collections.abc import Iterator

from coprod_training.content.check.lists import read_list
from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.released_ids import ReleasedIds, ids_now
from coprod_training.errors import Problem


def released_ids_stay(staff: StaffCopy) -> Iterator[Problem]:
    """Each activity of the last release is still there, of its kind, in its place, and whole."""
    path = staff.root / "course" / "released-ids.yaml"
    file, released, found = read_list(path, ReleasedIds, "ids")
    yield from found
    if staff.course is None or released is None:
        return
    now = {one.id: one for one in ids_now(staff.course)}
    end = "or take it out of this list with the release that ends it."
    for number, one in enumerate(released.ids):
        line = file.line_of(("ids", number))
        if one.id not in now:
            what = f'The activity "{one.id}" was released, and is gone.'
            yield Problem(path=path, line=line, what=what, fix=f"Bring it back, {end}")
        elif (now[one.id].kind, now[one.id].where) != (one.kind, one.where):
            what = f'"{one.id}" was released as {one.kind} in {one.where}.'
            fix = "Give the new activity an id of its own: answers are kept under this one."
            yield Problem(path=path, line=line, what=what, fix=fix)
        else:
            for at, name in enumerate(one.inside):
                if name not in now[one.id].inside:
                    line = file.line_of(("ids", number, "inside", at))
                    what = f'"{one.id}" was released with {name}, which is gone.'
                    fix = f"Answers are kept under its id. Bring it back, {end}"
                    yield Problem(path=path, line=line, what=what, fix=fix)


RULES = (released_ids_stay,)
