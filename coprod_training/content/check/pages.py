"""Rules for one notebook by itself: what anybody must be able to read and use."""

from collections.abc import Iterator

from coprod_training.content.calls import IMPORT, NotAllowed, calls_in, shows_something, sound_calls
from coprod_training.content.check.staff_copy import StaffCopy, in_cell
from coprod_training.content.markdown import headings
from coprod_training.content.normal_form import is_readable_id
from coprod_training.content.notebook import Cell, Notebook
from coprod_training.errors import Problem

ONE_WAY = (
    'Put activity("name") or activity("name", level=4) alone in the part: double quotes, no other '
    "space, no comment. A second call, or the import, needs a part of its own."
)


def headings_step_down_one_at_a_time(staff: StaffCopy) -> Iterator[Problem]:
    """One title, and no heading level left out, the activities' own included.

    Source: WCAG 2.2, 1.3.1 and 2.4.6; design.md §5 (one h1, headings in order).
    """
    for notebook in staff.notebooks:
        before, titles = 0, 0
        for cell, level, line in _levels(notebook):
            titles += level == 1
            if level == 1 and titles > 1:
                what = "This is a second title, and a page has only one."
                yield in_cell(notebook, cell, what, "Begin it with ## instead.", line)
            elif level > before + 1:
                what = f"The heading level goes from {before} to {level}, so a level is left out."
                fix = (
                    f"Use level {before + 1} here, or put a heading before it. An activity's own "
                    "title has level 3, unless you give it another with level=."
                )
                yield in_cell(notebook, cell, what, fix, line)
            before = level


def _levels(notebook: Notebook) -> Iterator[tuple[Cell, int, int]]:
    for cell in notebook.cells:
        if cell.kind == "markdown":
            for heading in headings(cell.source):
                yield cell, heading.level, heading.line
        elif cell.kind == "code":
            for call in sound_calls(cell.source):
                if call.level is not None:
                    yield cell, call.level, call.source_line


def code_only_shows_things(staff: StaffCopy) -> Iterator[Problem]:
    """A lesson may show activities, slots and passages; it may not do anything else."""
    for notebook in staff.notebooks:
        for cell in notebook.code():
            try:
                calls = calls_in(cell.source)
            except NotAllowed as error:
                what = "This is more than showing an activity, a slot or a passage."
                fix = f'Only this may be here: {IMPORT}, and calls such as activity("name").'
                yield in_cell(notebook, cell, what, fix, error.source_line)
                continue
            if calls and not shows_something(cell.source):
                what = "The course would show nothing here: it reads one call, written in one way."
                yield in_cell(notebook, cell, what, ONE_WAY, calls[-1].source_line)


def nothing_shown_is_kept(staff: StaffCopy) -> Iterator[Problem]:
    """What a page showed to the writer who tried it out stays out of the file."""
    for notebook in staff.notebooks:
        for cell in notebook.code():
            if cell.has_output:
                what = "What this part showed when it was tried out is still in the file."
                yield in_cell(notebook, cell, what, "Take it out with: coprod tidy")


def parts_have_names(staff: StaffCopy) -> Iterator[Problem]:
    """Each part has a readable name of its own, so that it can be pointed at for years."""
    for notebook in staff.notebooks:
        seen: set[str] = set()
        for cell in notebook.cells:
            if not is_readable_id(cell.id):
                what = "The name of this part was made by a machine, or is missing."
                fix = (
                    "Give it a name of lower-case letters, digits and hyphens, or use: coprod tidy"
                )
                yield in_cell(notebook, cell, what, fix)
            elif cell.id in seen:
                what = f'Two parts have the name "{cell.id}".'
                yield in_cell(notebook, cell, what, "Rename one, or use: coprod tidy")
            seen.add(cell.id)


def parts_are_words_or_calls(staff: StaffCopy) -> Iterator[Problem]:
    """Nothing lies in a notebook that no learner sees, such as a cell that a slip has left."""
    for notebook in staff.notebooks:
        for cell in notebook.cells:
            if cell.kind == "raw":
                what = "This part is neither words nor code, so no learner sees it."
                yield in_cell(notebook, cell, what, "Delete it, or make it Markdown.")


RULES = (
    headings_step_down_one_at_a_time,
    code_only_shows_things,
    nothing_shown_is_kept,
    parts_have_names,
    parts_are_words_or_calls,
)
