"""Under which heading of its lesson each activity stands."""

from collections.abc import Iterable
from pathlib import Path

from coprod_training.content.calls import sound_calls
from coprod_training.content.markdown import headings
from coprod_training.content.notebook import Cell, read_notebook
from coprod_training.content.tidy import notebooks_of, slug_of
from coprod_training.errors import ContentProblems


def sections_of(root: Path) -> dict[str, str]:
    """The heading of level 2 above each activity that a lesson shows, by the activity's id.

    root: of the staff copy. An activity above the first such heading has none, and so have all of a
    lesson that cannot be read: `coprod check` says why.
    """
    found: dict[str, str] = {}
    for path in notebooks_of(root):
        if "module" in slug_of(path):
            try:
                found |= _sections(read_notebook(path).cells)
            except ContentProblems:
                continue
    return found


def _sections(cells: Iterable[Cell]) -> dict[str, str]:
    found: dict[str, str] = {}
    above = ""
    for cell in cells:
        if cell.kind == "markdown":
            of_level_2 = [one.text for one in headings(cell.source) if one.level == 2]
            above = of_level_2[-1] if of_level_2 else above
        elif cell.kind == "code" and above:
            for one in sound_calls(cell.source):
                if one.function == "activity":
                    found.setdefault(one.name, above)
    return found
