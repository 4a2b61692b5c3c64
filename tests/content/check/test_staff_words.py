"""What would stop the learners' copy is found by `coprod check`, with both places and the words."""

import pytest

from coprod_training.content.check import problems
from coprod_training.content.publish import publish
from coprod_training.errors import ContentProblems

COPIED = "The place has not been agreed yet,\nso it can be decided together."


def test_a_key_that_was_copied_into_a_lesson_is_found_where_it_came_from(
    staff_copy, lesson, tmp_path
):
    lesson.say("how-to-use", COPIED)

    (found,) = [one for one in problems(staff_copy) if "only staff may read" in one.what]
    with pytest.raises(ContentProblems) as stopped:
        publish(staff_copy, tmp_path / "out")

    assert found.path.is_relative_to(staff_copy / "course" / "assessments")
    assert "The place has not" in found.path.read_text().splitlines()[found.line - 1]
    assert "modules/01-listening.ipynb" in found.what
    assert '"The place has not been agreed yet, so it can be decided' in found.what
    assert "Take them out of modules/01-listening.ipynb" in found.fix
    assert stopped.value.problems == [found]


def test_a_course_that_cannot_be_published_for_another_reason_has_that_one_alone(
    staff_copy, lesson
):
    lesson.add("markdown", "claim", "It is so [F999].")

    assert [one.what for one in problems(staff_copy) if "staff" in one.what] == []
