"""The programme at one moment: all counts that the monitor's pages show, read in one go.

Made of rows for each service only, so it holds nobody's name and costs the same however many
statements there are.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from coprod_training.collector.figures import (
    Cell,
    People,
    Stalled,
    Step,
    cells,
    cohorts,
    people,
    services,
    stalled,
    steps,
)
from coprod_training.collector.services import Cohort
from coprod_training.content.services import Service

STALLED_AFTER = timedelta(days=21)
"""Who began and then did nothing for so long is stalled. Source: design/hub.md."""


@dataclass(frozen=True)
class Programme:
    """as_at: the moment of the counts, in UTC. A service of no code is "no service given"."""

    as_at: datetime
    services: tuple[Service, ...]
    cohorts: tuple[Cohort, ...]
    people: tuple[People, ...]
    cells: tuple[Cell, ...]
    steps: tuple[Step, ...]
    stalled: tuple[Stalled, ...]


def read_programme(connection: Connection, now: datetime, module: str = "") -> Programme:
    """The counts as of now, in UTC. module: whose steps are wanted; without one, none are read."""
    since = now - STALLED_AFTER
    return Programme(
        as_at=now,
        services=tuple(services(connection)),
        cohorts=tuple(cohorts(connection)),
        people=tuple(people(connection, since)),
        cells=tuple(cells(connection)),
        steps=tuple(steps(connection, module)) if module else (),
        stalled=tuple(stalled(connection, since)),
    )
