"""Everything that the pages are drawn from, of one moment; the same moment gives the same bytes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from coprod_training.collector.figures import Figures, People
from coprod_training.content.services import Service
from coprod_training.day_words import day_words
from coprod_training.monitor.definitions import STILL_DAYS, Words
from coprod_training.monitor.names import NO_SERVICE, NOT_LISTED, Names


def still_since(at: datetime) -> datetime:
    """Who did nothing after this time has stalled, unless they finished."""
    return at - timedelta(days=STILL_DAYS)


@dataclass(frozen=True, kw_only=True)
class Watched:
    """The figures of one moment, what things are called, and what is said of them. at: UTC."""

    at: datetime
    words: Words
    names: Names
    figures: Figures

    @property
    def made_up(self) -> bool:
        """Whether a service on the list is made up: then no figure here is real."""
        return any(one.made_up for one in self.figures.services)

    @property
    def as_at(self) -> str:
        """The moment, in words."""
        return f"{day_words(self.at)}, {self.at:%H:%M} UTC"

    def service(self, code: str) -> Service | None:
        """A service on the list."""
        return self._services.get(code)

    @cached_property
    def _services(self) -> dict[str, Service]:
        return {one.code: one for one in self.figures.services}

    def called(self, code: str) -> str:
        """The name of a service, also of none and of one that has left the list."""
        found = self.service(code)
        return found.name if found else f"{NOT_LISTED}: {code}" if code else NO_SERVICE

    def people(self, setting: str = "", cohort: str = "") -> tuple[People, ...]:
        """The people of one setting and one cohort; "" is all of them."""
        return tuple(
            one
            for one in self.figures.people
            if setting in ("", one.setting) and cohort in ("", one.cohort)
        )
