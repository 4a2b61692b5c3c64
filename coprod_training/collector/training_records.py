"""What a provider keeps of its own people's training. This has names in it, and no answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from coprod_training.collector.learners import NOT_COUNTED
from coprod_training.collector.tables import learner, service


@dataclass(frozen=True)
class TrainingRecord:
    """How far one person of a provider is. Times are those of storing, UTC.

    provider: "" where the list of services names none.
    """

    provider: str
    account: str
    service: str
    cohort: str
    began: datetime
    finished: datetime | None
    modules: int


def training_records(connection: Connection) -> list[TrainingRecord]:
    """Everybody who has begun and whose service is on the list, by provider and account."""
    wanted = (
        select(
            service.c.provider,
            learner.c.hub_name,
            service.c.name,
            learner.c.cohort,
            learner.c.first_stored,
            learner.c.finished_at,
            learner.c.finished_modules,
        )
        .join(service, service.c.code == learner.c.service)
        .where(learner.c.first_stored.is_not(None))
        .order_by(service.c.provider, learner.c.hub_name)
    )
    return [TrainingRecord(*row) for row in connection.execute(wanted)]


def off_the_list(connection: Connection) -> int:
    """How many have begun whose service is not on the list, or who have none."""
    wanted = (
        select(func.count())
        .select_from(learner.outerjoin(service, service.c.code == learner.c.service))
        .where(
            learner.c.first_stored.is_not(None),
            learner.c.service != NOT_COUNTED,
            service.c.code.is_(None),
        )
    )
    return int(connection.scalar(wanted) or 0)
