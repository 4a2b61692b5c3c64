"""Rules for warm-ups: each brings back what was taught before, and nothing is asked twice."""

from collections.abc import Iterator

from coprod_training.activities.warm_up import Recall, WarmUp
from coprod_training.content.check.staff_copy import Placed, StaffCopy, placed_activities
from coprod_training.content.normal_form import GOOD_ID
from coprod_training.content.warm_ups import BACK, slugs_before
from coprod_training.errors import Problem

Found = tuple[Placed, int, Recall]


def warm_ups_bring_earlier_modules_back(staff: StaffCopy) -> Iterator[Problem]:
    """A warm-up stands in a module, and each question is on a module taught before it."""
    if staff.course is None:
        return
    for placed in placed_activities(staff.course):
        if isinstance(placed.activity, WarmUp) and staff.course.module(placed.slug) is None:
            what = "A warm-up belongs to a module, and this is not a module."
            yield placed.problem((), what, "Move it to the file of a module.")
    for placed, at, one in _questions(staff):
        before = slugs_before(staff.course.modules, placed.slug)
        if one.brings_back not in before:
            what = f'"{one.brings_back}" is not taught before this module.'
            fix = f"These are: {', '.join(before)}." if before else "No module is: take it out."
            yield placed.problem(("questions", at, "brings_back"), what, fix)


def practice_that_comes_back_is_there(staff: StaffCopy) -> Iterator[Problem]:
    """What comes back from practice is a single choice with a key, two modules back or more."""
    if staff.course is None:
        return
    for placed in placed_activities(staff.course):
        if isinstance(placed.activity, WarmUp):
            known = {one.id for one in placed.activity.earlier}
            for number, name in enumerate(placed.activity.practice):
                if name not in known:
                    what = (
                        f'"{name}" is not a single choice with a key from {BACK} modules back'
                        " or more."
                    )
                    yield placed.problem(("practice", number), what, "Change it, or take it out.")


def warm_up_ids_are_used_once(staff: StaffCopy) -> Iterator[Problem]:
    """The id of a question is no other's, and no activity's: what was missed is found by it."""
    if staff.course is None:
        return
    seen = {placed.activity.id: placed for placed in placed_activities(staff.course)}
    for placed, at, one in _questions(staff):
        inside = ("questions", at, "id")
        if not GOOD_ID.fullmatch(one.id):
            what = f'The id "{one.id}" may only have a to z, 0 to 9 and single hyphens.'
            yield placed.problem(inside, what, "Write it with those only, such as a-safe-no.")
        first = seen.setdefault(one.id, placed)
        if first is not placed:
            what = f'The id "{one.id}" is used twice: here and in {first.file.path.name}.'
            yield placed.problem(
                inside, what, "Give this one a different id. An id is never used again."
            )


def no_question_is_asked_twice(staff: StaffCopy) -> Iterator[Problem]:
    """The same words in two warm-ups bring back the words, not the idea."""
    seen: dict[str, Placed] = {}
    for placed, at, one in _questions(staff):
        words = " ".join(one.question.lower().split())
        first = seen.get(words)
        if first is None:
            seen[words] = placed
        else:
            what = f"This question is asked in {first.file.path.name} as well."
            fix = "Ask for the same idea in a different situation."
            yield placed.problem(("questions", at, "question"), what, fix)


def _questions(staff: StaffCopy) -> Iterator[Found]:
    """Every question of every warm-up, with its place in it."""
    for placed in placed_activities(staff.course) if staff.course else ():
        if isinstance(placed.activity, WarmUp):
            for at, one in enumerate(placed.activity.questions):
                yield placed, at, one


RULES = (
    warm_ups_bring_earlier_modules_back,
    practice_that_comes_back_is_there,
    warm_up_ids_are_used_once,
    no_question_is_asked_twice,
)
