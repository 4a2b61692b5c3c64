"""Every table of the pages as columns and rows: for the screen, for print and for a file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coprod_training.monitor.calendar import cohorts, day
from coprod_training.monitor.counts import WAYS, Counts, Way, counted, grouped
from coprod_training.monitor.reach import nobody_learning, unreached_by_region, waiting
from coprod_training.monitor.stops import Inside, inside, points
from coprod_training.monitor.watched import Watched
from coprod_training.spreadsheet import Row

_OF_PEOPLE = ("Joined", "Started", "Finished", "Stalled", "Share (%)")


@dataclass(frozen=True)
class FigureTable:
    """A table. The first column names a row. numbers: the columns that hold numbers.

    In a row None is "nothing to count here", which is never a zero.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[str]

    def by_name(self, row: Row) -> Iterable[tuple[str, object]]:
        """What stands in a row after its first column, each with the name of its column."""
        return zip(self.columns[1:], row[1:], strict=True)

    @staticmethod
    def shown(value: object) -> object:
        """A value as it stands on a page: a fall with a minus sign, and not with a hyphen."""
        return f"−{-value}" if isinstance(value, int | float) and value < 0 else value

    def largest(self, column: str, most: int) -> "FigureTable":
        """The same with so many rows at most: those with the largest numbers in this column."""
        if len(self.rows) <= most:
            return self
        place = self.columns.index(column)
        order = sorted(self.rows, key=lambda row: -float(row[place] or 0))
        return replace(self, rows=tuple(order[:most]))


def completion(watched: Watched, way: Way, setting: str = "", cohort: str = "") -> FigureTable:
    """How far people are, by one way of looking, with everybody in the last row."""
    people = watched.people(setting, cohort)
    found = [(one.name, one.counts) for one in grouped(watched, way, people)]
    rows = [(name, *_figures(counts)) for name, counts in [*found, ("All", counted(people))]]
    return _table(f"Completion by {lower(WAYS[way])}", (WAYS[way], *_OF_PEOPLE), rows, _OF_PEOPLE)


def services(watched: Watched) -> FigureTable:
    """Every service: where it is and how far its people are."""
    people = {one.name: one.counts for one in grouped(watched, "service", watched.people())}
    places = {one.name: one for one in watched.figures.services}
    rows = []
    for name, counts in people.items():
        one = places.get(name)
        names = watched.names
        where = (
            (names.region(one.region), one.icb, one.provider, names.kind(one.setting))
            if one
            else (None, None, None, None)
        )
        rows.append((name, *where, *_figures(counts)))
    columns = ("Service", "Region", "ICB", "Provider", "Setting", *_OF_PEOPLE)
    return _table("Services", columns, rows, _OF_PEOPLE)


def unreached(watched: Watched) -> FigureTable:
    """The services where nobody has started."""
    names = watched.names
    rows = [
        (one.name, names.region(one.region), names.kind(one.setting), one.provider)
        for one in nobody_learning(watched)
    ]
    columns = ("Service", "Region", "Setting", "Provider")
    return _table("Services with nobody learning", columns, rows)


def unreached_regions(watched: Watched) -> FigureTable:
    """How many services of a region have nobody learning."""
    columns = ("Region", "Nobody learning", "Services")
    rows = unreached_by_region(watched)
    return _table("Nobody learning, by region", columns, rows, columns[1:])


def where_people_stop(watched: Watched) -> FigureTable:
    """How many people got as far as each point."""
    rows = [(one.name, one.people, one.change) for one in points(watched)]
    columns = ("Point", "People", "Against the line above")
    return _table("Where people stop", columns, rows, columns[1:])


def parts_of(one: Inside) -> FigureTable:
    """The activities of one module, in the lesson's order."""
    rows = [(part.title, part.section or None, people) for part, people in one.parts]
    return _table(one.module.said, ("Activity", "Section", "Did it"), rows, ("Did it",))


def parts(watched: Watched) -> FigureTable:
    """Each activity, by module: how many people did it."""
    rows = [
        (f"{place}. {part.title}", one.module.said, part.section or None, people, one.started)
        for one in inside(watched)
        for place, (part, people) in enumerate(one.parts, 1)
    ]
    columns = ("Activity", "Module", "Section", "Did it", "Started the module")
    return _table("Activities", columns, rows, columns[3:])


def not_started_or_stalled(watched: Watched) -> FigureTable:
    """How many people of a service wait for help, and by which rule."""
    rows = [(one.service, one.region, one.people, one.why) for one in waiting(watched)]
    columns = ("Service", "Region", "People", "Why they are on this list")
    return _table("Not started or stalled", columns, rows, ("People",))


def calendar(watched: Watched) -> FigureTable:
    """The cohorts with their days."""
    rows = [
        (
            one.cohort.cohort,
            one.stands,
            day(one.cohort.starts),
            day(one.cohort.ends),
            one.counts.joined,
            one.counts.started,
            one.counts.finished,
        )
        for one in cohorts(watched)
    ]
    columns = ("Cohort", "Now", "Begins", "Ends", "Joined", "Started", "Finished")
    return _table("Cohorts", columns, rows, columns[4:])


def about(watched: Watched) -> FigureTable:
    """What is said of all these figures: their moment, the limits, the rule, each definition."""
    words = watched.words
    made_up = [("About", "Made-up services: no figure here is real.")] if watched.made_up else []
    rows = [
        ("As at", watched.as_at),
        ("About", words.limits),
        *made_up,
        ("Rule", words.rule),
        *words.definitions.items(),
    ]
    return _table("About these figures", ("What", "Words"), rows)


def _completion(way: Way) -> Callable[[Watched], FigureTable]:
    return lambda watched: completion(watched, way)


FILES: Mapping[str, Callable[[Watched], FigureTable]] = {
    **{f"completion-by-{way}": _completion(way) for way in WAYS},
    "services": services,
    "nobody-learning": unreached,
    "nobody-learning-by-region": unreached_regions,
    "where-people-stop": where_people_stop,
    "activities": parts,
    "not-started-or-stalled": not_started_or_stalled,
    "cohorts": calendar,
    "about-these-figures": about,
}
"""What can be downloaded, by the name of its file."""


def title_of(name: str) -> str:
    """What a file is called on the page, from its name."""
    words = name.replace("-", " ").replace("icb", "ICB")
    return words[0].upper() + words[1:]


def _figures(counts: Counts) -> tuple[float | None, ...]:
    return counts.joined, counts.started, counts.finished, counts.stalled, counts.share


def _table(
    title: str, columns: Sequence[str], rows: Sequence[Row], numbers: Sequence[str] = ()
) -> FigureTable:
    return FigureTable(title, tuple(columns), tuple(rows), frozenset(numbers))


def lower(word: str) -> str:
    """A heading in the middle of a sentence; an abbreviation stays as it is."""
    return word if word.isupper() else word.lower()
