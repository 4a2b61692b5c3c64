import pytest

from coprod_training.content.course import PassRule
from coprod_training.progress.completion import AssignmentProgress, Progress
from coprod_training.progress.status import (
    CohortRow,
    assignment_words,
    cohort_lines,
    learner_lines,
)


def assignment(**changes):
    return AssignmentProgress(slug="task", title="A task", **({"state": "not handed in"} | changes))


def test_not_handed_in_is_never_a_zero():
    assert assignment_words(assignment()) == "not handed in"


def test_marks_are_shown_with_what_they_are_of():
    marked = assignment(state="marked", points=3.0, out_of=3.0, reflection_level=2.0)

    assert assignment_words(marked) == "marked, questions 100%, reflection level 2"


def test_a_percentage_of_an_exercise_is_rounded_down_as_that_of_all_questions_is():
    two_of_three = assignment(state="marked", points=2.0, out_of=3.0)

    assert assignment_words(two_of_three) == "marked, questions 66%"


def test_a_cohort_is_one_row_a_learner_in_order():
    rows = [
        CohortRow("zoe", (2, 5), (assignment(),), 74.6),
        CohortRow("ann", None, (assignment(),)),
    ]

    lines = cohort_lines(rows, ["A task"])

    assert lines == [
        "Learner  Lessons         All questions so far  A task",
        "ann      not known here  none marked           not handed in",
        "zoe      2 of 5 done     74%                   not handed in",
    ]


@pytest.mark.parametrize(
    ("why_not", "said"),
    [
        ("There is still something to do.", "Certificate: There is still something to do."),
        ("", "Certificate: it can be made with coprod certificate make."),
    ],
)
def test_whether_there_is_a_certificate_is_said_and_why_not(why_not, said):
    progress = Progress(
        next=None,
        modules=(),
        assignments=(),
        rule=PassRule(objective_percent=75, reflection_level=2),
        complete=not why_not,
        given=True,
        certificate=why_not,
    )

    assert learner_lines(progress)[-1] == said
