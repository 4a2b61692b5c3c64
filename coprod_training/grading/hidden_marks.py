"""Which first marks somebody must not see yet, so that a second mark beside them stays blind.

Nobody knows who the second marker will be. So a first mark that waits for a second one is hidden
from everybody but its marker, on every page. Whoever looks at one all the same is on record, and
cannot give the second mark.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from coprod_training.grading.second_marks import SecondMarking, note_seen, second_markings


def hidden_from(
    course_root: Path, assignment: str, account: str, learner: str | None = None
) -> tuple[SecondMarking, ...]:
    """The answers whose first mark this account must not see yet.

    learner: whose alone; left out, everybody's. Raises CoprodError when the gradebook cannot be
    read.
    """
    return tuple(
        one
        for one in second_markings(course_root, assignment, learner)
        if one.given and one.state in ("waits", "to mark") and not one.knows(account)
    )


def learners_hidden_from(
    course_root: Path, assignments: Iterable[str], account: str
) -> frozenset[str]:
    """Whose marks this account must not see all of yet. Raises CoprodError as `hidden_from`."""
    return frozenset(
        one.learner
        for assignment in assignments
        for one in hidden_from(course_root, assignment, account)
    )


def see_all(
    course_root: Path,
    assignments: Iterable[str],
    account: str,
    now: datetime,
    learner: str | None = None,
) -> None:
    """Write down that somebody is shown every first mark there is, as in a file of all marks.

    learner: whose alone; left out, everybody's. now: UTC.
    """
    for assignment in assignments:
        hidden = hidden_from(course_root, assignment, account, learner)
        note_seen(course_root, hidden, account, now)
