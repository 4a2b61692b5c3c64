"""Completion by region, ICB, provider, service and setting. Totals equal the sum of learners."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coprod_training.collector.figures import People
from coprod_training.collector.programme import Programme
from coprod_training.content.services import Service
from coprod_training.monitor.words import NO_SERVICE, Words

WAYS = {
    "region": "Region",
    "icb": "ICB",
    "provider": "Provider",
    "service": "Service",
    "setting": "Setting",
}
"""How people can be counted: the word of an address, and the name of the column."""


@dataclass(frozen=True)
class Count:
    """People of one group. joined is not_started, active, stalled and finished together."""

    name: str
    services: int
    not_started: int
    active: int
    stalled: int
    finished: int

    @property
    def started(self) -> int:
        """Who has done at least one activity."""
        return self.active + self.stalled + self.finished

    @property
    def joined(self) -> int:
        """Everybody."""
        return self.started + self.not_started

    @property
    def share(self) -> int | None:
        """Finished out of started in percent, half up; None where nobody started."""
        return (200 * self.finished + self.started) // (2 * self.started) if self.started else None


def name_by(way: str, words: Words) -> Callable[[Service], str]:
    """What a service is called when it is counted that way. Raises KeyError for another word."""
    return {
        "region": lambda one: words.regions.get(one.region, one.region),
        "icb": lambda one: one.icb,
        "provider": lambda one: one.provider,
        "service": lambda one: one.name,
        "setting": lambda one: words.settings.get(one.setting, one.setting),
    }[way]


def counts_by(programme: Programme, way: str, words: Words) -> list[Count]:
    """One row a group, by name; people of no service come last. Groups of nobody are there."""
    name = name_by(way, words)
    groups: dict[str, set[str]] = {}
    for one in programme.services:
        groups.setdefault(name(one), set()).add(one.code)
    found = [
        _count(group, len(codes), (one for one in programme.people if one.service in codes))
        for group, codes in sorted(groups.items())
    ]
    listed = {one.code for one in programme.services}
    others = [one for one in programme.people if one.service not in listed]
    return [*found, _count(NO_SERVICE, 0, others)] if others else found


def total(programme: Programme) -> Count:
    """Everybody."""
    return _count("All", len(programme.services), programme.people)


def _count(name: str, services: int, people: Iterable[People]) -> Count:
    rows = tuple(people)
    return Count(
        name=name,
        services=services,
        not_started=sum(one.known for one in rows),
        active=sum(one.active for one in rows),
        stalled=sum(one.stalled for one in rows),
        finished=sum(one.finished for one in rows),
    )
