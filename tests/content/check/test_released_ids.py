import pytest

from coprod_training.content.check import problems

IDS = "ids:\n  - {id: %s, kind: %s, where: %s}\n"


@pytest.fixture
def released(staff_copy):
    def write(name, kind, where):
        path = staff_copy / "course" / "released-ids.yaml"
        path.write_text(IDS % (name, kind, where))
        return path

    return write


def test_what_was_released_and_is_there_is_no_problem(staff_copy, released):
    released("what-was-heard-question", "single_choice", "what-was-heard")

    assert problems(staff_copy) == []


def test_an_activity_that_is_gone_is_found(released, only_problem):
    path = released("an-old-question", "single_choice", "what-was-heard")

    problem = only_problem()

    assert (problem.path, problem.line) == (path, 2)
    assert problem.what == 'The activity "an-old-question" was released, and is gone.'


@pytest.mark.parametrize(
    ("kind", "where"), [("free_text", "what-was-heard"), ("single_choice", "listening")]
)
def test_an_id_that_means_something_else_now_is_found(released, only_problem, kind, where):
    released("what-was-heard-question", kind, where)

    assert only_problem().what == f'"what-was-heard-question" was released as {kind} in {where}.'
