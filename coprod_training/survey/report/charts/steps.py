"""What usually happens in each area: the six steps of the survey, to both sides of a line.

To the left stand the steps at which staff decide without or after people (0 to 2), to the right
those at which people change the outcome or share in it (3 to 5).
"""

from coprod_training.activities.national_compare import PHASE, Figures
from coprod_training.content.instrument import Item
from coprod_training.content.resources import SCALE
from coprod_training.survey.report.between import between
from coprod_training.survey.report.chart import NOT_YET, Chart, Table, percent, said, share
from coprod_training.survey.report.published import HIGHER, LOWER, Published
from coprod_training.survey.report.svg import (
    WIDTH,
    bar,
    hidden,
    keys,
    label,
    line,
    picture,
    text,
)

_LEFT, _BOX, _ROW = 290, 22, 52
_RIGHT = WIDTH - 70
_DARK = ("4", "5")  # steps whose number is written in white

_Rows = list[tuple[str, list[tuple[Item, Figures]]]]


def steps(published: Published) -> Chart:
    """Diverging bars by area, for the survey alone."""
    title = "What usually happens, by area"
    about = (
        "People who answered the survey, by the step they chose for each kind of work. Those who"
        " said that it did not happen, is not relevant, or that they do not know are left out of"
        " the shares."
    )
    rows: _Rows = [
        (area.title, [(item, found) for item in items if (found := published.figures(item.id))])
        for area, items, _ in published.areas()
    ]
    rows = [(area, items) for area, items in rows if items]
    if not any(found.base for _, items in rows for _, found in items):
        return Chart(id="steps", title=title, about=about, missing=NOT_YET)
    return Chart(
        id="steps",
        title=title,
        about=about,
        sentence=_sentence(published, rows),
        svg=_drawn(published, title, rows),
        tables=tuple(_table(published, area, items) for area, items in rows),
        notes=(
            "A lower step is not a failure: not everything needs to be co-produced.",
            "Steps are in order, but the distances between them are not equal. So they have no"
            " average.",
        ),
        figures=tuple(f"{PHASE}.{item.id}" for _, items in rows for item, _ in items),
    )


def _sentence(published: Published, rows: _Rows) -> str:
    """Counts only what is certain whatever the hidden numbers are, and says how much is not."""
    smallest = published.release.info.rules.smallest_count
    pairs = [
        (between(found, LOWER, smallest), between(found, HIGHER, smallest))
        for _, items in rows
        for _, found in items
    ]
    shown = [(low, high) for low, high in pairs if low and high]
    more = sum(low.low > high.high for low, high in shown)
    open_ = len(shown) - more - sum(low.high <= high.low for low, high in shown)
    return (
        f"In {'at least ' if open_ else ''}{more} of {len(shown)} kinds of work, more people chose"
        " steps 0 to 2, at which staff decide, than steps 3 to 5"
        + (f"; in {open_}, it cannot be told, as numbers are hidden." if open_ else ".")
    )


def _drawn(published: Published, title: str, rows: _Rows) -> str:
    named = [(f"s{one.value}", f"{one.value} {one.label}") for one in published.steps()]
    parts, top = keys(0, [*named, ("hidden", "Hidden: its width says nothing")])
    widths = [_widths(found) for _, items in rows for _, found in items if found.base]
    left = max(sum(one[:3]) for one in widths)
    right = max(sum(one[3:]) for one in widths)
    scale = (_RIGHT - _LEFT) / max(left + right, 1)
    middle, y = _LEFT + left * scale, top + 8.0
    start = y
    for area, items in rows:
        parts.append(text(0, y + 14, area, "head"))
        y += 32
        for item, found in items:
            parts.append(label(0, y + _ROW / 2 - 4, item.text.split(" (")[0], _LEFT - 20))
            parts += _row(found, y, middle, scale)
            y += _ROW
    parts.append(line(middle, start + 26, middle, y, "axis"))
    said_aloud = f"{_sentence(published, rows)} The tables have the same figures."
    return picture("steps", f"Diverging bars: {title.lower()}", said_aloud, y + 6, parts)


def _widths(figures: Figures) -> list[float]:
    """The width of each step: its share in per cent; a fixed one where it is hidden."""
    found = [share(figures.counts.get(str(step)), figures.base) for step in range(6)]
    return [_BOX / 4 if one is None else float(one) for one in found]


def _row(figures: Figures, y: float, middle: float, scale: float) -> list[str]:
    if not figures.base:
        return [hidden(middle - 60, y + 6, 120, 30), text(middle + 70, y + 21, "All hidden")]
    widths, parts = _widths(figures), []
    x = middle - sum(widths[:3]) * scale
    for step, width in enumerate(widths):
        wide = width * scale
        count = figures.counts.get(str(step))
        if count is None:
            parts.append(hidden(x + 1, y + 6, wide - 2, 30))
        elif count:
            parts.append(bar(x, y + 6, wide, 30, f"s{step}"))
            if wide > 30:
                sort = "on-dark" if str(step) in _DARK else "on-light"
                parts.append(text(x + wide / 2, y + 21, f"{width:.0f}%", sort, "middle"))
        x += wide
    return [*parts, text(WIDTH, y + 21, f"of {figures.base}", "small", "end")]


def _table(published: Published, area: str, items: list[tuple[Item, Figures]]) -> Table:
    listed = published.steps()
    apart = [one for one in published.instrument.code_lists[SCALE] if one.missing]
    rows = tuple(
        (
            item.text,
            *(percent(share(found.counts.get(one.value), found.base)) for one in listed),
            said(found.base),
            *(said(found.counts.get(one.value)) for one in apart),
        )
        for item, found in items
    )
    heads = (
        "Kind of work",
        *(f"{one.value} {one.label}" for one in listed),
        "People",
        *(f"{one.label} (left out)" for one in apart),
    )
    return Table(name=area, heads=heads, rows=rows, numbers=frozenset(range(1, len(heads))))
