"""axe-core: where `npm ci` puts it, which of its rules pages have to keep, and asking it."""

from pathlib import Path

import pytest

AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""WCAG 2.0 to 2.2, A and AA."""
MORE_TAGS = [*TAGS, "best-practice"]
"""Not in JupyterLab: it puts a page inside a landmark of its own, where a header is a fault."""
_RUN = """async only =>
  (await axe.run(document, {runOnly: only, resultTypes: ['violations']})).violations"""


def violations(page, only=TAGS):
    """What axe-core finds in the whole document; where it is not installed, the test is skipped.

    only: the tags of its rules, or the rules.
    """
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in tests/browser")
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_RUN, only)
