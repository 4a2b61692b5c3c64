"""The cohorts, in the order they begin, and how far their people are."""

from dataclasses import dataclass
from datetime import date

from coprod_training.collector.services import Cohort
from coprod_training.day_words import day_words
from coprod_training.monitor.counts import Counts, counted
from coprod_training.monitor.watched import Watched


@dataclass(frozen=True)
class CohortRow:
    """One cohort. stands: whether it is to come, runs or has ended, in words."""

    cohort: Cohort
    stands: str
    counts: Counts


def cohorts(watched: Watched) -> tuple[CohortRow, ...]:
    """All cohorts; those without days come last."""
    rows = [
        CohortRow(one, _stands(one, watched.at.date()), counted(watched.people(cohort=one.cohort)))
        for one in watched.figures.cohorts
    ]
    return tuple(sorted(rows, key=lambda one: (one.cohort.starts or date.max, one.cohort.cohort)))


def day(one: date | None) -> str:
    """A day in words; "Not set" without one."""
    return day_words(one) if one else "Not set"


def _stands(one: Cohort, today: date) -> str:
    if one.starts is None:
        return "No days set"
    if today < one.starts:
        return "To come"
    return "Ended" if one.ends and today > one.ends else "Running"
