import pytest

from coprod_training.content import place as place_file
from coprod_training.content.place import find_place
from coprod_training.errors import CourseNotFound


@pytest.fixture
def home(tmp_path):
    course = tmp_path / "learner" / ".coprod" / "course"
    course.mkdir(parents=True)
    (course / "course.yaml").write_text("title: A course\n")
    return tmp_path / "learner"


def test_answers_lie_beside_the_notebook_they_belong_to(home):
    found = find_place(home / "modules", {})

    assert found.answers_of("first", False) == home / "modules" / "first.answers.jsonl"
    assert found.answers_of("task", True) == home / "exercises" / "task" / "task.answers.jsonl"
    assert found.answers_of("course", False) == home / "course.answers.jsonl"


def test_a_learners_own_copy_comes_before_any_other(home, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "course.yaml").write_text("title: Another\n")

    assert find_place(home, {"COPROD_COURSE": str(other)}).course == home / ".coprod" / "course"


def test_two_learners_keep_their_waiting_answers_apart(home):
    one = find_place(home, {"JUPYTERHUB_USER": "one"})
    two = find_place(home, {"JUPYTERHUB_USER": "two"})

    assert one.key != two.key


def test_no_course_anywhere_is_said_plainly(tmp_path, monkeypatch):
    monkeypatch.setattr(place_file, "PACKAGED_COURSE", tmp_path / "none")

    with pytest.raises(CourseNotFound, match="coprod start"):
        find_place(tmp_path, {})
