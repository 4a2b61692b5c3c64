"""Each area before the course, after it, and looking back: the share at step 4 or 5."""

from dataclasses import dataclass

from coprod_training.content.instrument import Item
from coprod_training.survey.report.chart import NOT_YET, Chart, Table, percent, said
from coprod_training.survey.report.published import Published, together
from coprod_training.survey.report.svg import line, picture, text

_LEFT, _RIGHT, _ROW = 170, 700, 64
_MARKS = (("pre", "Before"), ("post", "After"), ("back", "Looking back at before"))


@dataclass(frozen=True)
class _Share:
    """Answers at step 4 or 5, of all with a step. None when a number of it is hidden."""

    count: int | None
    base: int | None

    @property
    def percent(self) -> int | None:
        return round(100 * self.count / self.base) if self.count is not None and self.base else None


_Rows = list[tuple[str, dict[str, _Share]]]


def areas(published: Published) -> Chart:
    """Three marks for each area; no line joins them, since they are not the same people."""
    title = "Step 4 or 5, before the course and after it"
    about = (
        "Answers at step 4 or 5, of all answers with a step: three kinds of work in each area"
        " before and after, and one question that looks back."
    )
    rows: _Rows = [
        (area.title, {"pre": _of(published, items, "pre"), "post": _of(published, items, "post"),
                      "back": _of(published, (back,), "post")})
        for area, items, back in published.areas()
        if back is not None
    ]  # fmt: skip
    # Without the looking-back answers, before and after are never shown side by side.
    has_back = any(published.figures(back.id, "post") for _, _, back in published.areas() if back)
    if not (published.has("pre") and published.has("post") and has_back):
        return Chart(id="areas", title=title, about=about, missing=NOT_YET)
    return Chart(
        id="areas",
        title=title,
        about=about,
        sentence=_sentence(rows),
        svg=_drawn(title, rows),
        tables=(_table(title, rows),),
        notes=(
            "Not everybody who answered before answered after, so this is not change in the same"
            " people, and it cannot show that the course caused anything.",
            "A lower mark after the course than before, and a still lower one looking back, can be"
            " learning: people see more clearly what was there.",
        ),
        figures=tuple(
            name
            for _, items, back in published.areas()
            for name in (
                *(f"{phase}.{item.id}" for item in items for phase in ("pre", "post")),
                *([f"post.{back.id}"] if back else []),
            )
        ),
    )


def _of(published: Published, items: tuple[Item, ...], phase: str) -> _Share:
    """Every item of an area together; hidden when a number of any of them is."""
    count = base = 0
    for item in items:
        figures = published.figures(item.id, phase)
        high = together(figures)
        if figures is None or not figures.base or high is None:
            return _Share(None, None)
        count, base = count + high, base + figures.base
    return _Share(count, base)


def _sentence(rows: _Rows) -> str:
    shown = [marks for _, marks in rows if all(one.percent is not None for one in marks.values())]
    if not shown:
        return "A number of each area is hidden, so no area can be compared."
    more = sum((one["post"].percent or 0) > (one["pre"].percent or 0) for one in shown)
    return (
        f"In {more} of the {len(shown)} areas with all figures shown, the share at step 4 or 5 is"
        " higher after the course than before it."
    )


def _drawn(title: str, rows: _Rows) -> str:
    parts = [_mark(name, 10 + 190 * at, 10) + text(24 + 190 * at, 10, words)
             for at, (name, words) in enumerate(_MARKS)]  # fmt: skip
    top, bottom = 44, 44 + _ROW * len(rows)
    for tick in range(0, 101, 25):
        x = _at(tick)
        parts += [line(x, top, x, bottom), text(x, bottom + 14, f"{tick}%", "small", "middle")]
    for number, (area, marks) in enumerate(rows):
        y = top + _ROW * number + _ROW / 2
        parts += [text(0, y, area, "head"), line(_LEFT, y, _RIGHT, y)]
        unseen = []
        for at, (name, words) in enumerate(_MARKS):
            found = marks[name].percent
            if found is None:
                unseen.append(words.lower())
            else:
                # Each kind has a height of its own, so that equal figures do not cover each other.
                parts.append(_mark(name, _at(found), y + (at - 1) * 16))
        if unseen:
            parts.append(text(_RIGHT, y + 24, f"Hidden: {', '.join(unseen)}", "small", "end"))
    said_aloud = f"{_sentence(rows)} The table has the same figures."
    return picture("areas", f"Dots: {title.lower()}, by area", said_aloud, bottom + 28, parts)


def _at(percentage: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * percentage / 100


def _mark(name: str, x: float, y: float) -> str:
    """A ring, a disc or a diamond: told apart by form, not by colour."""
    if name == "back":
        corners = f"{x:g},{y - 8:g} {x + 8:g},{y:g} {x:g},{y + 8:g} {x - 8:g},{y:g}"
        return f'<polygon points="{corners}" class="back"/>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="7" class="{name}"/>'


def _table(title: str, rows: _Rows) -> Table:
    lines = tuple(
        (area, *(f"{percent(marks[n].percent)} of {said(marks[n].base)}" for n, _ in _MARKS))
        for area, marks in rows
    )
    heads = ("Area", *(words for _, words in _MARKS))
    return Table(name=title, heads=heads, rows=lines, numbers=frozenset({1, 2, 3}))
