"""Works out the next release: who joins and who leaves, what is shown, what the audit says."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from coprod_training.content.instrument import Instrument
from coprod_training.disclosure.audit import Effort, Narrowed
from coprod_training.disclosure.batches import Batch, services_standing, standing
from coprod_training.disclosure.decide import Decided, Tables
from coprod_training.disclosure.plan import CHANGE, Question
from coprod_training.disclosure.rebase import is_due, taken_out
from coprod_training.disclosure.seal import joiners
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Frame, Group
from coprod_training.errors import CoprodError
from coprod_training.survey.release.admitted import Admitted
from coprod_training.survey.release.history import History, as_record
from coprod_training.survey.release.people import People, people_of
from coprod_training.survey.release.rows import Rows
from coprod_training.survey.release.side_by_side import Task, decided

Progress = Callable[[int, int, str], None]
"""Told before each question: how many are done, of how many, and which is next."""


@dataclass
class Made:
    """A release that is not yet released. tables: by question id, in the plan's order.

    joined: how many people are new, by form. waiting: how many of whom some answer waits.
    months: the first and the last month of all answers in it. narrowed: what the audit found
    before rows were withheld.
    """

    tables: dict[str, Tables] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)
    admitted: Admitted = field(default_factory=dict)
    withheld: dict[str, frozenset[Group]] = field(default_factory=dict)
    narrowed: dict[str, tuple[Narrowed, ...]] = field(default_factory=dict)
    joined: Counter[str] = field(default_factory=Counter)
    left: int = 0
    waiting: int = 0
    months: tuple[str, str] = ("", "")
    rebased: bool = False
    effort: Effort = field(default_factory=Effort)


@dataclass(frozen=True)
class Sources:
    """What a release is made from."""

    rows: Rows
    instrument: Instrument
    questions: tuple[Question, ...]
    settings: Settings
    history: History
    admitted: Admitted


def make(sources: Sources, day: str, progress: Progress = lambda *_: None) -> Made:
    """The release of one day (YYYY-MM-DD); nothing is written.

    Raises CoprodError when there is too little that is new, or when no release can be made that
    the audit lets pass.
    """
    rows, settings = sources.rows, sources.settings
    last = sources.history.last_rebase()
    made = Made(rebased=bool(last) and is_due(last, day, settings))
    frames = {one.id: one.frame(rows.settings, rows.regions) for one in sources.questions}
    moves = {one.id: _moves(one, frames[one.id], sources, made) for one in sources.questions}
    _refuse_too_little(made, sources)
    # What stands beside others comes first: where it is hidden, they are.
    order = sorted(sources.questions, key=lambda one: one.phase == CHANGE)
    first = sum(one.phase != CHANGE for one in order)
    done = 0

    def begins(task: Task) -> None:
        progress(done, len(order), task.question.id)

    for part in (order[:first], order[first:]):
        tasks = [_task(one, frames[one.id], moves[one.id], sources, made.tables) for one in part]
        for task, found, effort in decided(tasks, begins):
            _note(task, found, made)
            made.effort.add(effort)
            done += 1
    progress(len(order), len(order), "")
    made.tables = {one.id: made.tables[one.id] for one in sources.questions}
    return made


def _task(
    question: Question, frame: Frame, move: Batch, sources: Sources, shown: Mapping[str, Tables]
) -> Task:
    history = sources.history
    return Task(
        question,
        frame,
        [*history.batches(question, frame), move],
        history.tables(question),
        sources.settings,
        history.withheld(question),
        _alone(question, shown),
    )


def _note(task: Task, found: Decided, made: Made) -> None:
    """Keep what was decided of one question. Raises CoprodError when it cannot be published."""
    name = task.question.id
    _refuse_unsafe(task.question, found)
    made.tables[name] = found.tables
    made.withheld[name] = found.withheld
    made.narrowed[name] = found.narrowed
    made.records[name] = as_record(task.question, task.batches[-1], found.tables, found.withheld)


def _moves(question: Question, frame: Frame, sources: Sources, made: Made) -> Batch:
    """Who joins and who leaves one question; `made` notes them."""
    people = people_of(question, sources.rows, sources.instrument)
    known = dict(sources.admitted.get(question.id, {}))
    batches = sources.history.batches(question, frame)
    left, services_left = np.zeros(frame.shape, dtype=np.int64), None
    if made.rebased and batches:
        left, services_left, known = _rebased(question, people, known, batches, frame, sources)
        made.left += int(left.sum())
    fresh = np.array([one not in known for one in people.ids], dtype=bool)
    now = np.zeros(len(people.ids), dtype=bool)
    counted = people.counted(frame)
    now[fresh] = joiners(
        people.setting[fresh], people.region[fresh], counted[fresh], sources.settings
    )
    for at in np.nonzero(now)[0]:
        known[people.ids[at]] = people.prints[at]
    made.admitted[question.id] = known
    made.joined[question.id] = int(now.sum())
    made.waiting += int((fresh & ~now).sum())
    return Batch(people.leaves(frame, now), left, people.by_service(frame, now), services_left)


def _rebased(
    question: Question,
    people: People,
    known: Mapping[str, str],
    batches: list[Batch],
    frame: Frame,
    sources: Sources,
) -> tuple[Any, dict[tuple[int, int, str], int] | None, dict[str, str]]:
    """Who leaves; the same by service; and who is still known to have been counted.

    Answers that were changed after they were sealed have left, and the new ones join once nobody's
    old ones are left behind: until then nobody can say whose those are.
    """
    here = [known.get(one) == print_ for one, print_ in zip(people.ids, people.prints, strict=True)]
    stays = np.array(here, dtype=bool)
    try:
        left, everybody = taken_out(
            standing(frame, batches), people.leaves(frame, stays), frame, sources.settings
        )
    except ValueError as error:
        raise CoprodError(
            f"More people are counted for {question.id} than were let in.",
            fix="Put the ledger, and the list beside it, back from the same backup.",
        ) from error
    services = services_standing(batches)
    gone = None
    if services is not None:
        services.subtract(people.by_service(frame, stays) or {})
        out = left[:, :, np.array(frame.counted)].sum(axis=-1)
        # Of one setting and region all leave, or nobody does.
        gone = {key: many for key, many in services.items() if many and out[key[0], key[1]]}
    if everybody:
        left_known = {one: known[one] for one, stay in zip(people.ids, here, strict=True) if stay}
        return left, gone, left_known
    return left, gone, dict(known)


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
