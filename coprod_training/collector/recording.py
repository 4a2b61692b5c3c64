"""Stores statements, and in the same transaction all that follows from them.

A statement that is there already changes nothing, so a batch can be sent again and again. Where it
was not done and comes as done, another one says so (decision 0063). What follows is worked out anew
from what each learner has done, by the functions that repair uses too.
Batches of many learners are done together: a handful of statements in SQL, however many there are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Connection, not_, select

from coprod_training.collector.cells import CellChange, StepChange, add_to_cells, add_to_steps
from coprod_training.collector.intake import Taken
from coprod_training.collector.learners import Learner
from coprod_training.collector.many_rows import among, among_value, put_rows
from coprod_training.collector.outline import ModuleCount, Outline, module_count, whole_count
from coprod_training.collector.tables import learner, progress, reached, statement
from coprod_training.progress.vocabulary import VERBS
from coprod_training.survey.pseudonym import Pseudonym

_COUNTS = tuple(ModuleCount.__dataclass_fields__)
_CHANGES = ("done", "core_done", "complete", "completed_at", "last_stored")
_Key = tuple[Pseudonym, UUID]
"""Of a statement: its learner's pseudonym, and its id."""
_WHOLE = ("finished_modules", "open_module", "finished_at", "first_stored", "last_stored")


@dataclass(frozen=True)
class Recorded:
    """How many statements of a batch were new, and how many were there already."""

    new: int
    known: int


@dataclass(frozen=True)
class _Work:
    """The new statements of one learner. stored: when all of them are taken to be stored."""

    who: Learner
    new: list[Taken]
    stored: datetime


def record(
    connection: Connection,
    batches: Sequence[tuple[Learner, Sequence[Taken]]],
    outline: Outline,
    now: datetime,
) -> list[Recorded]:
    """Store batches; what became of each. Learners: held. now: the collector's clock."""
    people = {who.pseudonym: who for who, _ in batches}
    stored = {
        # A clock that is set back must not put a later batch before an earlier one.
        name: max(now, who.last_stored) if who.last_stored else now
        for name, who in people.items()
    }
    sent = {(who.pseudonym, one.id): one for who, taken in batches for one in taken}

    def put(some: Mapping[_Key, Taken]) -> set[_Key]:
        rows = [_row(people[key[0]], some[key], outline, stored[key[0]]) for key in sorted(some)]
        keys = put_rows(connection, statement, rows)
        return {(Pseudonym(str(key[0])), UUID(str(key[1]))) for key in keys}

    told = put(sent)
    later = _done_since(connection, {key: one for key, one in sent.items() if key not in told})
    since = {(name, one.id): one for (name, _), one in later.items()}
    told |= put(since)
    sent |= since
    work: dict[str, _Work] = {}
    results = []
    for who, taken in batches:
        name = who.pseudonym
        keys = {(name, one.id) for one in taken}
        fresh = told & {*keys, *((name, later[key].id) for key in keys & later.keys())}
        told -= fresh
        ids = {number for _, number in fresh}
        results.append(Recorded(len(ids), len(taken) - len(ids)))
        if ids:
            of_learner = work.setdefault(name, _Work(people[name], [], stored[name]))
            of_learner.new.extend(sent[name, one] for one in ids)
    if work:
        _follow(connection, work, outline)
    return results


def _done_since(connection: Connection, known: Mapping[_Key, Taken]) -> dict[_Key, Taken]:
    """Of known statements those that were not done and come as done, with an id of their own.

    The course asks for less than it did. What was kept stays as it is: others may have read it.
    """
    done = {key for key, one in known.items() if one.completion}
    if not done:
        return {}
    wanted = select(statement.c.learner, statement.c.id).where(
        among(connection, statement.c.learner),
        not_(statement.c.completion),
        statement.c.kind == "activity",
    )
    names = among_value(connection, {name for name, _ in done})
    rows = connection.execute(wanted, {"names": names})
    not_done = {(row.learner, row.id) for row in rows}
    return {key: replace(known[key], id=uuid5(key[1], "done")) for key in done & not_done}


