"""Puts each table of the site into a box that a keyboard can reach, to scroll it on a small screen.

Without it only a mouse or a finger reads a wide table to its end (WCAG 2.1.1).
"""

from typing import Any

_BOX = '<div class="wide" role="group" aria-label="Table" tabindex="0"><table'


def on_page_content(html: str, **_: Any) -> str:
    """The page's HTML with its tables in boxes. MkDocs calls it for each page."""
    return html.replace("<table", _BOX).replace("</table>", "</table></div>")
