"""What a reviewer's pack says, laid into the review of its module: points, scope and outcome.

What is on record stays: the same file, saved again with more in it, adds only what is new. The same
words about other words at that place are another point.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from coprod_training.contributions.months import day_in
from coprod_training.contributions.one_line import one_line
from coprod_training.contributions.pack_opening import DISAGREE, pack_words, says_can_stay
from coprod_training.contributions.review import (
    ModuleReview,
    Outcome,
    Point,
    PointReply,
    RescopeQuestion,
    Reviewer,
)
from coprod_training.contributions.said import Said

_SCOPE: Mapping[str, RescopeQuestion] = {
    "rescope/exist": "should this module exist",
    "rescope/purpose": "what for",
    "rescope/start": "where would you start",
}
_OUTCOMES: tuple[Outcome, ...] = ("pass", "pass_with_changes", "not_pass", "decline_to_sign")
"""In the order of the choices in pack_words.yaml."""
_DECISION, _MUST = "outcome/decision", "outcome/must"


def with_points(review: ModuleReview, said: Iterable[Said], person: str, on: date) -> ModuleReview:
    """The review with what a pack says, and the author's answers to its points.

    person: the reference of whoever's pack it was. on: the day it comes in, where the pack gives
    none. What they answered on scope, and what they decided, is no point: it goes to where the
    review keeps it. A reply that is on record keeps its day.
    """
    every = tuple(said)
    known = {one.ref: one for one in review.points}
    for one in every:
        # What an earlier version took for a point stays on record, and so its author can answer it.
        if one.ref not in known and not _is_point(one):
            continue
        made = replace(_point(one, person), reply=_reply(one, on))
        old = _on_record(made, known)
        fresh = _laid_over(old, made) if old else made
        known[fresh.ref] = fresh
    reviewers = tuple(
        _decided(one, every, on) if one.person == person else one for one in review.reviewers
    )
    return replace(review, points=tuple(known.values()), reviewers=reviewers)


def said_again(review: ModuleReview, said: Iterable[Said], person: str) -> tuple[str, ...]:
    """The references of points that a new file makes again, and that were answered before.

    `with_points` adds none of these, so somebody has to hear of them. person: as there.
    """
    known = {one.ref: one for one in review.points}
    made = (_point(one, person) for one in said if _is_point(one) and one.ref not in known)
    old = (_on_record(one, known) for one in made)
    return tuple(one.ref for one in old if one and one.reply is not None and one.reply.closes)


def decided_again(
    review: ModuleReview, said: Iterable[Said], person: str
) -> tuple[str, str] | None:
    """Their choice in a new file, and the one on record that it differs from, as a pack says both.

    `with_points` leaves what is on record, so somebody has to hear of it. None where there is none.
    """
    reviewer, decision = review.reviewer(person), _answers(said).get(_DECISION)
    on_file = _outcome(decision) if decision else None
    known = reviewer.outcome if reviewer else None
    if on_file is None or known is None or on_file == known:
        return None
    words = dict(zip(_OUTCOMES, pack_words()["outcome"]["choices"], strict=True))
    return words[on_file], words[known]


def scope_answered_again(
    review: ModuleReview, said: Iterable[Said], person: str
) -> tuple[RescopeQuestion, ...]:
    """The questions on scope to which a new file has another answer than the one on record."""
    reviewer = review.reviewer(person)
    known, now = _given(reviewer.rescoping) if reviewer else {}, _scope(_answers(said))
    return tuple(
        question
        for question, words in known.items()
        if question in now and one_line(now[question]) != one_line(words)
    )


def can_stay(said: Iterable[Said]) -> Said | None:
    """Their answer that they have seen what was changed, and that it can stay: no point."""
    return next(filter(needs_no_answer, said), None)


def needs_no_answer(one: Said) -> bool:
    """Whether it only says that what was changed can stay, so that nothing waits for its author."""
    return one.sort == "answer" and says_can_stay(one.passage, _words(one))


def on_record(review: ModuleReview, said: Iterable[Said], person: str) -> frozenset[str]:
    """The references of the points on record that a file makes. person: as for `with_points`."""
    known = {one.ref: one for one in review.points}
    found = (_on_record(_point(one, person), known) for one in said)
    return frozenset(one.ref for one in found if one is not None)


def _point(one: Said, person: str) -> Point:
    return Point(
        ref=one.ref,
        person=person,
        words=_words(one),
        passage=one.passage,
        read=sha256(one_line(one.old).encode()).hexdigest()[:16] if one.old else "",
        must_change=one.must or one.passage == _MUST,
    )


def _laid_over(old: Point, made: Point) -> Point:
    """The point on record with what the file has more: a tick that it must change, or a reply."""
    keeps = made.reply is None or _same(old.reply, made.reply)
    return replace(
        old,
        must_change=old.must_change or made.must_change,
        reply=old.reply if keeps else made.reply,
    )


def _on_record(made: Point, known: Mapping[str, Point]) -> Point | None:
    """The same point: of that file, or about the same words; or of nobody knows which words."""
    if made.ref in known:
        return known[made.ref]
    mine = [one for one in known.values() if _what(one) == _what(made)]
    exact = [one for one in mine if one.read == made.read]
    return next(iter(exact or [one for one in mine if not one.read]), None)


def _is_point(one: Said) -> bool:
    """Whether the author has to answer it as a point."""
    if one.sort != "answer":
        return True
    if needs_no_answer(one):
        return False
    if one.passage == _DECISION:
        return _outcome(one) is None  # in words of their own: for the author to read and answer
    if one.passage == DISAGREE:  # an objection in their own words is never passed over
        return one_line(_words(one)).rstrip(".!").casefold() not in ("yes", "no")
    return one.passage not in _SCOPE


def _decided(reviewer: Reviewer, said: Iterable[Said], on: date) -> Reviewer:
    answers = _answers(said)
    now = replace(reviewer, rescoping={**_scope(answers), **_given(reviewer.rescoping)})
    decision = answers.get(_DECISION)
    outcome = _outcome(decision) if decision else None
    if outcome is None or decision is None or reviewer.outcome is not None:
        return now
    return replace(now, outcome=outcome, outcome_on=day_in(decision.day) or on)


def _answers(said: Iterable[Said]) -> dict[str, Said]:
    return {one.passage: one for one in said if one.sort == "answer"}


def _scope(answers: Mapping[str, Said]) -> dict[RescopeQuestion, str]:
    return {
        question: _words(answers[passage])
        for passage, question in _SCOPE.items()
        if passage in answers
    }


def _given(rescoping: Mapping[RescopeQuestion, str]) -> dict[RescopeQuestion, str]:
    return {question: words for question, words in rescoping.items() if words.strip()}


def _outcome(decision: Said) -> Outcome | None:
    choices = dict(zip(map(one_line, pack_words()["outcome"]["choices"]), _OUTCOMES, strict=True))
    return choices.get(one_line(_words(decision)))


def _what(one: Point) -> tuple[str, str, str]:
    """What makes two points the same, whatever file they came in."""
    return one.person, one.passage, one_line(one.words)


def _words(one: Said) -> str:
    return one.words or one.new or "(taken out)"


def _reply(one: Said, on: date) -> PointReply | None:
    return PointReply(answer=one.answer, on=on, reason=one.why) if one.answer else None


def _same(old: PointReply | None, new: PointReply) -> bool:
    return old is not None and (old.answer, old.reason) == (new.answer, new.reason)
