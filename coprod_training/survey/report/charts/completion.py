"""Who joined, started and finished the course, for everybody and by setting."""

from coprod_training.survey.report.chart import NOT_YET, Chart, Table, percent, said, share
from coprod_training.survey.report.programme import PARTS, Part
from coprod_training.survey.report.published import Published
from coprod_training.survey.report.svg import bar, hidden, keys, label, line, picture, text

_LEFT, _RIGHT, _BAR = 230, 700, 20
_SORTS = {"joined": "s1", "started": "s3", "finished": "s5"}
_WORDS = {"joined": "Joined", "started": "Started", "finished": "Finished"}


def completion(published: Published) -> Chart:
    """Bars in threes, one three for each group."""
    title = "How many finished the course"
    about = "People who joined, who opened at least one activity, and who finished all modules."
    groups = [
        (published.name_of("setting", value) if value else "All settings", parts)
        for _, value, parts in published.programme.of("completion")
    ]
    if not groups:
        return Chart(id="completion", title=title, about=about, missing=NOT_YET)
    first, *rest = groups
    groups = [first, *sorted(rest)] if first[0] == "All settings" else sorted(groups)
    return Chart(
        id="completion",
        title=title,
        about=about,
        sentence=_sentence(groups),
        svg=_drawn(title, groups),
        tables=(_table(title, groups),),
        notes=("Settings are in alphabetical order. This is not a ranking.",),
    )


def _sentence(groups: list[tuple[str, dict[str, Part]]]) -> str:
    name, parts = groups[0]
    done = share(parts["finished"].count, parts["started"].count)
    if done is None:
        return f"{name}: the numbers are hidden, because they are small."
    return f"{name}: about {done} in 100 of those who started have finished."


def _drawn(title: str, groups: list[tuple[str, dict[str, Part]]]) -> str:
    named, top = keys(0, [(_SORTS[part], _WORDS[part]) for part in PARTS["completion"]])
    most = max((one.count or 0 for _, parts in groups for one in parts.values()), default=0) or 1
    drawn, y = [*named], top + 6.0
    for name, parts in groups:
        drawn.append(label(0, y + 1.5 * _BAR, name, _LEFT - 15))
        for part in PARTS["completion"]:
            count = parts[part].count
            if count is None:
                drawn.append(hidden(_LEFT, y + 2, 24, _BAR - 4))
            else:
                width = (_RIGHT - _LEFT) * count / most
                drawn += [bar(_LEFT, y + 2, width, _BAR - 4, _SORTS[part]),
                          text(_LEFT + width + 8, y + _BAR / 2, str(count))]  # fmt: skip
            y += _BAR
        y += 14
    drawn.append(line(_LEFT, top, _LEFT, y - 10, "axis"))
    said_aloud = f"{_sentence(groups)} The table has the same figures."
    return picture("completion", f"Bars: {title.lower()}, by setting", said_aloud, y, drawn)


def _table(title: str, groups: list[tuple[str, dict[str, Part]]]) -> Table:
    rows = tuple(
        (
            name,
            *(said(parts[part].count) for part in PARTS["completion"]),
            percent(share(parts["finished"].count, parts["started"].count)),
        )
        for name, parts in groups
    )
    heads = ("Setting", "Joined", "Started", "Finished", "Finished, of those who started")
    return Table(name=title, heads=heads, rows=rows, numbers=frozenset({1, 2, 3, 4}))
