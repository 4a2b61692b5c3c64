"""The thresholds of disclosure control, by name, and how weak each may be at most."""

from collections.abc import Iterator
from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All thresholds. The defaults are the specification's own.

    smallest_count: below it a count is hidden, zeros too (point 3). round_to: all others go to the
    nearest multiple (point 3). smallest_base, smallest_services, largest_service_percent: what a
    group needs to be shown (point 2). smallest_base_without_codes: takes their place where no
    service codes are asked for. smallest_batch: people who join, or who leave, a published group
    between two releases, unless nobody does (point 5). smallest_news: new records before anything
    is published again (survey-instrument.md, P7). rebase_months: how long sealed counts stand
    until those who left are taken out (point 5). feasible_values: how many values a hidden count
    must still be able to have; feasible_options: how many answers a known joiner or leaver must
    still be able to have given (point 7).

    Any numbers can be held, so that tests can try weaker ones: `too_weak` judges them.
    """

    smallest_count: int = 10
    round_to: int = 5
    smallest_base: int = 10
    smallest_base_without_codes: int = 20
    smallest_services: int = 3
    largest_service_percent: int = 50
    smallest_batch: int = 10
    smallest_news: int = 10
    rebase_months: int = 12
    feasible_values: int = 4
    feasible_options: int = 2

    def base_needed(self, coded: bool) -> int:
        """The smallest base of a group that is shown. coded: service codes are asked for."""
        return self.smallest_base if coded else self.smallest_base_without_codes


SPECIFICATION = Settings()
_AT_MOST = {"largest_service_percent"}


def too_weak(settings: Settings) -> Iterator[tuple[str, str]]:
    """Each setting that hides less than the specification, with what is wrong, in words."""
    for field in fields(Settings):
        name = field.name
        value, limit = getattr(settings, name), getattr(SPECIFICATION, name)
        if name in _AT_MOST:
            if not 0 < value <= limit:
                yield name, f"This may be {limit} at most."
        elif value < limit:
            yield name, f"This may not be below {limit}."
    for name in ("smallest_count", "smallest_base", "smallest_base_without_codes"):
        # Else a number that is shown would be rounded to one below its own threshold.
        if settings.round_to > 0 and getattr(settings, name) % settings.round_to:
            yield name, f"This has to be a multiple of {settings.round_to}, which is rounded to."
