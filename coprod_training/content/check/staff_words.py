"""The rule that no word of staff's alone is in what learners get: else nothing is published."""

from collections.abc import Iterator

from coprod_training.content.build import OPEN_DRAFT
from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.publish import learners_files
from coprod_training.content.staff_words import staff_words_in
from coprod_training.errors import CoprodError, Problem


def learners_get_no_staff_words(staff: StaffCopy) -> Iterator[Problem]:
    """Look where `publish` looks. What it refuses for another reason has a rule of its own."""
    if staff.course is None:
        return
    try:
        lessons, yamls = learners_files(staff.root, staff.course, [*staff.notebooks], OPEN_DRAFT)
        found = [*staff_words_in(staff.course, {**lessons, **yamls})]
    except CoprodError:
        return
    yield from found


RULES = (learners_get_no_staff_words,)
