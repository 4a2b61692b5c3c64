"""Every hand-in that is known: collected, kept from before, or still waiting in the exchange.

Whoever handed in is never said not to have: that a hand-in is not collected yet, or that its first
grading failed, is no doing of theirs (features.md, T6).
"""

from collections.abc import Iterable
from pathlib import Path

from coprod_training.grading.counted_hand_ins import counted_hand_ins
from coprod_training.grading.gradebook import Result
from coprod_training.grading.overview import overview


def known_hand_ins(
    course_root: Path, exchange: Path, assignments: Iterable[str]
) -> tuple[Result, ...]:
    """What `counted_hand_ins` has, then what waits to be collected or graded, without any marks.

    exchange: of this course, as `overview` takes it. Raises CoprodError when the gradebook cannot
    be read.
    """
    found = counted_hand_ins(course_root)
    known = {(one.learner, one.assignment, one.handed_in) for one in found if one.submitted}
    waiting = (
        Result(
            learner=one.learner,
            assignment=standing.assignment,
            handed_in=one.at,
            submitted=True,
        )
        for standing in overview(course_root, exchange, assignments)
        for one in standing.waiting.values()
    )
    new = [one for one in waiting if (one.learner, one.assignment, one.handed_in) not in known]
    return (*found, *new)
