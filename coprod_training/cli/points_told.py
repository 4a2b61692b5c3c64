"""What a keeper is told of a pack that comes into a review, beside what is on record already."""

from collections.abc import Iterator, Sequence

from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_points import (
    can_stay,
    decided_again,
    said_again,
    scope_answered_again,
)
from coprod_training.contributions.said import Said
from coprod_training.contributions.shown_points import says_no, without_answer


def told(
    before: ModuleReview, now: ModuleReview, said: Sequence[Said], person: str
) -> Iterator[str]:
    """In words, line by line. before, now: the review without and with it. person: whose it is."""
    if again := said_again(before, without_answer(said), person):
        yield f"Said again, and answered before, so not added: {', '.join(again)}."
        yield "Show them that answer. If they want more, enter it as a point of its own."
    if other := decided_again(before, said, person):
        yield f"They decided again: “{other[0]}”. On record is “{other[1]}”."
        yield "Enter it with the form if it counts."
    if scope := scope_answered_again(before, said, person):
        yield f"They answered again, in other words than are on record: {', '.join(scope)}."
        yield "Enter it with the form if it counts."
    if (seen := can_stay(said)) is not None:
        yield "They have seen what was changed, and it can stay. That is no point."
        day = seen.day or "the day on which they saved it"
        yield f"Enter it with the form, under changes: seen_by: {person}, seen_on: {day}"
    if says_no(said):
        yield from _not_shown(_shown(before, person), _shown(now, person))


def _not_shown(before: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    if gone := [ref for ref in before if ref not in now]:
        points = "1 point" if len(gone) == 1 else f"{len(gone)} points"
        yield "Their answer on being shown is no plain yes, and anything else is a no. Where they"
        yield f"may have meant a yes, ask them. The yes on record is taken off {points}:"
        yield f"{', '.join(gone)}. Publish again today, install the new copy, and restart the"
        yield "learners' servers."
    if now:
        yield f"Their yes still stands on points that this file does not have: {', '.join(now)}."
        yield "Ask them about these."


def _shown(review: ModuleReview, person: str) -> list[str]:
    return [one.ref for one in review.points if one.may_be_shown and one.person == person]
