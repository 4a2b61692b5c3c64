"""Mistakes in what is drawn from, each found with its line."""

import pytest

from coprod_training.content.check import problems
from coprod_training.content.course import load_course
from coprod_training.content.draw import seal_of


def whats(staff_copy):
    return [problem.what for problem in problems(staff_copy)]


def seal_again(staff_copy, path):
    """What a writer does when nobody has begun."""
    whole = load_course(staff_copy / "course").assessments[0]
    path.write_text(path.read_text().replace(f'"{whole.pool.seal}"', f'"{seal_of(whole)}"'))


def test_a_pool_that_can_be_drawn_from_has_no_problem(pooled):
    assert problems(pooled) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("id: pool-a\n", "id: pool-z\n"), ("choose: 2", "choose: 1")],
)
def test_a_change_that_would_draw_anew_is_refused_until_it_is_sealed(
    pooled, assessment_yaml, replace_in, old, new
):
    replace_in(assessment_yaml, old, new)

    found = [p for p in problems(pooled) if "that were settled" in p.what]

    assert len(found) == 1
    assert assessment_yaml.read_text().splitlines()[found[0].line - 1].startswith("  seal:")
    assert seal_of(load_course(pooled / "course").assessments[0]) in found[0].fix
    seal_again(pooled, assessment_yaml)
    assert "that were settled" not in " ".join(whats(pooled))


def test_other_words_for_the_same_question_break_no_seal(pooled, assessment_yaml, replace_in):
    replace_in(assessment_yaml, "question: Pool question pool-a?", "question: Said better?")

    assert problems(pooled) == []


def test_more_than_there_are_cannot_be_chosen(pooled, assessment_yaml, replace_in):
    replace_in(assessment_yaml, "choose: 2", "choose: 9")
    seal_again(pooled, assessment_yaml)

    assert "9 cannot be drawn from 3 questions." in whats(pooled)


def test_any_place_can_hold_any_question_so_points_are_the_same(
    pooled, assessment_yaml, replace_in
):
    replace_in(assessment_yaml, "- points: 1  # pool-b", "- points: 2")

    assert any("have different points" in what for what in whats(pooled))


def test_a_group_is_about_a_module_of_the_course(pooled, assessment_yaml, replace_in):
    replace_in(assessment_yaml, "    - module: listening", "    - module: hearing")

    assert whats(pooled) == ['The course has no module "hearing".']


def test_what_a_person_marks_is_not_drawn(pooled, assessment_yaml, replace_in):
    text = assessment_yaml.read_text()
    start = text.index("            kind: single_choice\n            id: pool-a")
    end = text.index("        - points: 1  # pool-b")
    words = "            kind: free_text\n            id: pool-a\n            title: W\n"
    assessment_yaml.write_text(f"{text[:start]}{words}            question: What?\n{text[end:]}")

    assert "A question to draw is marked by its key, and this one has none." in whats(pooled)


def test_a_drawn_question_without_a_key_is_found(pooled, assessment_yaml, replace_in):
    replace_in(assessment_yaml, "            key: right  # pool-c\n", "")

    assert "No option is the key, so nothing can be marked." in whats(pooled)


def test_a_place_that_no_notebook_shows_is_found(pooled, exercise):
    data = exercise.data
    data["cells"] = [cell for cell in data["cells"] if cell["id"] != "check-02"]
    exercise.write(data)

    assert 'No notebook shows "check-02".' in whats(pooled)


def test_a_place_of_no_pool_is_found(pooled, exercise):
    exercise.say("check-03", 'activity("check-04")')

    assert 'The course has no activity called "check-04".' in whats(pooled)


def test_a_place_belongs_to_its_own_exercise(pooled, lesson):
    lesson.add("code", "here", 'activity("check-01")', jupyter={"source_hidden": True})

    assert 'The activity "check-01" belongs to what-was-heard.' in whats(pooled)


def test_no_other_activity_is_called_like_a_place(pooled, assessment_yaml, replace_in):
    replace_in(assessment_yaml, "      id: what-was-heard-reflection", "      id: check-01")

    assert any('The id "check-01" is used twice' in what for what in whats(pooled))


def test_nbgrader_knows_a_place_and_never_what_is_drawn_into_it(pooled, exercise):
    known = [
        cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in exercise.data["cells"]
    ]

    assert [name for name in known if name and name.startswith("check-")] == [
        "check-01",
        "check-02",
        "check-03",
    ]
    assert not any(name and name.startswith("pool-") for name in known)
