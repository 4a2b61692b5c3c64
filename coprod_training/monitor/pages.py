"""What each page says, made ready for its template. The report says all of it in one file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coprod_training.monitor import tables
from coprod_training.monitor.counts import WAYS, Way, counted
from coprod_training.monitor.reach import nobody_learning
from coprod_training.monitor.stops import Inside, inside
from coprod_training.monitor.tables import FigureTable
from coprod_training.monitor.watched import Watched
from coprod_training.survey.report.chart import Chart

HERE = Path(__file__).parent
PAGES = {
    "": "Overview",
    "services": "Services",
    "where-people-stop": "Where people stop",
    "cohorts": "Cohorts",
    "before-and-after": "Before and after",
    "files": "Files",
    "definitions": "Definitions",
}
_TEMPLATES = {
    "": "overview.html.j2",
    "services": "reach.html.j2",
    "where-people-stop": "stops.html.j2",
    "cohorts": "cohorts.html.j2",
    "before-and-after": "change.html.j2",
    "files": "files.html.j2",
    "definitions": "definitions.html.j2",
}
MOST_WAITING = 50
"""Rows of the first page's longest list; a nation's has thousands. All of it is a file."""

Bar = tuple[str, float, str]
"""What one bar is of, its width (0 to 100), and what stands at its end."""


@dataclass(frozen=True)
class Chosen:
    """What somebody asked to see. setting, cohort: "" for all. What is not known is not chosen."""

    way: Way = "region"
    setting: str = ""
    cohort: str = ""

    @classmethod
    def among(cls, watched: Watched, asked: Mapping[str, str]) -> "Chosen":
        """What was asked for, as far as it is there."""
        way, setting, cohort = (asked.get(name, "") for name in ("by", "setting", "cohort"))
        cohorts = {one.cohort for one in watched.figures.cohorts}
        return cls(
            way if way in WAYS else "region",
            setting if setting in watched.names.settings else "",
            cohort if cohort in cohorts else "",
        )


@dataclass(frozen=True)
class Completed:
    """How far people are, by one way: the bars, and the table with the same figures."""

    bars: tuple[Bar, ...]
    table: FigureTable


@dataclass(frozen=True)
class Places:
    """Where the pages stand. to: their address, without a slash at its end."""

    to: str = ""
    sign_out: str = "/hub/logout"


@dataclass(frozen=True)
class _Shown:
    """A module with its table of activities."""

    title: str
    started: int
    finished: int
    table: FigureTable = field(repr=False)


def page(name: str, watched: Watched, chosen: Chosen, change: Chart, places: Places) -> str:
    """One page by its name in PAGES."""
    return draw(
        _TEMPLATES[name],
        **_always(watched),
        **_MADE[name](watched, chosen),
        change=_drawn(change),
        to=places.to,
        sign_out=places.sign_out,
        here=name,
        pages=PAGES.items(),
    )


def report(watched: Watched, change: Chart) -> str:
    """All pages as one file that asks for nothing else. The same figures give the same bytes."""
    every = [_completed(watched, Chosen(way)) for way in WAYS]
    words = _always(watched)
    for make in _MADE.values():
        words |= make(watched, Chosen())
    words |= {"change": _drawn(change), "every_completion": every}
    return draw("report.html.j2", **words, style=Markup(style()))  # noqa: S704 (our own file)


def draw(template: str, **words: Any) -> str:
    """One page as HTML; every word that is put in is escaped."""
    return _environment().get_template(template).render(**words)


@cache
def style() -> str:
    """The styles of all pages, as one sheet."""
    package = HERE.parent
    files = (
        package / "widgets" / "static" / "coprod.css",
        package / "widgets" / "static" / "figures.css",
        package / "widgets" / "static" / "pages.css",
        package / "trainer" / "static" / "trainer.css",
        HERE / "static" / "monitor.css",
    )
    return "\n".join(one.read_text(encoding="utf-8") for one in files)


def _always(watched: Watched) -> dict[str, Any]:
    words = watched.words
    said = {"limits": words.limits, "rule": words.rule, "definitions": words.definitions}
    return {"watched": watched, **said}


def _overview(watched: Watched, chosen: Chosen) -> dict[str, Any]:
    waiting = tables.not_started_or_stalled(watched)
    return {
        "still": watched.words.still_days,
        "all": counted(watched.people()),  # a choice below is of the table beside it
        "nobody": len(nobody_learning(watched)),
        "every": len(watched.figures.services),
        "way_words": tables.lower(WAYS[chosen.way]),
        "choices": _choices(watched, chosen),
        "completed": _completed(watched, chosen),
        "waiting": waiting,
        "most": waiting.largest("People", MOST_WAITING),
    }


def _services(watched: Watched, _: Chosen) -> dict[str, Any]:
    regions = tables.unreached_regions(watched)
    return {
        "regions": regions,
        "region_bars": _against(regions.rows, lambda row: row[2]),
        "unreached": tables.unreached(watched),
        "services": tables.services(watched),
    }


def _stops(watched: Watched, _: Chosen) -> dict[str, Any]:
    stops = tables.where_people_stop(watched)
    return {
        "stops": stops,
        "point_bars": _against(stops.rows, lambda _: stops.rows[0][1]),
        "modules": [_shown(one) for one in inside(watched)],
    }


def _cohorts(watched: Watched, _: Chosen) -> dict[str, Any]:
    return {"calendar": tables.calendar(watched)}


def _files(watched: Watched, _: Chosen) -> dict[str, Any]:
    return {"files": [(name, tables.title_of(name)) for name in tables.FILES]}


def _no_more(watched: Watched, _: Chosen) -> dict[str, Any]:
    return {}


# What each page asks for beside what all of them do: no page pays for another's figures.
_MADE = {
    "": _overview,
    "services": _services,
    "where-people-stop": _stops,
    "cohorts": _cohorts,
    "before-and-after": _no_more,
    "files": _files,
    "definitions": _no_more,
}


def _choices(watched: Watched, chosen: Chosen) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    settings = [("", "All settings"), *watched.names.settings.items()]
    cohorts = [("", "All cohorts"), *((one.cohort, one.cohort) for one in watched.figures.cohorts)]
    return [
        ("by", "Show by", list(WAYS.items()), chosen.way),
        ("setting", "Setting", settings, chosen.setting),
        ("cohort", "Cohort", cohorts, chosen.cohort),
    ]


def _completed(watched: Watched, chosen: Chosen) -> Completed:
    table = tables.completion(watched, chosen.way, chosen.setting, chosen.cohort)
    bars = tuple(
        (str(name), float(share or 0), "–" if share is None else f"{share}%")
        for name, *_, share in table.rows[:-1]
    )
    return Completed(bars, table)


def _against(rows: Iterable[Any], whole: Any) -> list[Bar]:
    """Bars of the second column, each against what `whole` gives for its row."""
    return [
        (str(row[0]), round(100 * row[1] / whole(row), 1) if whole(row) else 0.0, str(row[1]))
        for row in rows
    ]


def _shown(one: Inside) -> _Shown:
    return _Shown(one.module.said, one.started, one.finished, tables.parts_of(one))


def _drawn(change: Chart) -> dict[str, Any]:
    """The survey's own picture: its writer has escaped every word in it."""
    return {
        "title": change.title,
        "about": change.about,
        "missing": change.missing,
        "sentence": change.sentence,
        "picture": Markup(f"<figure>{change.svg}</figure>"),  # noqa: S704 (drawn by us)
        "tables": [
            FigureTable(one.name, one.heads, one.rows, frozenset(one.heads[n] for n in one.numbers))
            for one in change.tables
        ],
        "notes": change.notes,
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
