"""Adds to what many learners share: the counts of a service. Always in one order.

Two transactions that add to the same rows in different orders would wait for one another for ever.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from coprod_training.collector.many_rows import put_rows
from coprod_training.collector.tables import cell, step


@dataclass(frozen=True)
class CellChange:
    """What changes in one cell. started, finished: people. done: activities. Can be negative."""

    service: str
    module: str
    started: int
    finished: int
    done: int


@dataclass(frozen=True)
class StepChange:
    """How many more people of a service have done an activity. Can be negative."""

    service: str
    activity: str
    module: str
    learners: int


def add_to_cells(connection: Connection, changes: Iterable[CellChange]) -> None:
    """Add all changes; those that come to nothing write nothing."""
    sums = defaultdict[tuple[str, str], list[int]](lambda: [0, 0, 0])
    for one in changes:
        for at, count in enumerate((one.started, one.finished, one.done)):
            sums[one.service, one.module][at] += count
    rows = [
        {"service": service, "module": module, "started": s, "finished": f, "done": d}
        for (service, module), (s, f, d) in sorted(sums.items())
        if s or f or d
    ]
    counts = ("started", "finished", "done")
    put_rows(
        connection, cell, rows, update={name: f"cell.{name} + excluded.{name}" for name in counts}
    )


def add_to_steps(connection: Connection, changes: Iterable[StepChange]) -> None:
    """Add all changes; those that come to nothing write nothing."""
    sums = defaultdict[tuple[str, str, str], int](int)
    for one in changes:
        sums[one.service, one.activity, one.module] += one.learners
    rows = [
        {"service": service, "activity": activity, "module": module, "learners": count}
        for (service, activity, module), count in sorted(sums.items())
        if count
    ]
    put_rows(connection, step, rows, update={"learners": "step.learners + excluded.learners"})
