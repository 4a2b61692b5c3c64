"""Puts the level that two markers agreed on, and the comment to it, into nbgrader's gradebook."""

from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Gradebook

from coprod_training.content.assessment import TOP_LEVEL
from coprod_training.grading import records
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.gradebook import put_scripts_on_path
from coprod_training.grading.late import LatePenalties, follow_dates
from coprod_training.grading.returned import note_changed
from coprod_training.grading.second_marks import SecondMarking, give_agreed

WHY = "agreed with a second marker"


def agree(
    course_root: Path,
    one: SecondMarking,
    level: int,
    by: str,
    now: datetime,
    penalties: LatePenalties,
    words: str,
) -> None:
    """Let this level count, and write down what counted before. level: 0 to 3. now: UTC.

    words: the comment that the learner reads from now on, "" for none.

    What is taken off for being late follows. Whatever is cut short is made whole when it is saved
    again. Raises nbgrader's MissingEntry when the hand-in is no longer there.
    """
    put_scripts_on_path()
    database = (course_root / "gradebook.db").resolve()
    with Gradebook(f"sqlite:///{database}", COURSE_ID) as book:
        # The notebook of an exercise has the exercise's name.
        grade = book.find_grade(one.activity, one.assignment, one.assignment, one.learner)
        before, mark = grade.manual_score, grade.max_score * level / TOP_LEVEL
        if mark != before:
            detail = {"activity": one.activity, "before": before, "mark": mark}
            detail |= {"by": by, "why": WHY}
            records.note(course_root, "mark given", one.learner, one.assignment, now, [detail])
        grade.manual_score, grade.needs_manual_grade = mark, False
        comment = book.find_comment(one.activity, one.assignment, one.assignment, one.learner)
        if words != (comment.manual_comment or "").strip():
            comment.manual_comment = words
        book.db.commit()
        follow_dates(book, penalties, course_root, one.assignment, one.learner)
    note_changed(course_root, one.learner, one.assignment, datetime.now(UTC))
    give_agreed(course_root, one, level, by, now)
