"""Plots of the benchmarks as SVG, each with a title and a description; the page has the numbers."""

import math
from collections.abc import Sequence
from itertools import pairwise

from figures import Figure, spread

from coprod_training.survey.report.svg import WIDTH, bar, line, picture, text

# Black on white has 21:1, the darker bar 5.6:1 and the lighter 3.2:1 to white; each bar is named.
STYLE = (
    '<style>svg { background: #fff; font: 15px "Segoe UI", Roboto, Arial, sans-serif; }'
    " .page { fill: #fff; } text { fill: #14242b; }"
    " .head { font-weight: 700; } .small { font-size: 13px; }"
    " .ours { fill: #2a7282; } .peer { fill: #8a9499; } .axis { stroke: #14242b; }"
    " .rule { stroke: #d7dcda; } .of-curve { stroke: #2a7282; stroke-width: 2; }</style>"
)
_LEFT, _RIGHT, _ROW, _BAR = 260, 620, 28, 16


def compared(name: str, figures: Sequence[Figure]) -> str | None:
    """Bars of ours and of each peer, a panel for each figure that has both; None without any.

    A bar is as long as the median, and the line on it goes from the least to the most.
    """
    shown = [one for one in figures if one.runs and one.peers]
    if not shown:
        return None
    parts, y = [STYLE, bar(0, 0, WIDTH, 10_000, "page")], 20.0
    for figure in shown:
        parts.append(text(10, y, f"{figure.name}, {figure.unit}", "head"))
        sides = {"ours": figure.runs, **figure.peers}
        most = max(max(runs) for runs in sides.values()) or 1
        for who, runs in sides.items():
            y += _ROW
            least, middle, longest = (_LEFT + (_RIGHT - _LEFT) * one / most for one in spread(runs))
            sort = "ours" if who == "ours" else "peer"
            parts += [
                text(_LEFT - 10, y, who, "small", "end"),
                bar(_LEFT, y - _BAR / 2, max(middle - _LEFT, 1), _BAR, sort),
                line(least, y, longest, y, "axis"),
                text(longest + 8, y, f"{shortened(spread(runs)[1])} {figure.unit}", "small"),
            ]
        y += _ROW * 1.5
    said = " ".join(in_words(one) for one in shown)
    return picture(f"bench-{name}", f"Bars: {name}, ours and others", said, y, parts)


def curves(name: str, figures: Sequence[Figure]) -> str | None:
    """How costs grow: both axes are logarithms, a panel for each curve; None without any."""
    shown = [one for one in figures if len(one.points) > 1]
    if not shown:
        return None
    parts, top = [STYLE, bar(0, 0, WIDTH, 10_000, "page")], 20.0
    for figure in shown:
        parts.append(text(10, top, f"{figure.name}, {figure.unit}", "head"))
        parts += _curve(figure, top + 30)
        top += 220
    said = " ".join(f"{one.name}: {one.words}." for one in shown)
    return picture(f"bench-{name}-curves", f"Curves: {name}, as it grows", said, top, parts)


def _curve(figure: Figure, top: float) -> list[str]:
    many, costs = zip(*figure.points, strict=True)
    height = 130
    floor = min(costs) / 2 or 0.001

    def at(count: float, cost: float) -> tuple[float, float]:
        across = math.log(count / many[0]) / math.log(many[-1] / many[0])
        up = math.log(max(cost, floor) / floor) / math.log(2 * max(costs) / floor)
        return _LEFT + (_RIGHT - _LEFT) * across, top + height * (1 - up)

    spots = [at(*point) for point in figure.points]
    parts = [line(_LEFT, top + height, _RIGHT, top + height, "axis")]
    for (x, y), (count, cost) in zip(spots, figure.points, strict=True):
        parts += [
            f'<circle cx="{x:g}" cy="{y:g}" r="5" class="ours"/>',
            text(x, y - 16, f"{shortened(cost)} {figure.unit}", "small", "middle"),
            text(x, top + height + 16, f"{count:,.0f}", "small", "middle"),
        ]
    return parts + [line(*a, *b, "of-curve") for a, b in pairwise(spots)]


def in_words(figure: Figure) -> str:
    """A comparison in one sentence, as it is read aloud."""
    sides = [f"{who} {shortened(spread(runs)[1])}" for who, runs in figure.peers.items()]
    ours = shortened(spread(figure.runs)[1])
    return f"{figure.name} in {figure.unit}: ours {ours}, {', '.join(sides)}."


def shortened(number: float) -> str:
    """A number with three digits that count, without an exponent."""
    if number == 0 or abs(number) >= 1000:
        return f"{number:,.0f}"
    digits = max(0, 2 - math.floor(math.log10(abs(number))))
    return f"{number:.{digits}f}"
