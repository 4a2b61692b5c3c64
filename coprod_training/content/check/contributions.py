"""A rule that keeps contributors' words out of the modules' files: git remembers, clones keep.

The other places where they could be put are looked at by `contributions/no_text.py`.
Source: contribution-process.md, section 2.
"""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.errors import Problem

_FIX = "Take it out, keep it in the content store, and ask how to take it out of the history too."


def slots_hold_no_words(staff: StaffCopy) -> Iterator[Problem]:
    """A slot of the staff copy has its question only; words come in when a copy is published."""
    for file, module in staff.course.module_files() if staff.course else ():
        for number, slot in enumerate(module.slots):
            for key, there in (("words", slot.words is not None), ("removed", slot.removed)):
                if there:
                    line = file.line_of(("slots", number, key))
                    what = f'The slot "{slot.id}" holds what belongs into a published copy only.'
                    yield Problem(path=file.path, line=line, what=what, fix=_FIX)


RULES = (slots_hold_no_words,)
