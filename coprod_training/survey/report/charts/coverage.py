"""How many services have answered, of all that are on the list."""

from coprod_training.survey.report.chart import NOT_YET, Chart, Table, percent, share
from coprod_training.survey.report.programme import Part
from coprod_training.survey.report.published import Published
from coprod_training.survey.report.svg import bar, label, picture, text

_LEFT, _RIGHT, _ROW = 230, 620, 40


def coverage(published: Published) -> Chart:
    """One bar for each region or setting, of the services on the list."""
    title = "How many services have answered"
    about = "Services with at least one answer, of all services on the list."
    groups = [
        (_name(published, group, value), parts["answered"])
        for group, value, parts in published.programme.of("coverage")
    ]
    if not groups:
        return Chart(id="coverage", title=title, about=about, missing=NOT_YET)
    everybody = [one for one in groups if one[0] == "England"]
    groups = [*everybody, *sorted((one for one in groups if one[0] != "England"), key=_first)]
    return Chart(
        id="coverage",
        title=title,
        about=about,
        sentence=_sentence(*groups[0]),
        svg=_drawn(title, groups),
        tables=(_table(title, groups),),
        notes=(
            "An answer from a service is the answer of one or more people, and not of the service.",
            "Groups are in alphabetical order. This is not a ranking.",
        ),
    )


def _name(published: Published, group: str, value: str) -> str:
    if group == "setting":
        return published.name_of("setting", value)
    return published.name_of("region", value) if group == "region" else "England"


def _first(one: tuple[str, Part]) -> str:
    return one[0]


def _sentence(name: str, part: Part) -> str:
    return f"{name}: {part.count} of {part.base} services have at least one answer."


def _drawn(title: str, groups: list[tuple[str, Part]]) -> str:
    drawn: list[str] = []
    for at, (name, part) in enumerate(groups):
        y = at * _ROW + 8
        whole = _RIGHT - _LEFT
        filled = whole * (part.count or 0) / (part.base or 1)
        drawn += [
            label(0, y + 12, name, _LEFT - 15),
            bar(_LEFT, y, whole, 24, "whole"),
            bar(_LEFT, y, filled, 24, "s4"),
            text(_RIGHT + 10, y + 12, f"{part.count} of {part.base}"),
        ]
    said_aloud = f"{_sentence(*groups[0])} The table has the same figures."
    return picture("coverage", f"Bars: {title.lower()}", said_aloud, len(groups) * _ROW + 8, drawn)


def _table(title: str, groups: list[tuple[str, Part]]) -> Table:
    rows = tuple(
        (name, str(part.count), str(part.base), percent(share(part.count, part.base)))
        for name, part in groups
    )
    heads = ("Where", "Services that answered", "Services on the list", "Share")
    return Table(name=title, heads=heads, rows=rows, numbers=frozenset({1, 2, 3}))
