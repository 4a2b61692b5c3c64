"""Whether what somebody wrote in a marked hand-in reaches the level that the course asks for."""

from collections.abc import Iterable

from coprod_training.content.assessment import TOP_LEVEL
from coprod_training.content.course import PassRule
from coprod_training.grading.gradebook import CellMark, Result


def level_of(marks: Iterable[CellMark]) -> float | None:
    """The level of the reflection marked lowest, 0 to 3: each has to reach the rule's.

    None where there is none, and while one is not marked.
    """
    shares = [
        None if mark.points is None or not mark.out_of else mark.points / mark.out_of
        for mark in marks
        if mark.by_hand
    ]
    known = [share for share in shares if share is not None]
    return TOP_LEVEL * min(known) if known and len(known) == len(shares) else None


def is_sound(rule: PassRule, result: Result) -> bool:
    """Whether each reflection of a marked hand-in is enough; where none is asked, none is short."""
    level = level_of(result.marks)
    return level is None or level >= rule.reflection_level
