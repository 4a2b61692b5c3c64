"""Whether a reviewer's points may be shown: as they answered in their pack. No answer is a no."""

from collections.abc import Iterable, Set
from dataclasses import replace

from coprod_training.contributions.pack_opening import DISAGREE, SHOW
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_points import on_record
from coprod_training.contributions.said import Said


def without_answer(said: Iterable[Said]) -> tuple[Said, ...]:
    """What an author answers: their yes or no to being shown is no point of theirs."""
    return tuple(one for one in said if one.passage != SHOW or one.sort != "answer")


def as_agreed(
    before: ModuleReview, now: ModuleReview, said: Iterable[Said], person: str
) -> ModuleReview:
    """The review with their yes on the points that came in with it, and on no others of theirs.

    before: as it was; what somebody has entered for an earlier point stays, unless they say no now:
    that no counts for each point that their file makes, also for one that it makes again. person:
    whose pack it was. Anything but a plain yes is a no. An objection has a yes of its own, under
    `dissents`.
    """
    every = tuple(said)
    if not _answers(every):
        return now
    if says_no(every):
        return _hidden(now, on_record(now, without_answer(every), person))
    known = {point.ref for point in before.points}
    points = tuple(
        replace(point, may_be_shown=True)
        if point.person == person and point.ref not in known and point.passage != DISAGREE
        else point
        for point in now.points
    )
    return replace(now, points=points)


def says_no(said: Iterable[Said]) -> bool:
    """Whether they answered, and that was no plain yes."""
    return any(one.strip().rstrip(".!").casefold() != "yes" for one in _answers(said))


def _answers(said: Iterable[Said]) -> list[str]:
    return [one.new for one in said if one.passage == SHOW and one.sort == "answer"]


def _hidden(review: ModuleReview, refs: Set[str]) -> ModuleReview:
    points = tuple(
        replace(point, may_be_shown=False) if point.ref in refs else point
        for point in review.points
    )
    return replace(review, points=points)
