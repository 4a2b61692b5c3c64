"""Stores statements, and in the same transaction all that follows from them.

A statement that is there already changes nothing, so a batch can be sent again and again. What
follows is worked out anew from what the learner has done, by the functions that repair uses too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from coprod_training.collector.cells import CellChange, StepChange, add_to_cells, add_to_steps
from coprod_training.collector.database import insert
from coprod_training.collector.intake import Taken
from coprod_training.collector.learners import Learner
from coprod_training.collector.outline import (
    ModuleCount,
    Outline,
    WholeCount,
    module_count,
    whole_count,
)
from coprod_training.collector.tables import learner, progress, reached, statement
from coprod_training.progress.vocabulary import VERBS


@dataclass(frozen=True)
class Recorded:
    """How many statements were new, and how many were there already."""

    new: int
    known: int


def record(
    connection: Connection,
    who: Learner,
    taken: Sequence[Taken],
    outline: Outline,
    now: datetime,
) -> Recorded:
    """Store one learner's statements. who: held, see `held_learner`. now: the collector's clock."""
    # A clock that is set back must not put a later batch before an earlier one.
    stored = max(now, who.last_stored) if who.last_stored else now
    found = _store(connection, who, taken, outline, stored)
    if found:
        _follow(connection, who, found, outline, stored)
    return Recorded(len(found), len(taken) - len(found))


def progress_rows(connection: Connection, pseudonym: str) -> dict[str, ModuleCount]:
    """How far one learner is, by module."""
    wanted = select(progress).where(progress.c.learner == pseudonym)
    return {row.module: count_in(row) for row in connection.execute(wanted)}


def count_in(row: object) -> ModuleCount:
    """The count that a row of `progress` holds."""
    return ModuleCount(
        *(getattr(row, name) for name in ModuleCount.__dataclass_fields__)  # the columns' names
    )


def put_progress(connection: Connection, pseudonym: str, counts: Sequence[ModuleCount]) -> None:
    """Write rows of `progress`, in the place of earlier ones."""
    if counts:
        row = insert(connection, progress)
        names = [n for n in ModuleCount.__dataclass_fields__ if n not in ("module", "first_stored")]
        connection.execute(
            row.on_conflict_do_update(
                index_elements=["learner", "module"],
                set_={name: row.excluded[name] for name in names},
            ),
            [{"learner": pseudonym, **asdict(one)} for one in counts],
        )


def put_whole(
    connection: Connection, pseudonym: str, whole: WholeCount, first: datetime, last: datetime
) -> None:
    """Write what a learner's row says of the whole course."""
    connection.execute(
        update(learner)
        .where(learner.c.learner == pseudonym)
        .values(**asdict(whole), first_stored=first, last_stored=last)
    )


def _store(
    connection: Connection,
    who: Learner,
    taken: Sequence[Taken],
    outline: Outline,
    stored: datetime,
) -> list[Taken]:
    """Those that were not there yet."""
    by_id = {one.id: one for one in taken}
    if not by_id:
        return []
    row = insert(connection, statement)
    rows = connection.execute(
        row.on_conflict_do_nothing(index_elements=["learner", "id"]).returning(statement.c.id),
        [_row(who, one, outline, stored) for one in by_id.values()],
    )
    new = set(rows.scalars())
    return [one for name, one in by_id.items() if name in new]


def _row(who: Learner, one: Taken, outline: Outline, stored: datetime) -> dict[str, object]:
    return {
        "learner": who.pseudonym,
        "id": one.id,
        "module": outline.module_of(one.activity),
        "activity": one.activity,
        "kind": "activity",
        "verb": VERBS["answered"],
        "completion": one.completion,
        "success": one.success,
        "scaled": one.scaled,
        "attempt": one.attempt,
        "course_version": one.course_version,
        "said": one.said,
        "stored": stored,
        "service": who.service,
    }


def _follow(
    connection: Connection,
    who: Learner,
    new: Sequence[Taken],
    outline: Outline,
    stored: datetime,
) -> None:
    begun = {outline.module_of(one.activity) for one in new}
    done = _reach(connection, who, new, outline, stored)
    before = progress_rows(connection, who.pseudonym)
    times = _reached_in(connection, who.pseudonym, begun)
    changed = []
    for module in outline.modules:
        if module.slug in begun:
            old = before.get(module.slug)
            first = old.first_stored if old else stored
            changed.append(module_count(module, times.get(module.slug, {}), first, stored))
    put_progress(connection, who.pseudonym, changed)
    after = before | {one.module: one for one in changed}
    whole = whole_count(outline, after.values())
    put_whole(connection, who.pseudonym, whole, who.first_stored or stored, stored)
    add_to_cells(connection, (_change(who.service, before.get(one.module), one) for one in changed))
    add_to_steps(
        connection,
        (StepChange(who.service, one, outline.module_of(one), 1) for one in done),
    )


def _change(service: str, old: ModuleCount | None, new: ModuleCount) -> CellChange:
    return CellChange(
        service,
        new.module,
        started=0 if old else 1,
        finished=new.complete - (old.complete if old else False),
        done=new.done - (old.done if old else 0),
    )


def _reach(
    connection: Connection,
    who: Learner,
    new: Sequence[Taken],
    outline: Outline,
    stored: datetime,
) -> list[str]:
    """The activities that are done now and were not before."""
    done = {one.activity for one in new if one.completion and outline.part(one.activity)}
    if not done:
        return []
    row = insert(connection, reached)
    found = connection.execute(
        row.on_conflict_do_nothing(index_elements=["learner", "activity"]).returning(
            reached.c.activity
        ),
        [
            {
                "learner": who.pseudonym,
                "activity": one,
                "module": outline.module_of(one),
                "stored": stored,
            }
            for one in sorted(done)
        ],
    )
    return list(found.scalars())


def _reached_in(
    connection: Connection, pseudonym: str, modules: set[str]
) -> Mapping[str, dict[str, datetime]]:
    wanted = select(reached.c.module, reached.c.activity, reached.c.stored).where(
        reached.c.learner == pseudonym, reached.c.module.in_(modules)
    )
    found: dict[str, dict[str, datetime]] = {}
    for row in connection.execute(wanted):
        found.setdefault(row.module, {})[row.activity] = row.stored
    return found
