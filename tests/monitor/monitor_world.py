"""A programme made up for tests: services, people in every state, all marked as made up."""

from datetime import UTC, date, datetime

from coprod_training.collector.figures import Cell, People, Stalled, Step
from coprod_training.collector.programme import Programme
from coprod_training.collector.services import Cohort
from coprod_training.content.services import Service

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def service(code, region="NW", setting="1", icb="ICB 1", provider="Provider 1", name=""):
    return Service(code, name or f"Made-up {code}", setting, region, icb, provider, made_up=True)


def programme(services=(), people=(), cells=(), steps=(), stalled=(), cohorts=()):
    return Programme(
        NOW, tuple(services), tuple(cohorts), tuple(people), tuple(cells), tuple(steps),
        tuple(stalled),
    )  # fmt: skip


def some():
    """Three services, one with nobody; two people of no service."""
    return programme(
        services=[
            service("a"),
            service("b", "LO", "2", "ICB 2", "Provider 2"),
            service("c", "LO", "1", "ICB 2", "=Provider 3"),
        ],
        people=[
            People("a", "smi", known=2, active=3, stalled=1, finished=4),
            People("a", "", known=0, active=1, stalled=0, finished=0),
            People("b", "smi", known=1, active=0, stalled=0, finished=0),
            People("", "", known=0, active=2, stalled=0, finished=0),
        ],
        cells=[Cell("a", "what-co-production-is", 8, 5, 60), Cell("b", "fair-terms", 1, 0, 1)],
        steps=[Step("a", "ladder-sort", "what-co-production-is", 7)],
        stalled=[Stalled("a", "fair-terms", 1)],
        cohorts=[
            Cohort("spring", "a", date(2027, 3, 1), None),
            Cohort("later", "", None, None),
        ],
    )
