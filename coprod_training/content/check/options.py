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
        for inside, options, _ in _marked(placed.activity):
            lengths = [len(" ".join(option.text.split())) for option in options]
            if max(lengths) > LONGEST * min(lengths):
                at = lengths.index(max(lengths))
                what = (
                    f"The longest option has {max(lengths)} characters, and the shortest"
                    f" {min(lengths)}."
                )
                fix = f"Let the longest have at most {LONGEST} times as many as the shortest."
                yield placed.problem((*inside, "options", at, "text"), what, fix)


def _marked(activity: Activity) -> Iterator[tuple[Route, Sequence[Option], tuple[str, ...]]]:
    """The route to each question that has a key and two options or more, these, and the keys."""
    asked: list[tuple[Route, Sequence[Option], tuple[str, ...]]] = []
    if isinstance(activity, WarmUp):
        for at, one in enumerate(activity.questions):
            asked.append((("questions", at), one.options, (one.key,) if one.key else ()))
    elif isinstance(activity, SingleChoice):
        asked.append(((), activity.options, (activity.key,) if activity.key else ()))
    elif isinstance(activity, MultipleChoice):
        asked.append(((), activity.options, activity.key))
    yield from (one for one in asked if one[2] and len(one[1]) > 1)


def keys_are_spread(staff: StaffCopy) -> Iterator[Problem]:
    """No letter holds most of the keys: in the exercises, in practice, or in the warm-ups.

    Options are shuffled for learners; writers, and whoever copies the file, see the written order.
    """
    if staff.course is None:
        return
    graded = {assessment.id for assessment in staff.course.assessments}
    groups: dict[str, list[tuple[str, Placed, Route]]] = {}
    for placed in placed_activities(staff.course):
        practice = "the warm-ups" if isinstance(placed.activity, WarmUp) else "practice"
        group = groups.setdefault("the exercises" if placed.slug in graded else practice, [])
        group += [(letter, placed, route) for letter, route in _letters(placed.activity)]
    for name, keys in groups.items():
        for letter in sorted({letter for letter, _, _ in keys}):
            held = [(placed, route) for its, placed, route in keys if its == letter]
            if len(keys) >= FEW and len(held) > SHARE * len(keys):
                placed, route = held[-1]
                what = f"{letter} is {len(held)} of the {len(keys)} keys in {name}."
                yield placed.problem(route, what, "Put the options of some in a different order.")


def _letters(activity: Activity) -> Iterator[tuple[str, Route]]:
    """The letter of each key, and the route to it; nothing for a key that is no option."""
    for inside, options, keys in _marked(activity):
        ids = [option.id for option in options]
        for key in keys:
            if key in ids:
                yield ascii_uppercase[ids.index(key) % 26], (*inside, "key")


RULES = (options_are_close_in_length, keys_are_spread)
