"""Works out the next release: who joins and who leaves, what is shown, what the audit says."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coprod_training.disclosure.audit import Effort, Narrowed
from coprod_training.disclosure.batches import Batch
from coprod_training.disclosure.decide import Decided, Tables
from coprod_training.disclosure.decide_linked import Part
from coprod_training.disclosure.plan import CHANGE, FORMS, Question
from coprod_training.disclosure.rebase import is_due
from coprod_training.disclosure.tables import Group
from coprod_training.errors import CoprodError
from coprod_training.survey.release.admitted import Admitted
from coprod_training.survey.release.history import as_record
from coprod_training.survey.release.moves import moves
from coprod_training.survey.release.rows import Rows
from coprod_training.survey.release.side_by_side import (
    LinkedTask,
    Task,
    decided,
    decided_together,
)
from coprod_training.survey.release.sources import Sources

Progress = Callable[[int, int, str], None]
"""Told before each question: how many are done, of how many, and which is next."""


@dataclass
class Made:
    """A release that is not yet released. tables: by question id, in the plan's order.

    joined: how many people are new, by form. waiting: how many of whom some answer waits.
    months: in which those who are counted answered, in order; a month in which only people
    answered who wait is not among them. coded: groups are judged by service codes. narrowed: what
    the audit found before rows were withheld.
    """

    tables: dict[str, Tables] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)
    admitted: Admitted = field(default_factory=dict)
    withheld: dict[str, frozenset[Group]] = field(default_factory=dict)
    narrowed: dict[str, tuple[Narrowed, ...]] = field(default_factory=dict)
    joined: Counter[str] = field(default_factory=Counter)
    left: int = 0
    waiting: int = 0
    months: tuple[str, ...] = ()
    coded: bool = False
    rebased: bool = False
    effort: Effort = field(default_factory=Effort)


def make(sources: Sources, day: str, progress: Progress = lambda *_: None) -> Made:
    """The release of one day (YYYY-MM-DD); nothing is written.

    Raises CoprodError when there is too little that is new, or when no release can be made that
    the audit lets pass.
    """
    sources = sources.coded_all_along()
    rows, settings = sources.rows, sources.settings
    last = sources.history.last_rebase()
    made = Made(rebased=bool(last) and is_due(last, day, settings), coded=rows.service is not None)
    found = moves(sources, day, rebased=made.rebased)
    for name, move in found.items():
        made.admitted[name] = move.known
        made.joined[name] = move.joined
        made.waiting += move.waiting
        made.left += int(move.batch.left.sum())
    _refuse_too_little(made, sources)
    made.months = _months(rows, made.admitted)
    _decide_all(sources, {name: move.batch for name, move in found.items()}, made, progress)
    return made


def _decide_all(
    sources: Sources, batches: Mapping[str, Batch], made: Made, progress: Progress
) -> None:
    """Decide each question by itself, and then each change with the two that it comes from."""
    changes = [one for one in sources.questions if one.phase == CHANGE]
    others = [one for one in sources.questions if one.phase != CHANGE]
    total, done = len(sources.questions) + len(changes), 0
    decisions: dict[str, Decided] = {}

    def begins() -> None:
        progress(done, total, "")

    # What stands beside others comes first: where it is hidden, they are.
    for part in (others, changes):
        shown = {name: one.tables for name, one in decisions.items()}
        tasks = [_task(one, batches[one.id], sources, shown) for one in part]
        for task, found, effort in decided(tasks, begins):
            decisions[task.question.id] = found
            made.effort.add(effort)
            done += 1
    linked = [_linked(one, sources, batches, decisions) for one in changes]
    for together, three, effort in decided_together(linked, begins):
        for question, found in zip(together.questions, three, strict=True):
            decisions[question.id] = found
        made.effort.add(effort)
        done += 1
    progress(total, total, "")
    for one in sources.questions:
        _note(one, batches[one.id], decisions[one.id], made)


def _linked(
    change: Question,
    sources: Sources,
    batches: Mapping[str, Batch],
    decisions: Mapping[str, Decided],
) -> LinkedTask:
    by_id = {one.id: one for one in sources.questions}
    before, after = (by_id[f"{form}/{change.item}"] for form in FORMS)
    three = (before, after, change)

    def part(question: Question) -> Part:
        frame = sources.frame(question)
        earlier, tables = sources.history.in_every_release(question, frame)
        steps = question.steps if question is not change else ()
        whole = [*earlier, batches[question.id]]
        return Part(frame, whole, tables, steps, decisions[question.id])

    return LinkedTask(three, (part(before), part(after), part(change)), sources.settings)


def _months(rows: Rows, admitted: Admitted) -> tuple[str, ...]:
    """The months of the answers that are counted in any question."""
    known = {one for people in admitted.values() for one in people}
    found = zip(rows.ids, rows.pairs, rows.months, strict=True)
    return tuple(sorted({month for name, pair, month in found if {name, pair} & known}))


def _task(question: Question, batch: Batch, sources: Sources, shown: Mapping[str, Tables]) -> Task:
    history, frame = sources.history, sources.frame(question)
    return Task(
        question,
        frame,
        [*history.batches(question, frame), batch],
        history.tables(question),
        sources.settings,
        history.withheld(question),
        _alone(question, shown),
    )


def _note(question: Question, batch: Batch, found: Decided, made: Made) -> None:
    """Keep what was decided of one question. Raises CoprodError when it cannot be published."""
    name = question.id
    _refuse_unsafe(question, found)
    made.tables[name] = found.tables
    made.withheld[name] = found.withheld
    made.narrowed[name] = found.narrowed
    made.records[name] = as_record(question, batch, found.tables, found.withheld)


def _alone(question: Question, tables: Mapping[str, Tables]) -> frozenset[Group]:
    """Groups of a change whose looking-back answers are hidden."""
    if question.phase != CHANGE:
        return frozenset()
    beside = tables[f"post/{question.beside}"]
    return frozenset(group for group, table in beside.items() if table.hidden is not None)


def _refuse_too_little(made: Made, sources: Sources) -> None:
    """Nothing to release, or fewer new records than a refresh needs (P7)."""
    needed = sources.settings.smallest_news
    new = max(made.joined.values(), default=0)
    if new >= needed or made.left:
        return
    if not sources.history.lines:
        raise CoprodError(
            "There is nothing to release yet: in no form have enough people answered.",
            fix=f"Wait until {sources.settings.smallest_batch} people or more have answered in"
            " the same setting and region, and in each of the others that have answers.",
        )
    raise CoprodError(
        f"Too few new records since the last release: at least {needed} of one form have to join"
        " together.",
        fix="Wait for the next date. What was published stands.",
    )


def _refuse_unsafe(question: Question, decided: Decided) -> None:
    if not decided.safe:
        raise CoprodError(
            f"{question.id} cannot be published: a hidden count could be worked out from earlier"
            " releases even if all of it were hidden now.",
            fix="Take this question out of course/publication.yaml.",
        )
