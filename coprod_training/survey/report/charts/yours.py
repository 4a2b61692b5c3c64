"""The published answers with a place for one's own: on paper here, worked out in the course."""

from coprod_training.activities.national_compare import PHASE, Figures
from coprod_training.content.instrument import Item
from coprod_training.survey.report.chart import NOT_YET, Chart, Table, percent, share
from coprod_training.survey.report.published import Published
from coprod_training.survey.report.svg import LINE, WIDTH, bar, hidden, lines_of, picture, text

_ACROSS, _HEIGHT, _TALL = 3, 204, 84
_WIDE = WIDTH / _ACROSS
_STEP = (_WIDE - 30) / 6


def yours(published: Published) -> Chart:
    """Small columns for each kind of work, with a ring under each step to mark one's own."""
    title = "Your own answers beside these"
    about = (
        "The same answers as in the bars by area. Mark your own step under each picture, on paper."
        " In the course, the page You and the national picture does it for you, and for you alone."
    )
    shown = [
        (item, found)
        for _, items, _ in published.areas()
        for item in items
        if (found := published.figures(item.id)) and found.base
    ]
    if not shown:
        return Chart(id="yours", title=title, about=about, missing=NOT_YET)
    return Chart(
        id="yours",
        title=title,
        about=about,
        sentence=_sentence(shown),
        svg=_drawn(published, title, shown),
        tables=(_table(published, shown),),
        notes=("A different step from most people is not a mistake.",),
        figures=tuple(f"{PHASE}.{item.id}" for item, _ in shown),
    )


def _sentence(shown: list[tuple[Item, Figures]]) -> str:
    alike = "kind" if len(shown) == 1 else "kinds"
    return f"There are published answers to set your own beside for {len(shown)} {alike} of work."


def _drawn(published: Published, title: str, shown: list[tuple[Item, Figures]]) -> str:
    most = max(one or 0 for _, found in shown for one in _shares(found)) or 1
    parts: list[str] = []
    for at, (item, found) in enumerate(shown):
        left, top = (at % _ACROSS) * _WIDE, (at // _ACROSS) * _HEIGHT
        words = item.text.split(" (")[0]
        for row, words_ in enumerate(lines_of(words, _WIDE - 30)[:3]):
            parts.append(text(left, top + 10 + row * LINE, words_))
        floor = top + 62 + _TALL
        for step, one in enumerate(_shares(found)):
            x = left + step * _STEP
            if one is None:
                parts.append(hidden(x + 4, floor - 22, _STEP - 8, 22))
            else:
                tall = (_TALL - 16) * one / most
                parts.append(bar(x + 4, floor - tall, _STEP - 8, tall, f"s{step}"))
                parts.append(text(x + _STEP / 2, floor - tall - 9, str(one), "small", "middle"))
            parts += [
                text(x + _STEP / 2, floor + 11, str(step), "small", "middle"),
                f'<circle cx="{x + _STEP / 2:g}" cy="{floor + 30:g}" r="8" class="ring"/>',
            ]
    height = -(-len(shown) // _ACROSS) * _HEIGHT
    names = ", ".join(f"{one.value} {one.label}" for one in published.steps())
    said_aloud = f"{_sentence(shown)} Shares in per cent for the steps {names}."
    return picture("yours", f"Columns: {title.lower()}", said_aloud, height, parts)


def _shares(figures: Figures) -> list[int | None]:
    return [share(figures.counts.get(str(step)), figures.base) for step in range(6)]


def _table(published: Published, shown: list[tuple[Item, Figures]]) -> Table:
    listed = published.steps()
    rows = tuple((item.text, *map(percent, _shares(found)), "") for item, found in shown)
    heads = ("Kind of work", *(f"{one.value} {one.label}" for one in listed), "Yours")
    name = "The published answers, with a place for your own"
    return Table(name=name, heads=heads, rows=rows, numbers=frozenset(range(1, 8)))
