import pytest

from coprod_training.progress.completion import AssignmentProgress, Progress
from coprod_training.progress.status import (
    CohortRow,
    assignment_words,
    cohort_lines,
    learner_lines,
)


def assignment(**changes):
    state = {"state": "not handed in", "objective_percent": None, "reflection_level": None}
    return AssignmentProgress(slug="task", title="A task", **(state | changes))


def test_not_handed_in_is_never_a_zero():
    assert assignment_words(assignment()) == "not handed in"


def test_marks_are_shown_with_what_they_are_of():
    marked = assignment(state="passed", objective_percent=100.0, reflection_level=2.0)

    assert assignment_words(marked) == "passed, questions 100 %, reflection level 2"


def test_a_cohort_is_one_row_a_learner_in_order():
    rows = [CohortRow("zoe", (2, 5), (assignment(),)), CohortRow("ann", None, (assignment(),))]

    lines = cohort_lines(rows, ["A task"])

    assert lines == [
        "Learner  Lessons         A task",
        "ann      not known here  not handed in",
        "zoe      2 of 5 done     not handed in",
    ]


@pytest.mark.parametrize(
    ("why_not", "said"),
    [
        ("There is still something to do.", "Certificate: There is still something to do."),
        ("", "Certificate: it can be made with coprod certificate make."),
    ],
)
def test_whether_there_is_a_certificate_is_said_and_why_not(why_not, said):
    progress = Progress(modules=(), assignments=(), complete=not why_not, certificate=why_not)

    assert learner_lines(progress)[-1] == said
