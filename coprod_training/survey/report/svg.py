"""Pictures as SVG, drawn by hand: a title and a description that are read aloud, and no script."""

from collections.abc import Iterable
from html import escape
from textwrap import wrap

WIDTH = 760  # of every picture, in its own units; the page scales it
LETTER = 7.3  # the width of a letter at 15 units, on average
LINE = 18


def picture(name: str, title: str, said: str, height: float, parts: Iterable[str]) -> str:
    """One picture. name: unique on the page. title: its name. said: what it shows, in words."""
    inside = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n'
        f'<desc id="{name}-desc">{escape(said)}</desc>\n{inside}\n</svg>'
    )


def text(x: float, y: float, words: str, sort: str = "", anchor: str = "start") -> str:
    """One line of words. y: of its middle. sort: its class, such as "on-dark"."""
    name = f' class="{sort}"' if sort else ""
    turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:g}" y="{y + 5:g}"{name}{turned}>{escape(words)}</text>'


def label(x: float, y: float, words: str, width: float) -> str:
    """Words in as many lines as they need, the middle of them at y."""
    lines = lines_of(words, width)
    first = y - (len(lines) - 1) * LINE / 2
    return "\n".join(text(x, first + at * LINE, line) for at, line in enumerate(lines))


def lines_of(words: str, width: float) -> list[str]:
    """The words in lines that fit the width."""
    return wrap(words, max(8, int(width / LETTER))) or [""]


def bar(x: float, y: float, width: float, height: float, sort: str) -> str:
    """A bar, from its top left corner. sort: its class, such as "s4"."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" class="{sort}"/>'


def hidden(x: float, y: float, width: float, height: float) -> str:
    """A dashed box for a number that is hidden. Its width says nothing of the number."""
    return bar(x, y, width, height, "hidden") + text(
        x + width / 2, y + height / 2, "c", "mark", "middle"
    )


def line(x1: float, y1: float, x2: float, y2: float, sort: str = "rule") -> str:
    """A thin line."""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{sort}"/>'


def keys(y: float, named: Iterable[tuple[str, str]], x: float = 0) -> tuple[list[str], float]:
    """A row of keys, (class, words) each, and the height that they take."""
    parts: list[str] = []
    at, row = x, y
    for sort, words in named:
        width = 30 + len(words) * LETTER
        if at > x and at + width > WIDTH:
            at, row = x, row + 26
        box = hidden(at, row, 18, 18) if sort == "hidden" else bar(at, row, 18, 18, sort)
        parts += [box, text(at + 25, row + 9, words)]
        at += width + 14
    return parts, row - y + 30
