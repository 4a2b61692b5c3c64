"""Who is not reached: services with nobody learning, people who did not start or have stalled."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from coprod_training.content.services import Service
from coprod_training.monitor.counts import counted, place_of
from coprod_training.monitor.watched import Watched

NOT_STARTED = "Joined, and have done nothing yet"


@dataclass(frozen=True)
class Waiting:
    """People of one service who are on the list for one reason. why: the rule, in words."""

    service: str
    region: str
    people: int
    why: str


def nobody_learning(watched: Watched) -> tuple[Service, ...]:
    """The services on the list where nobody has started, by name and region."""
    started = {one.service for one in watched.figures.people if counted([one]).started}
    return tuple(
        sorted(
            (one for one in watched.figures.services if one.code not in started),
            key=lambda one: (one.name, watched.names.region(one.region)),
        )
    )


def unreached_by_region(watched: Watched) -> tuple[tuple[str, int, int], ...]:
    """(region, services with nobody learning, services) for each region of the list."""
    found = defaultdict[str, list[int]](lambda: [0, 0])
    without = {one.code for one in nobody_learning(watched)}
    for one in watched.figures.services:
        counts = found[watched.names.region(one.region)]
        counts[0] += one.code in without
        counts[1] += 1
    return tuple((region, none, every) for region, (none, every) in sorted(found.items()))


def waiting(watched: Watched) -> tuple[Waiting, ...]:
    """Who has not started or has stalled, by service: how many and why, and never who."""
    not_started = Counter[str]()
    for one in watched.figures.people:
        not_started[one.service] += one.known
    found = [
        _row(watched, service, many, NOT_STARTED) for service, many in not_started.items() if many
    ]
    found += [
        _row(watched, one.service, one.learners, _stalled_in(watched, one.module))
        for one in watched.figures.stalled
    ]
    return tuple(sorted(found, key=lambda one: (one.service, one.region, one.why)))


def _row(watched: Watched, code: str, people: int, why: str) -> Waiting:
    return Waiting(watched.called(code), place_of(watched, "region", code), people, why)


def _stalled_in(watched: Watched, slug: str) -> str:
    module = watched.names.module(slug)
    where = f"module {module.number} open" if module and module.number else "a module open"
    return f"No activity for {watched.words.still_days} days or more, {where}"
