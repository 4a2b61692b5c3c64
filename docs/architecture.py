"""Writes docs/architecture.md and its picture from the code: python docs/architecture.py.

The order of the layers is the one that tests/house/test_layers.py holds. What a package is for is
the first sentence of its own docstring, and what it imports is read from its files.
"""

import ast
import sys
from collections import defaultdict
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = Path(__file__).with_suffix(".md")
PICTURE = Path(__file__).parent / "pictures" / "layers.svg"

sys.path.insert(0, str(ROOT / "tests"))
from house.layers import ARROWS, LAYERS, ONLY_IN, layer_of, ours, room_of, unplaced  # noqa: E402 (found by the line above)

# One for each layer, from the first.
TITLES = (
    "Knows nothing of courses",
    "What an activity is",
    "Files in, plain data out",
    "What is made of answers",
    "What several surfaces share",
    "What people meet",
    "Knows everything",
)
COLUMNS = 5
WIDE, HIGH, GAP, LEFT = 150, 34, 10, 250
HEAD = """\
# Architecture

Written by `python docs/architecture.py` from the code; a test says when it is out of date.

**The one idea.** Notebooks tell the story, YAML files hold the activities, and answers are records.
A cell of a lesson says `activity("ladder-sort")` and nothing else. What a learner does becomes one
line in a file of answers. Marks, progress, the survey's dataset and the monitor's pages are all
*read* from such lines. Nobody's code is ever run to find out what they answered. The README has the
walk of one answer.

## The layers

![Seven layers of packages, one above the other; the tables say the same.](pictures/layers.svg)

Each package of `coprod_training` belongs to one layer. It imports packages of **earlier** layers
(those with a lower number), and none of later ones. Packages of one layer do not import each other,
but for those under [arrows](#arrows-between-neighbours). Nothing imports `cli`.
`tests/house/test_layers.py` refuses all else.
"""
HEAVY = """\
## Heavy packages, and where they may be loaded

A learner's processes stay small, since many of them run at once. These packages of others are
imported in the named places and nowhere else; reading the course loads none of them.

| package | imported in |
| --- | --- |
"""


def shown(room: str) -> str:
    """How the pages call a room; the one of the package's own file is the package."""
    return "coprod_training" if room == "__init__" else room


def rooms(number: int) -> list[str]:
    """The rooms of a layer, in the order of the alphabet."""
    return sorted(LAYERS[number], key=shown)


def purpose(room: str) -> str:
    """The first sentence of a room's docstring. ValueError where it has none."""
    package = ROOT / "coprod_training"
    file = next(p for p in (package / room / "__init__.py", package / f"{room}.py") if p.exists())
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    if not said:
        raise ValueError(f"{file.relative_to(ROOT)} does not begin with what it is for.")
    return said.splitlines()[0]


def imported() -> dict[str, set[str]]:
    """For each room, the other rooms that its files import."""
    found = defaultdict(set)
    for one, room, _ in ours():
        if room != (mine := room_of(one.path)):
            found[mine].add(room)
    return found


def page() -> str:
    """The whole page."""
    to = imported()
    parts = [HEAD]
    for number, title in enumerate(TITLES):
        parts += [f"### Layer {number + 1}: {title[0].lower()}{title[1:]}\n"]
        parts += ["| package | what it is | imports |", "| --- | --- | --- |"]
        for room in rooms(number):
            names = ", ".join(sorted(to[room], key=lambda one: (layer_of(one), one))) or "–"
            parts.append(f"| `{shown(room)}` | {purpose(room)} | {names} |")
        parts.append("")
    parts.append("## Arrows between neighbours\n")
    parts.append("| in the same layer, this | may import |\n| --- | --- |")
    parts += [f"| `{one}` | `{other}` |" for one, other in sorted(ARROWS)]
    parts.append("\n" + HEAVY.rstrip())
    for name, places in sorted(ONLY_IN.items()):
        where = ", ".join(f"`{place}`" for place in sorted(places)) or "nowhere"
        parts.append(f"| {name} | {where} |")
    return "\n".join(parts) + "\n"


def picture() -> str:
    """The layers as an SVG that names itself; the last layer, which knows most, is on top."""
    drawn, top = [], GAP
    for number in reversed(range(len(LAYERS))):
        named = [shown(room) for room in rooms(number)]
        lines = [named[at : at + COLUMNS] for at in range(0, len(named), COLUMNS)]
        tall = len(lines) * (HIGH + GAP) + GAP
        drawn.append(_box(GAP, top, LEFT + COLUMNS * (WIDE + GAP), tall, "#f2f5f7"))
        drawn.append(_words(2 * GAP, top + tall / 2, f"{number + 1}  {TITLES[number]}", "start"))
        for line, names in enumerate(lines):
            y = top + GAP + line * (HIGH + GAP)
            for column, name in enumerate(names):
                x = GAP + LEFT + column * (WIDE + GAP)
                drawn += [_box(x, y, WIDE, HIGH, "#ffffff")]
                drawn += [_words(x + WIDE / 2, y + HIGH / 2, name, "middle")]
        top += tall + GAP
    wide = LEFT + COLUMNS * (WIDE + GAP) + 2 * GAP
    said = "; ".join(
        f"{number + 1}, {title}: {', '.join(map(shown, rooms(number)))}"
        for number, title in enumerate(TITLES)
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {top}" width="{wide}"'
            f' height="{top}" role="img" aria-labelledby="title desc" font-family="sans-serif"'
            ' font-size="15">',
            '<title id="title">The layers of coprod_training</title>',
            '<desc id="desc">A package imports those below it, never those above.'
            f" {escape(said)}.</desc>",
            f'<rect width="{wide}" height="{top}" fill="#ffffff"/>',
            *drawn,
            "</svg>\n",
        ]
    )


def _box(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="4" fill="{colour}"'
        ' stroke="#4c5a67"/>'
    )


def _words(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" dominant-baseline="central"'
        f' fill="#14202b">{escape(words)}</text>'
    )


if __name__ == "__main__":
    if missing := unplaced():
        sys.exit("\n".join(missing))
    PAGE.write_text(page(), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
    print("Written: docs/architecture.md, docs/pictures/layers.svg")
