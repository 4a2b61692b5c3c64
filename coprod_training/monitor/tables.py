"""Every table of the monitor's pages, once: the page, its chart and its downloads draw the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from coprod_training.collector.programme import STALLED_AFTER, Programme
from coprod_training.monitor.completion import WAYS, counts_by, name_by, total
from coprod_training.monitor.words import NO_SERVICE, Words
from coprod_training.spreadsheet import Value


@dataclass(frozen=True)
class Table:
    """title: as a heading. columns: their names. rows: None is "nothing to show".

    bars: the column that the chart draws, and its largest value; "" for a table without a chart.
    percent: the columns of which values are percent.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    bars: str = ""
    largest: float = 0
    percent: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The columns that hold numbers."""
        return frozenset(
            name
            for place, name in enumerate(self.columns)
            if any(isinstance(row[place], int | float) for row in self.rows)
        )

    def shown(self, column: str, value: Value) -> str:
        """A value as people read it."""
        if value is None:
            return "–"
        text = f"{value:,}" if isinstance(value, int) else str(value)
        return f"{text}%" if column in self.percent else text


def completion(programme: Programme, way: str, words: Words) -> Table:
    """Finished, and the three other states, by one way to count."""
    columns = ("Joined", "Not started", "Active", "Stalled", "Finished", "Started")
    rows = [
        (one.name, one.joined, one.not_started, one.active, one.stalled, one.finished, one.started,
         one.share)
        for one in counts_by(programme, way, words)
    ]  # fmt: skip
    return Table(
        f"Finished, by {WAYS[way] if way == 'icb' else WAYS[way].lower()}",
        (WAYS[way], *columns, "Share finished"),
        tuple(rows),
        "Share finished",
        100,
        ("Share finished",),
    )


def where_people_stop(programme: Programme, words: Words) -> Table:
    """How many began and finished each module that counts, as taught."""
    everybody = total(programme)
    began, finished = Counter[str](), Counter[str]()
    for one in programme.cells:
        began[one.module] += one.started
        finished[one.module] += one.finished
    rows: list[tuple[Value, ...]] = [("Joined", everybody.joined, None)]
    for number, slug in enumerate(words.counted, 1):
        title = f"{number}. {words.modules[slug]}"
        rows.append((title, began[slug], finished[slug]))
    rows.append(("The whole course", everybody.started, everybody.finished))
    return Table(
        "Where people stop",
        ("Point", "Began", "Finished"),
        tuple(rows),
        "Began",
        max(everybody.joined, 1),
    )


def steps_of(programme: Programme, module: str, words: Words) -> Table:
    """How many people have done each activity of one module, as taught."""
    done = Counter[str]()
    for one in programme.steps:
        if one.module == module:
            done[one.activity] += one.learners
    began = sum(one.started for one in programme.cells if one.module == module)
    rows = [(title, done[slug]) for slug, title in words.activities.items() if slug in done]
    title = f"Activities of “{words.modules[module]}”"
    return Table(title, ("Activity", "People"), tuple(rows), "People", max(began, 1))


def nobody_learning(programme: Programme, words: Words) -> Table:
    """The services on the list where nobody has joined, by region."""
    reached = {one.service for one in programme.people}
    region, setting = name_by("region", words), name_by("setting", words)
    found = [one for one in programme.services if one.code not in reached]
    found.sort(key=lambda one: (region(one), one.name))
    rows = tuple((one.name, region(one), setting(one), one.provider) for one in found)
    columns = ("Service", "Region", "Setting", "Provider")
    return Table("Nobody learning yet", columns, rows)


def standing_still(programme: Programme, words: Words) -> Table:
    """Who has not started or has stalled, as counts of a service with the reason in words."""
    by_code = {one.code: one for one in programme.services}
    region = name_by("region", words)
    days = STALLED_AFTER // timedelta(days=1)
    found = Counter[tuple[str, str]]()
    for people in programme.people:
        if people.known:
            found[people.service, "Joined, and no activity done yet"] += people.known
    for one in programme.stalled:
        title = words.modules.get(one.module, "")
        where = f", “{title}” open" if title else ""
        found[one.service, f"No activity for {days} days{where}"] += one.learners
    rows = [
        (
            by_code[code].name if code in by_code else NO_SERVICE,
            region(by_code[code]) if code in by_code else None,
            people,
            why,
        )
        for (code, why), people in found.items()
    ]
    rows.sort(key=lambda row: (row[0], row[3]))
    return Table("Not started, or stalled", ("Service", "Region", "People", "Why"), tuple(rows))


def calendar(programme: Programme) -> Table:
    """Cohorts by the day they start; a day that is not set comes last."""
    by_code = {one.code: one.name for one in programme.services}
    cohorts = sorted(programme.cohorts, key=lambda one: (str(one.starts or "9"), one.cohort))
    rows = tuple(
        (
            one.cohort,
            by_code.get(one.service),
            _day(one.starts),
            _day(one.ends),
        )
        for one in cohorts
    )
    return Table("Cohorts", ("Cohort", "Service", "Starts", "Ends"), rows)


def _day(day: date | None) -> str | None:
    """A day as people read it, such as "1 March 2027"."""
    return f"{day.day} {day:%B %Y}" if day else None


def all_tables(
    programme: Programme, words: Words, ways: Iterable[str] = tuple(WAYS)
) -> dict[str, Table]:
    """Every table by the word of its address. ways: only these ways to count people."""
    return {
        **{way: completion(programme, way, words) for way in ways},
        "stop": where_people_stop(programme, words),
        "nobody": nobody_learning(programme, words),
        "still": standing_still(programme, words),
        "cohorts": calendar(programme),
    }
