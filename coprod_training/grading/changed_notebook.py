"""What can be said of a handed-in notebook without running it or quoting it.

The answers file is what is marked, so none of this changes a mark; a trainer should know all the
same that a notebook was altered.
"""

import json
import re
from typing import Any

from coprod_training.grading.reading import strict_json

MISSING = "The notebook is missing. The released one was put in its place."
NOT_A_FILE = "The notebook is not an ordinary file. The released one was put in its place."
TOO_LARGE = "The notebook is larger than 2 MB. The released one was put in its place."
BROKEN = "The notebook cannot be read. The released one was put in its place."
CHANGED = "The notebook was changed: parts were added, removed or edited. This does not count."
FORGED = "The notebook holds results that the course did not make. They do not count."

# All that a page of the course puts into a notebook: where it is drawn, and Python's own words
# for it. Source: anywidget's `repr_mimebundle`, and object.__repr__.
_DRAWN = "application/vnd.jupyter.widget-view+json"
_IN_WORDS = re.compile(r"<[\w.]+Page object at 0x[0-9A-Fa-f]+>")


def notes(content: bytes, released: bytes) -> list[str]:
    """Sentences about a notebook, set beside the released one; none when it is as released."""
    if content == released:
        return []
    try:
        theirs, ours = _cells(content), _cells(released)
        found = [CHANGED] if list(map(_core, theirs)) != list(map(_core, ours)) else []
        return found + ([FORGED] if any(map(_has_other_results, theirs)) else [])
    except Exception:  # whatever is in it: this is a remark, and the answers are marked without
        return [BROKEN]


def _cells(content: bytes) -> list[dict[str, Any]]:
    cells = strict_json(content)["cells"]
    if not isinstance(cells, list):
        raise TypeError("the cells are no list")
    return cells


def _core(cell: dict[str, Any]) -> str:
    """What matters of a cell: its type, its text and its part in the grading."""
    source = cell["source"]
    text = "".join(source) if isinstance(source, list) else source
    return json.dumps([cell["cell_type"], text, cell["metadata"].get("nbgrader")], sort_keys=True)


def _has_other_results(cell: dict[str, Any]) -> bool:
    return any(
        output.get("output_type") in ("execute_result", "display_data")
        and not _is_a_page(output.get("data", {}))
        for output in cell.get("outputs", [])
    )


def _is_a_page(data: dict[str, Any]) -> bool:
    words = data.get("text/plain", "")
    text = "".join(words) if isinstance(words, list) else words
    return set(data) == {_DRAWN, "text/plain"} and _IN_WORDS.fullmatch(text) is not None
