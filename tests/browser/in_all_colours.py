"""What axe-core finds on a page that stands alone as a file: in light, dark and forced colours."""

import campaign
import pytest
from learner.visiting import COLOURS, OF_COLOURS
from on_a_page import AXE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_in_all_colours(page):
    """One line for each; the page's own rule must let axe in (`bypass_csp`).

    After light it looks for faults of colour alone, but in `make proof` for everything.
    """
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in tests/browser")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for number, colours in enumerate(COLOURS):
        page.emulate_media(**colours)
        only = OF_COLOURS if number and not campaign.is_full() else TAGS
        asked = "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})"
        for one in page.evaluate(asked, only)["violations"]:
            found.append(f"{colours} {one['id']}: {one['nodes'][0]['html'][:160]}")
    return found
