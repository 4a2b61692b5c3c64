"""Each area before the course, after it, and looking back: the share at step 4 or 5."""

from coprod_training.content.instrument import Item
from coprod_training.survey.report.between import Between
from coprod_training.survey.report.chart import NOT_YET, Chart, Table
from coprod_training.survey.report.published import Published
from coprod_training.survey.report.svg import line, picture, text

_LEFT, _RIGHT, _ROW = 170, 700, 64
_MARKS = (("pre", "Before"), ("post", "After"), ("back", "Looking back at before"))


_Share = Between | None
"""Answers at step 4 or 5, of all with a step. None when a question of the area is hidden whole."""
_Rows = list[tuple[str, dict[str, _Share]]]
_ALONE = (
    "In an area whose answers that look back are hidden, before and after are not shown either."
)


def areas(published: Published) -> Chart:
    """Three marks for each area; no line joins them, since they are not the same people."""
    title = "Step 4 or 5, before the course and after it"
    about = (
        "Answers at step 4 or 5, of all answers with a step: the kinds of work in each area"
        " before and after, and one question that looks back."
    )
    rows: _Rows = [
        (area.title, _marks(published, items, back))
        for area, items, back in published.areas()
        if back is not None
    ]
    looks_back = [marks["back"] is not None for _, marks in rows]
    if not (published.has("pre") and published.has("post") and any(looks_back)):
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
            "Two marks with a line between them: a number is hidden, and the share is somewhere in"
            " between.",
            "A lower mark after the course than before, and a still lower one looking back, can be"
            " learning: people see more clearly what was there.",
            *(() if all(looks_back) else (_ALONE,)),
        ),
        figures=tuple(
            name
            for _, items, back in published.areas()
            if back and published.shared(back.id, "post")
            for name in (
                *(f"{phase}.{item.id}" for item in items for phase in ("pre", "post")),
                f"post.{back.id}",
            )
        ),
    )


def _marks(published: Published, items: tuple[Item, ...], back: Item) -> dict[str, _Share]:
    """The three of one area. Without the looking-back answers, before and after are not shown."""
    looking_back = _of(published, (back,), "post")
    if looking_back is None:
        return dict.fromkeys(name for name, _ in _MARKS)
    before, after = (_of(published, items, phase) for phase in ("pre", "post"))
    return {"pre": before, "post": after, "back": looking_back}


def _of(published: Published, items: tuple[Item, ...], phase: str) -> _Share:
    """Every item of an area together."""
    found = [published.shared(item.id, phase) for item in items]
    shown = [one for one in found if one is not None]
    return sum(shown, Between(0, 0, 0)) if shown and len(shown) == len(found) else None


def _sentence(rows: _Rows) -> str:
    """Counts only what is certain whatever the hidden numbers are."""
    pairs = [(marks["pre"], marks["post"]) for _, marks in rows]
    shown = [(pre.shares, post.shares) for pre, post in pairs if pre and post]
    if not shown:
        return "Every area has a question that is completely hidden, so no area can be compared."
    more = sum(post[0] > pre[1] for pre, post in shown)
    return (
        f"In {more} of {len(shown)} areas, the share at step 4 or 5 is higher after the course than"
        " before it, whatever the hidden numbers are."
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
            found = marks[name]
            if found is None:
                unseen.append(words.lower())
                continue
            # Each kind has a height of its own, so that equal figures do not cover each other.
            low, high = found.shares
            level = y + (at - 1) * 18
            if low != high:
                parts.append(line(_at(low), level, _at(high), level, "axis"))
            parts += [_mark(name, _at(one), level) for one in sorted({low, high})]
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
    lines = tuple((area, *(_cell(marks[name]) for name, _ in _MARKS)) for area, marks in rows)
    heads = ("Area", *(words for _, words in _MARKS))
    return Table(name=title, heads=heads, rows=lines, numbers=frozenset({1, 2, 3}))


def _cell(found: _Share) -> str:
    return f"{found} of {found.base}" if found else "c"
