"""Rules that keep contributors' own words out of the repository: git remembers, and clones keep.

Source: contribution-process.md, section 2.
"""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy, in_cell
from coprod_training.errors import Problem

CONTRIBUTION = "contribution"
_FOLDER = ("README.md", "manifest.yaml")
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


def parts_hold_no_words(staff: StaffCopy) -> Iterator[Problem]:
    """A part of a notebook that is tagged `contribution` is empty, but for its call of a slot."""
    what = "This part is tagged as a contribution, and holds text."
    for notebook in staff.notebooks:
        for cell in notebook.cells:
            call = cell.kind == "code" and cell.source.strip().startswith("slot(")
            if CONTRIBUTION in cell.tags and cell.source.strip() and not call:
                yield in_cell(notebook, cell, what, _FIX)


def the_folder_holds_no_words(staff: StaffCopy) -> Iterator[Problem]:
    """The contributors' folder has its two files, and neither a text nor a recording."""
    for path in sorted((staff.root / "course" / "contributors").rglob("*")):
        if path.is_file() and path.name not in _FOLDER:
            what = "Only the manifest and its README belong into this folder."
            yield Problem(path=path, line=1, what=what, fix=_FIX)


RULES = (slots_hold_no_words, parts_hold_no_words, the_folder_holds_no_words)
