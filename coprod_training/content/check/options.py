"""Rules for the options of a question: neither their length nor their place gives the key away."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from coprod_training.activities import Activity, Option
from coprod_training.activities.multiple_choice import MultipleChoice
from coprod_training.activities.single_choice import SingleChoice
from coprod_training.activities.warm_up import WarmUp
from coprod_training.content.check.staff_copy import Placed, StaffCopy, placed_activities
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route

LONGEST = 1.3
"""Times the shortest option. Ours: close enough that nobody learns to pick the longest."""
SHARE = 0.5
"""Of all keys that one letter may hold at most. Source of the rule: curriculum.md, Marking."""
FEW = 8  # with fewer questions than this, chance alone makes such a share


def options_are_close_in_length(staff: StaffCopy) -> Iterator[Problem]:
    """The longest option of a marked question is not the giveaway. Source: curriculum.md."""
    if staff.course is None:
        return
    for placed in placed_activities(staff.course):
        for inside, options in _marked(placed.activity):
            lengths = [len(" ".join(option.text.split())) for option in options]
            if max(lengths) > LONGEST * min(lengths):
                at = lengths.index(max(lengths))
                what = (
                    f"The longest option has {max(lengths)} characters, and the shortest"
                    f" {min(lengths)}."
                )
                fix = f"Let the longest have at most {LONGEST} times as many as the shortest."
                yield placed.problem((*inside, "options", at, "text"), what, fix)


def _marked(activity: Activity) -> Iterator[tuple[Route, Sequence[Option]]]:
    """The options of each question with a key, two or more, and the route to them."""
    if isinstance(activity, WarmUp):
        asked: list[tuple[Route, Sequence[Option]]] = [
            (("questions", at), one.options) for at, one in enumerate(activity.questions) if one.key
        ]
    elif isinstance(activity, SingleChoice | MultipleChoice) and activity.key:
        asked = [((), activity.options)]
    else:
        asked = []
    yield from ((inside, options) for inside, options in asked if len(options) > 1)


def keys_are_spread(staff: StaffCopy) -> Iterator[Problem]:
    """No letter holds most of the keys, as the questions of all exercises are written.

    Options are shuffled for learners; writers, and whoever copies the file, see the written order.
    """
    if staff.course is None:
        return
    graded = {assessment.id for assessment in staff.course.assessments}
    asked = [
        (placed, placed.activity)
        for placed in placed_activities(staff.course)
        if placed.slug in graded and isinstance(placed.activity, SingleChoice)
    ]
    places = [(placed, letter) for placed, one in asked if (letter := _letter(one))]
    for letter in sorted({letter for _, letter in places}):
        held = [placed for placed, its in places if its == letter]
        if len(places) >= FEW and len(held) > SHARE * len(places):
            yield _too_many(held, letter, len(places))


def _letter(one: SingleChoice) -> str:
    """The letter of the key; "" without one."""
    ids = [option.id for option in one.options]
    return ascii_uppercase[ids.index(one.key) % 26] if one.key in ids else ""


def _too_many(held: Sequence[Placed], letter: str, all_: int) -> Problem:
    what = f"{letter} is the key of {len(held)} of {all_} questions in the exercises."
    return held[-1].problem(("key",), what, "Put the options of some in another order.")


RULES = (options_are_close_in_length, keys_are_spread)
