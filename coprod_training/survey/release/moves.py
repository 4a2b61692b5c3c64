"""Who joins each question with a release, and who leaves it (the seal, point 5).

Somebody joins a change only when both of their answers are counted by themselves, as they stand,
and leaves it no later than these. So the three are of the same people; each is audited on its own
(decision 0033).
Whoever took a yes back and said yes again is here as a new row: they join as changed answers do.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod_training.disclosure.batches import Batch, ByService, services_standing, standing
from coprod_training.disclosure.derived import CHANGE
from coprod_training.disclosure.plan import FORMS, Question
from coprod_training.disclosure.rebase import Standing, taken_out
from coprod_training.disclosure.seal import joiners
from coprod_training.disclosure.tables import Counts, Frame
from coprod_training.errors import CoprodError
from coprod_training.survey.pseudonym import Key
from coprod_training.survey.release.admitted import CHANGED, entry, is_counted, kept_print
from coprod_training.survey.release.people import People, people_of
from coprod_training.survey.release.sources import Sources


@dataclass(frozen=True, eq=False)
class Move:
    """One question in one release. known: who has been counted, and is not to be counted twice.

    joined, waiting: how many people come in, and how many may not yet.
    """

    batch: Batch
    known: dict[str, str]
    joined: int
    waiting: int


@dataclass(eq=False)
class _Before:
    """One question before the release: its people, all batches, and who has been counted.

    key: of the fingerprints in `known`.
    """

    question: Question
    frame: Frame
    people: People
    batches: list[Batch]
    known: dict[str, str]
    key: Key

    def here(self) -> NDArray[np.bool_]:
        """Who is counted, is still there, and has changed no answer."""
        prints = zip(self.people.ids, self.people.prints, strict=True)
        found = [is_counted(self.known, name, one, self.key) for name, one in prints]
        return np.array(found, dtype=bool)

    def maybe_counted(self, came_back: frozenset[str]) -> NDArray[np.bool_]:
        """Whose earlier answers may still be counted, under the id of a row that is gone.

        came_back: rows of people with an earlier yes, which ended. Nobody can say which of the rows
        that are gone was whose, so all of these wait until no such row is counted any more.
        """
        left_behind = bool(self.known.keys() - set(self.people.ids))
        found = [left_behind and not came_back.isdisjoint(rows) for rows in self.people.rows]
        return np.array(found, dtype=bool)


def moves(
    sources: Sources, day: str, *, rebased: bool, held: Collection[str] = ()
) -> dict[str, Move]:
    """By question id, in the plan's order. rebased: those who have left are taken out.

    held: questions that nobody joins or leaves this time. Raises CoprodError when the ledger and
    the list beside it do not belong together.
    """
    before = {one.id: _before(one, sources) for one in sources.questions}
    left: dict[str, tuple[Counts, ByService | None]] = {}
    if rebased:
        for ids in together(sources.questions):
            if not ids & set(held):
                left.update(_leave([before[one] for one in before if one in ids], sources))
    found: dict[str, Move] = {}
    for one in sorted(sources.questions, key=lambda question: question.phase == CHANGE):
        own = before[one.id]
        who, known = own.people, own.known
        may = np.array([name not in known for name in who.ids], dtype=bool)
        waiting = int(may.sum())
        if one.id in held:
            may[:] = False
        elif one.phase == CHANGE:
            may &= _in_both(own, [found[f"{form}/{one.item}"].known for form in FORMS])
        may &= ~own.maybe_counted(sources.rows.came_back)
        now = np.zeros(len(who.ids), dtype=bool)
        counted = who.counted(own.frame)
        now[may] = joiners(who.setting[may], who.region[may], counted[may], sources.settings)
        for at in np.nonzero(now)[0]:
            print_ = kept_print(who.ids[at], who.prints[at], sources.key)
            known[who.ids[at]] = entry(print_, day)
        gone, services = left.get(one.id, (np.zeros(own.frame.shape, dtype=np.int64), None))
        joined = who.leaves(own.frame, now), gone, who.by_service(own.frame, now), services
        found[one.id] = Move(Batch(*joined), known, int(now.sum()), waiting - int(now.sum()))
    return {one.id: found[one.id] for one in sources.questions}


def together(questions: Sequence[Question]) -> list[frozenset[str]]:
    """Ids: of each change with the questions it is worked out from, and every other by itself."""
    threes = [
        frozenset({*(f"{form}/{one.item}" for form in FORMS), one.id})
        for one in questions
        if one.phase == CHANGE
    ]
    taken = frozenset().union(*threes)
    return [*threes, *(frozenset({one.id}) for one in questions if one.id not in taken)]


def _before(question: Question, sources: Sources) -> _Before:
    frame = sources.frame(question)
    batches = sources.history.batches(question, frame)
    known = dict(sources.admitted.get(question.id, {}))
    if not known and standing(frame, batches).any():
        raise CoprodError(
            f"People are counted for {question.id}, and the list beside the ledger has none of"
            " them: everybody would be counted twice.",
            fix="Take this question out of course/publication.yaml. It can come back with a new"
            " version of the survey.",
        )
    people = people_of(question, sources.rows, sources.instrument)
    return _Before(question, frame, people, batches, known, sources.key)


def _leave(
    group: list[_Before], sources: Sources
) -> Iterator[tuple[str, tuple[Counts, ByService | None]]]:
    """Who leaves these questions, and the same by service; their `known` follows.

    Answers that were changed after they were sealed have left, and the new ones join once nobody's
    old ones are left behind: until then nobody can say whose those are.
    """
    counted = [one for one in group if one.batches]
    here = [one.here() for one in counted]
    there = [one.people.leaves(one.frame, stay) for one, stay in zip(counted, here, strict=True)]
    sealed = [standing(one.frame, one.batches) for one in counted]
    try:
        outs = taken_out(
            [
                Standing(*each)
                for each in zip(sealed, there, [o.frame for o in counted], strict=True)
            ],
            sources.settings,
        )
    except ValueError as error:
        names = ", ".join(one.question.id for one in counted)
        raise CoprodError(
            f"More people are counted for {names} than were let in.",
            fix="Put the ledger, and the list beside it, back from the same backup.",
        ) from error
    for number, (one, out) in enumerate(zip(counted, outs, strict=True)):
        everybody = np.array_equal(out, sealed[number] - there[number])
        for name, stays in zip(one.people.ids, here[number], strict=True):
            if name in one.known and not stays:
                if everybody:
                    del one.known[name]
                else:
                    one.known[name] = entry(CHANGED, "")
        if everybody:
            present = set(one.people.ids)
            one.known = {name: kept for name, kept in one.known.items() if name in present}
        yield one.question.id, (out, _services(one, here[number], out))


def _services(own: _Before, stays: NDArray[np.bool_], out: Counts) -> ByService | None:
    """From which services those come who leave."""
    services = services_standing(own.batches)
    if services is None:
        return None
    services.subtract(own.people.by_service(own.frame, stays) or {})
    leaving = out[:, :, np.array(own.frame.counted)].sum(axis=-1)
    # Of one setting and region all leave whose answer counts, or nobody does.
    return {key: many for key, many in services.items() if many and leaving[key[0], key[1]]}


def _in_both(own: _Before, known: list[dict[str, str]]) -> NDArray[np.bool_]:
    """Which people of a change are counted before and after with the answers that they have."""
    found = []
    for rows, both in zip(own.people.rows, own.people.prints, strict=True):
        half = len(both) // 2
        prints = both[:half], both[half:]
        each = zip(known, rows, prints, strict=True)
        found.append(all(is_counted(side, row, print_, own.key) for side, row, print_ in each))
    return np.array(found, dtype=bool)