def progress_rows(connection: Connection, pseudonym: str) -> dict[str, ModuleCount]:
    """How far one learner is, by module."""
    return _progress_of(connection, [pseudonym]).get(pseudonym, {})


def count_in(row: object) -> ModuleCount:
    """The count that a row of `progress` holds: its columns have the names of the fields."""
    return ModuleCount(*(getattr(row, name) for name in _COUNTS))


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
    }


def _follow(connection: Connection, work: Mapping[str, _Work], outline: Outline) -> None:
    before = _progress_of(connection, work)
    times = _reached_by(connection, work)
    reached_rows, progress_rows_, learner_rows = [], [], []
    cells: list[CellChange] = []
    steps: list[StepChange] = []
    for name, one in sorted(work.items()):
        own, old = times.get(name, {}), before.get(name, {})
        done = {new.activity for new in one.new if new.completion and outline.part(new.activity)}
        done -= own.keys()
        own |= dict.fromkeys(done, one.stored)
        changed = _changed(one, own, old, outline)
        for activity in sorted(done):
            module, service = outline.module_of(activity), one.who.service
            reached_rows.append(
                {"learner": name, "activity": activity, "module": module, "stored": one.stored}
            )
            steps.append(StepChange(service, activity, module, 1))
        for count in changed:
            progress_rows_.append(
                {"learner": name, **{field: getattr(count, field) for field in _COUNTS}}
            )
            cells.append(_change(one.who.service, old.get(count.module), count))
        after = old | {count.module: count for count in changed}
        learner_rows.append(_learner_row(one, after, outline))
    put_rows(connection, reached, reached_rows)
    put_rows(
        connection, progress, progress_rows_, update={one: f"excluded.{one}" for one in _CHANGES}
    )
    put_rows(connection, learner, learner_rows, update={one: f"excluded.{one}" for one in _WHOLE})
    add_to_cells(connection, cells)
    add_to_steps(connection, steps)


def _changed(
    work: _Work,
    times: Mapping[str, datetime],
    old: Mapping[str, ModuleCount],
    outline: Outline,
) -> list[ModuleCount]:
    """The modules that the new statements are about, counted anew."""
    begun = {outline.module_of(one.activity) for one in work.new}
    found = []
    for module in outline.modules:
        if module.slug in begun:
            first = old[module.slug].first_stored if module.slug in old else work.stored
            found.append(module_count(module, times, first, work.stored))
    return found


def _learner_row(
    work: _Work, modules: Mapping[str, ModuleCount], outline: Outline
) -> dict[str, object]:
    """The whole row, since it is written as one that may be new; it never is, being held."""
    who, whole = work.who, whole_count(outline, modules.values())
    return {
        "learner": who.pseudonym,
        "hub_name": who.hub_name,
        "service": who.service,
        "setting": who.setting,
        "cohort": who.cohort,
        "finished_modules": whole.finished_modules,
        "open_module": whole.open_module,
        "finished_at": whole.finished_at,
        "first_stored": who.first_stored or work.stored,
        "last_stored": work.stored,
    }


def _change(service: str, old: ModuleCount | None, new: ModuleCount) -> CellChange:
    return CellChange(
        service,
        new.module,
        started=0 if old else 1,
        finished=new.complete - (old.complete if old else False),
        done=new.done - (old.done if old else 0),
    )


def _progress_of(
    connection: Connection, names: Collection[str]
) -> dict[str, dict[str, ModuleCount]]:
    found: dict[str, dict[str, ModuleCount]] = {}
    wanted = select(progress).where(among(connection, progress.c.learner))
    for row in connection.execute(wanted, {"names": among_value(connection, names)}):
        found.setdefault(row.learner, {})[row.module] = count_in(row)
    return found


def _reached_by(connection: Connection, names: Collection[str]) -> dict[str, dict[str, datetime]]:
    """When each activity was first done. The learners are held, so it cannot change meanwhile."""
    found: dict[str, dict[str, datetime]] = {}
    wanted = select(reached.c.learner, reached.c.activity, reached.c.stored)
    wanted = wanted.where(among(connection, reached.c.learner))
    for row in connection.execute(wanted, {"names": among_value(connection, names)}):
        found.setdefault(row.learner, {})[row.activity] = row.stored
    return found
