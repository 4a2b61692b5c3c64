"""Where a contributor's place is in its lesson: below which heading, as readers come to it."""

from pathlib import Path

from coprod_training.content.calls import sound_calls
from coprod_training.content.markdown import headings
from coprod_training.content.notebook import read_notebook
from coprod_training.content.tidy import notebooks_of, slug_of


def heading_above(root: Path, module: str, slot: str) -> str:
    """The heading above a slot; "" when the lesson does not show it. root: of the staff copy."""
    for path in notebooks_of(root):
        if slug_of(path).get("module") != module:
            continue
        above = ""
        for cell in read_notebook(path).cells:
            if cell.kind == "markdown":
                above = next((one.text for one in reversed(list(headings(cell.source)))), above)
            elif cell.kind == "code" and _shows(cell.source, slot):
                return above
    return ""


def _shows(source: str, slot: str) -> bool:
    return any(one.function == "slot" and one.name == slot for one in sound_calls(source))
