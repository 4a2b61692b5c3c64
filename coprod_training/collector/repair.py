"""Makes everything that follows from statements again: after a course changed, or by command.

Writers wait meanwhile. What comes out is what the writers themselves would have written: they and
this use the same functions of outline.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    cast,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from coprod_training.collector import database
from coprod_training.collector.database import Database
from coprod_training.collector.outline import (
    ModuleCount,
    Outline,
    WholeCount,
    module_count,
    whole_count,
)
from coprod_training.collector.tables import (
    about,
    cell,
    course_activity,
    learner,
    progress,
    reached,
    statement,
    step,
)

_OUTLINE = "course-outline"
_ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Repaired:
    """How much there is now. unplaced: statements of activities that this course does not have."""

    learners: int
    statements: int
    unplaced: int

    def lines(self) -> list[str]:
        """The counts in words."""
        said = [
            f"Made again from {self.statements} statements: progress of {self.learners} learners,"
            " and the counts of their services."
        ]
        if self.unplaced:
            said.append(
                f"Statements about activities that this course does not have: {self.unplaced}."
                " They are kept, and count when the course has them."
            )
        return said


def repair(store: Database, outline: Outline) -> Repaired:
    """Make progress and cells again from the statements; twice changes nothing more."""
    with store.writing() as connection:
        _hold_writers(connection)
        _note_course(connection, outline)
        _place(connection, outline)
        _reach_again(connection)
        _count_again(connection, outline)
        _sum_again(connection)
        people = select(func.count(func.distinct(progress.c.learner)))
        all_of_them = select(func.count()).select_from(statement)
        return Repaired(
            learners=connection.execute(people).scalar_one(),
            statements=connection.execute(all_of_them).scalar_one(),
            unplaced=connection.execute(all_of_them.where(statement.c.module == "")).scalar_one(),
        )


def counts_this_course(store: Database, outline: Outline) -> bool:
    """Whether what is kept was worked out for this very course."""
    with store.reading() as connection:
        wanted = select(about.c.value).where(about.c.name == _OUTLINE)
        return connection.execute(wanted).scalar() == outline.digest


def _hold_writers(connection: Connection) -> None:
    """Every writer begins by holding a learner's row: this waits for them, and lets none begin."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE learner IN EXCLUSIVE MODE"))


def _note_course(connection: Connection, outline: Outline) -> None:
    connection.execute(delete(course_activity))
    parts = [asdict(part) for module in outline.modules for part in module.parts]
    if parts:
        connection.execute(insert(course_activity), parts)
    row = database.insert(connection, about).values(name=_OUTLINE, value=outline.digest)
    connection.execute(
        row.on_conflict_do_update(index_elements=["name"], set_={"value": outline.digest})
    )


def _place(connection: Connection, outline: Outline) -> None:
    """Statements of an activity that has moved, or that the course has only now."""
    known = select(statement.c.activity, statement.c.module).distinct()
    for activity, module in connection.execute(known).all():
        now = outline.module_of(activity)
        if now != module:
            of_it = and_(statement.c.activity == activity, statement.c.module == module)
            connection.execute(update(statement).where(of_it).values(module=now))


def _reach_again(connection: Connection) -> None:
    connection.execute(delete(reached))
    first = (
        select(
            statement.c.learner,
            statement.c.activity,
            course_activity.c.module,
            func.min(statement.c.stored),
        )
        .join(course_activity, course_activity.c.activity == statement.c.activity)
        .where(statement.c.completion, statement.c.kind == "activity")
        .group_by(statement.c.learner, statement.c.activity, course_activity.c.module)
    )
    connection.execute(
        insert(reached).from_select(["learner", "activity", "module", "stored"], first)
    )


def _count_again(connection: Connection, outline: Outline) -> None:
    connection.execute(delete(progress))
    connection.execute(
        update(learner).values(
            first_stored=None,
            last_stored=None,
            finished_modules=0,
            open_module="",
            finished_at=None,
        )
    )
    rows: list[dict[str, object]] = []
    wholes: list[dict[str, object]] = []
    for pseudonym, counts, whole, first, last in list(_people(connection, outline)):
        # Not asdict: it copies each time, for as long as the database takes to write them.
        rows += [{"learner": pseudonym, **vars(one)} for one in counts]
        wholes.append({"who": pseudonym, **vars(whole), "first_stored": first, "last_stored": last})
    for some in _chunks(rows):
        connection.execute(insert(progress), some)
    for some in _chunks(wholes):
        connection.execute(update(learner).where(learner.c.learner == bindparam("who")), some)


Person = tuple[str, list[ModuleCount], WholeCount, datetime, datetime]


def _people(connection: Connection, outline: Outline) -> Iterator[Person]:
    """Each learner with a statement: their modules, the whole, the first and the last time."""
    spans = (
        select(
            statement.c.learner,
            statement.c.module,
            func.min(statement.c.stored).label("first"),
            func.max(statement.c.stored).label("last"),
        )
        .where(statement.c.kind == "activity")  # a mark is nothing that its learner did
        .group_by(statement.c.learner, statement.c.module)
        .order_by(statement.c.learner)
    )
    times: dict[str, dict[str, dict[str, datetime]]] = {}
    for row in connection.execute(select(reached)):
        of_learner = times.setdefault(row.learner, {})
        of_learner.setdefault(row.module, {})[row.activity] = row.stored
    for pseudonym, group in groupby(connection.execute(spans), lambda row: str(row.learner)):
        found = {row.module: row for row in group}
        counts = [
            module_count(
                module,
                times.get(pseudonym, {}).get(module.slug, {}),
                found[module.slug].first,
                found[module.slug].last,
            )
            for module in outline.modules
            if module.slug in found
        ]
        first = min(row.first for row in found.values())
        last = max(row.last for row in found.values())
        yield pseudonym, counts, whole_count(outline, counts), first, last


def _sum_again(connection: Connection) -> None:
    connection.execute(delete(cell))
    connection.execute(delete(step))
    complete = func.sum(cast(progress.c.complete, Integer))
    sums: Select[tuple[str, str, int, int, int]] = (
        select(
            learner.c.service,
            progress.c.module,
            func.count(),
            complete,
            func.sum(progress.c.done),
        )
        .join(learner, learner.c.learner == progress.c.learner)
        .group_by(learner.c.service, progress.c.module)
    )
    names = ["service", "module", "started", "finished", "done"]
    connection.execute(insert(cell).from_select(names, sums))
    reach = (
        select(learner.c.service, reached.c.activity, reached.c.module, func.count())
        .join(learner, learner.c.learner == reached.c.learner)
        .group_by(learner.c.service, reached.c.activity, reached.c.module)
    )
    connection.execute(
        insert(step).from_select(["service", "activity", "module", "learners"], reach)
    )


def _chunks(rows: Sequence[dict[str, object]]) -> Iterable[Sequence[dict[str, object]]]:
    return (rows[at : at + _ROWS_AT_ONCE] for at in range(0, len(rows), _ROWS_AT_ONCE))
