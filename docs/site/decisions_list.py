"""Lists every decision on the page of decisions, so that no list is kept by hand.

MkDocs calls it while it builds the site (`hooks` in mkdocs.yml).
"""

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "decisions"


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The page's words; for decisions.md, with a link to each decision below them."""
    if page.file.src_uri != "decisions.md":
        return markdown
    lines = []
    for path in sorted(FOLDER.glob("*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        lines.append(f"- [{title}](decisions/{path.name})")
    return "\n".join([markdown, *lines, ""])
