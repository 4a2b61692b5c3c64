"""How many people joined, started, finished and stalled: altogether, and by what one asks for."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from coprod_training.collector.figures import People
from coprod_training.disclosure.derived import share
from coprod_training.monitor.names import NO_SERVICE, NOT_LISTED, NOT_SET
from coprod_training.monitor.watched import Watched

Way = Literal["region", "icb", "provider", "service", "setting"]
WAYS: dict[Way, str] = {
    "region": "Region",
    "icb": "ICB",
    "provider": "Provider",
    "service": "Service",
    "setting": "Setting",
}


@dataclass(frozen=True)
class Counts:
    """Counts of people. started: began, so finished and stalled are among them."""

    joined: int
    started: int
    finished: int
    stalled: int

    @property
    def not_started(self) -> int:
        """Joined, and have done nothing yet."""
        return self.joined - self.started

    @property
    def share(self) -> int | None:
        """Of the people who started, the whole percentage that finished; None where nobody did."""
        return share(self.finished, self.started) if self.started else None


@dataclass(frozen=True)
class Group:
    """The people of one region, ICB, provider, service or setting."""

    name: str
    counts: Counts


def counted(people: Iterable[People]) -> Counts:
    """All of these people together."""
    known = active = stalled = finished = 0
    for one in people:
        known += one.known
        active += one.active
        stalled += one.stalled
        finished += one.finished
    started = active + stalled + finished
    return Counts(known + started, started, finished, stalled)


def grouped(watched: Watched, way: Way, people: Iterable[People]) -> tuple[Group, ...]:
    """The same people, by one way of looking. Everybody is in exactly one group.

    Groups of the list that have nobody are there as well, with zeros.
    """
    name_of = _namer(watched, way)
    groups = defaultdict[str, list[People]](list)
    if way != "setting":
        for service in watched.figures.services:
            groups[place_of(watched, way, service.code)] = []
    for one in people:
        groups[name_of(one)].append(one)
    return tuple(Group(name, counted(theirs)) for name, theirs in sorted(groups.items()))


def _namer(watched: Watched, way: Way) -> Callable[[People], str]:
    if way == "setting":
        return lambda one: watched.names.setting(one.setting)
    names = {one.service: place_of(watched, way, one.service) for one in watched.figures.people}
    return lambda one: names[one.service]


def place_of(watched: Watched, way: Way, code: str) -> str:
    """What the group of a service is called; also of none, and of one that has left the list."""
    service = watched.service(code)
    if way == "service":
        return watched.called(code)
    if service is None:
        return NOT_LISTED if code else NO_SERVICE
    if way == "region":
        return watched.names.region(service.region)
    return str(getattr(service, way)) or NOT_SET
