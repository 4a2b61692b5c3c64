"""What the learners of one cohort have done: for their trainer, by hub name, and no more than that.

Statements go by the learner's own clock, as answers on one machine do: who began before a review
ended did so there (`content.on_a_day`). Where a clock said nothing, the collector's counts.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from coprod_training.collector.learners import NOT_COUNTED
from coprod_training.collector.tables import learner, reached, statement


@dataclass(frozen=True)
class Lessons:
    """One learner's. began: of the first answer; None without one. done: activities, by name."""

    began: datetime | None
    done: tuple[str, ...]


def lessons_of(connection: Connection, cohort: str) -> dict[str, Lessons]:
    """By hub name, everybody of a cohort who may be counted: they said yes."""
    here = (learner.c.cohort == cohort) & (learner.c.service != NOT_COUNTED)
    said = func.min(
        func.coalesce(statement.c.said, statement.c.stored), type_=statement.c.stored.type
    )
    began = (
        select(learner.c.hub_name, said.label("began"))
        .select_from(learner.outerjoin(statement, statement.c.learner == learner.c.learner))
        .where(here)
        .group_by(learner.c.hub_name)
    )
    done: dict[str, list[str]] = {}
    each = select(learner.c.hub_name, reached.c.activity).join_from(
        learner, reached, reached.c.learner == learner.c.learner
    )
    for row in connection.execute(each.where(here).order_by(reached.c.activity)):
        done.setdefault(row.hub_name, []).append(row.activity)
    return {
        row.hub_name: Lessons(row.began, tuple(done.get(row.hub_name, ())))
        for row in connection.execute(began)
    }
