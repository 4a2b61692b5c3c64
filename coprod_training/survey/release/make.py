"""Works out the next release: who joins and who leaves, what is shown, what the audit says."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from coprod_training.disclosure.audit import Effort, Narrowed
from coprod_training.disclosure.batches import Batch
from coprod_training.disclosure.decide import Decided, Tables
from coprod_training.disclosure.plan import Question
from coprod_training.disclosure.rebase import is_due
from coprod_training.disclosure.tables import Group
from coprod_training.errors import CoprodError
from coprod_training.survey.release.admitted import Admitted
from coprod_training.survey.release.deciding import Deciding, Progress
from coprod_training.survey.release.history import as_record
from coprod_training.survey.release.moves import moves, together
from coprod_training.survey.release.rows import Rows
from coprod_training.survey.release.sources import Sources


@dataclass
class Made:
    """A release that is not yet released. tables: by question id, in the plan's order.

    joined: how many people are new, by form. waiting: how many of whom some answer waits.
    months: in which those who are counted answered, in order; a month in which only people
    answered who wait is not among them. coded: groups are judged by service codes. narrowed: what
    the audit found before rows were withheld. held: questions that nobody joined or left, since
    whoever did could be worked out even if all of it were hidden.
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
    held: frozenset[str] = frozenset()
    effort: Effort = field(default_factory=Effort)


def make(sources: Sources, day: str, progress: Progress = lambda *_: None) -> Made:
    """The release of one day (YYYY-MM-DD); nothing is written.

    Raises CoprodError when there is too little that is new, or when no release can be made that
    the audit lets pass.
    """
    sources = sources.coded_all_along()
    rows = sources.rows
    last = sources.history.last_rebase()
    rebased = bool(last) and is_due(last, day, sources.settings)
    deciding, held = Deciding(sources, progress), frozenset[str]()
    while True:
        found = moves(sources, day, rebased=rebased, held=held)
        made = Made(rebased=rebased, coded=rows.service is not None, held=held)
        for name, move in found.items():
            made.admitted[name] = move.known
            made.joined[name] = move.joined
            made.waiting += move.waiting
            made.left += int(move.batch.left.sum())
        _refuse_too_little(made, sources)
        decisions = deciding.all({name: move.batch for name, move in found.items()}, held)
        unsafe = {name for name, one in decisions.items() if not one.safe}
        if not unsafe:
            break
        _refuse_unsafe(unsafe & held)
        # They wait for others to join with them, in all questions that share their people.
        held |= {name for ids in together(sources.questions) if ids & unsafe for name in ids}
    made.months, made.effort = _months(rows, made.admitted), deciding.effort
    for one in sources.questions:
        _note(one, found[one.id].batch, decisions[one.id], made)
    return made


def _months(rows: Rows, admitted: Admitted) -> tuple[str, ...]:
    """The months of the answers that are counted in any question."""
    known = {one for people in admitted.values() for one in people}
    found = zip(rows.ids, rows.pairs, rows.months, strict=True)
    return tuple(sorted({month for name, pair, month in found if {name, pair} & known}))


def _note(question: Question, batch: Batch, found: Decided, made: Made) -> None:
    """Keep what was decided of one question."""
    name = question.id
    made.tables[name] = found.tables
    made.withheld[name] = found.withheld
    made.narrowed[name] = found.narrowed
    made.records[name] = as_record(question, batch, found.tables, found.withheld)


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
        fix="Wait for the next date. What was published stays.",
    )


def _refuse_unsafe(questions: Collection[str]) -> None:
    if questions:
        raise CoprodError(
            f"{', '.join(sorted(questions))} cannot be published: a hidden count could be worked"
            " out from earlier releases even if all of it were hidden now.",
            fix="Take this question out of course/publication.yaml.",
        )
