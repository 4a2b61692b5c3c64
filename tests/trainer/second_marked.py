"""The one answer of a workspace that was drawn for a second marker, as its files have it."""

from handing_in import TASK

from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.second_marks import second_markings


def the_one(workspace):
    (one,) = second_markings(workspace / "trainer", TASK)
    return one


def comment_there(workspace):
    """What the learner would read."""
    one = the_one(workspace)
    database = workspace / "trainer" / "gradebook.db"
    return marks_of(database, one.learner, TASK, TASK).comments[one.activity]
