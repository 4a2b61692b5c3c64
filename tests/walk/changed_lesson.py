"""A lesson that is no longer what the course shipped: nothing in it starts before somebody asks."""

import json
from contextlib import suppress

from playwright.sync_api import TimeoutError

ID, PLACE = "added", 1  # of the added part


def with_added_part(source, target, code):
    """Write the lesson `source` to `target`, with one more part that holds this code.

    In a lesson that has it already, the part is written anew.
    """
    notebook = json.loads(source.read_text())
    part = {"cell_type": "code", "execution_count": None, "id": ID, "metadata": {}}
    cells = [cell for cell in notebook["cells"] if cell["id"] != ID]
    cells.insert(PLACE, part | {"outputs": [], "source": [code]})
    target.write_text(json.dumps(notebook | {"cells": cells}))


def start_it(page):
    """Press the button that such a lesson shows instead of its questions.

    Once more where the press went elsewhere: just before it, the page may put the focus on the
    heading that was asked for.
    """
    button = page.get_by_role("button", name="Start them")
    for patience in (60_000, 3000, 3000):
        button.press("Enter", timeout=patience)
        with suppress(TimeoutError):
            button.wait_for(state="detached", timeout=3000)
            return
    raise AssertionError("The button did nothing.")
