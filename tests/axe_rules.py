"""axe-core: where `npm ci` puts it, and the tags of its rules that pages have to keep."""

from pathlib import Path

AXE = Path(__file__).parent / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""WCAG 2.0 to 2.2, A and AA."""
MORE_TAGS = [*TAGS, "best-practice"]
"""Not in JupyterLab: it puts a page inside a landmark of its own, where a header is a fault."""
