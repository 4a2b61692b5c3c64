"""Before and after the course, in the same people: improved, the same, or declined.

Only where the looking-back answers are published too: what looks like a fall can be learning.
Source: survey-instrument.md, section 9.
"""

from coprod_training.activities.national_compare import Figures
from coprod_training.content.instrument import Item
from coprod_training.disclosure.derived import CHANGE
from coprod_training.survey.report.chart import NOT_YET, Chart, Table, said
from coprod_training.survey.report.published import Published
from coprod_training.survey.report.svg import (
    WIDTH,
    bar,
    hidden,
    keys,
    label,
    picture,
    text,
)

_TITLE = "Before and after the course, in the same people"
_ABOUT = "People who answered before and after the course, and gave a step both times."
_LEFT, _ROW, _BOX = 290, 48, 30
_RIGHT = WIDTH - 75
_PARTS = (
    ("improved", "A higher step", "s4"),
    ("same", "The same step", "s0"),
    ("declined", "A lower step", "s2"),
)
_Row = tuple[Item, Figures, int | None]
"""An item, what is published of its change, and how many were lost."""


def change(published: Published) -> Chart:
    """Stacked bars, one for each kind of work."""
    rows: list[_Row] = [
        (item, found, _lost(published, item, found))
        for _, items, _ in published.areas()
        for item in items
        if (found := published.figures(item.id, CHANGE))
    ]
    back = [one for _, _, one in published.areas() if one and published.shared(one.id, "post")]
    if not any(found.base for _, found, _ in rows) or not back:
        return missing(NOT_YET)
    return Chart(
        id="change",
        title=_TITLE,
        about=_ABOUT,
        sentence=_sentence(rows),
        svg=_drawn(_TITLE, rows),
        tables=(_table(_TITLE, rows), _back(published)),
        notes=(
            "This shows what people said at two times. It cannot show that the course caused it.",
            "After a course, people often see the ideal more clearly, and rate the same thing"
            " lower. So read it beside the answers that look back.",
            "Matched: people with a step both times. Lost: about how many people had a step before,"
            " less those matched, both rounded. Among these are people who wait to be counted in"
            " this picture.",
        ),
        figures=(
            *(f"{CHANGE}.{item.id}" for item, _, _ in rows),
            *(f"post.{one.id}" for one in back),
        ),
    )


def missing(why: str) -> Chart:
    """The same without figures. why: what the page says in their place."""
    return Chart(id="change", title=_TITLE, about=_ABOUT, missing=why)


def _lost(published: Published, item: Item, found: Figures) -> int | None:
    """About how many had a step before and are not matched, from two rounded numbers.

    Those who wait to be counted in the change are among them.
    """
    before = published.figures(item.id, "pre")
    if before is None or before.base is None or found.base is None:
        return None
    return max(0, before.base - found.base)


def _sentence(rows: list[_Row]) -> str:
    pairs = [(one.counts.get("improved"), one.counts.get("declined")) for _, one, _ in rows]
    shown = [(more, fewer) for more, fewer in pairs if more is not None and fewer is not None]
    higher = sum(more > fewer for more, fewer in shown)
    return (
        f"In {higher} of the {len(shown)} kinds of work with both numbers shown, more people chose"
        " a higher step after the course than chose a lower one."
    )


def _drawn(title: str, rows: list[_Row]) -> str:
    named = [(sort, words) for _, words, sort in _PARTS]
    parts, top = keys(0, [*named, ("hidden", "Hidden: its width says nothing")])
    y = top + 6.0
    for item, found, _ in rows:
        parts.append(label(0, y + 18, item.text.split(" (")[0], _LEFT - 20))
        parts += _row(found, y)
        y += _ROW
    said_aloud = f"{_sentence(rows)} The table has the same figures."
    return picture("change", f"Stacked bars: {title.lower()}", said_aloud, y + 4, parts)


def _row(found: Figures, y: float) -> list[str]:
    base = found.base
    if not base:
        return [hidden(_LEFT, y + 4, 120, 28), text(_LEFT + 130, y + 18, "All hidden")]
    known = [found.counts.get(name) for name, _, _ in _PARTS]
    room = _RIGHT - _LEFT - _BOX * known.count(None)
    whole = max(base, sum(one or 0 for one in known))
    x, parts = float(_LEFT), []
    for (_, _, sort), count in zip(_PARTS, known, strict=True):
        if count is None:
            parts.append(hidden(x + 1, y + 4, _BOX - 2, 28))
            x += _BOX
            continue
        wide = room * count / whole
        parts.append(bar(x, y + 4, wide, 28, sort))
        if wide > 26:
            dark = "on-dark" if sort == "s4" else "on-light"
            parts.append(text(x + wide / 2, y + 18, str(count), dark, "middle"))
        x += wide
    return [*parts, text(WIDTH, y + 18, f"of {base}", "small", "end")]


def _table(title: str, rows: list[_Row]) -> Table:
    lines = tuple(
        (
            item.text,
            *(said(found.counts.get(name)) for name, _, _ in _PARTS),
            said(found.base),
            said(lost),
        )
        for item, found, lost in rows
    )
    heads = ("Kind of work", *(words for _, words, _ in _PARTS), "Matched", "Lost")
    return Table(name=title, heads=heads, rows=lines, numbers=frozenset(range(1, 6)))


def _back(published: Published) -> Table:
    """What people said, after the course, of the time before it."""
    rows = []
    for area, _, back in published.areas():
        figures = published.figures(back.id, "post") if back else None
        if back and figures:
            shared = published.shared(back.id, "post")
            rows.append((area.title, str(shared or "c"), said(figures.base)))
    return Table(
        name="Looking back after the course: where was the service before it?",
        heads=("Area", "Said step 4 or 5", "People"),
        rows=tuple(rows),
        numbers=frozenset({1, 2}),
    )
