import pytest

from coprod_training.activities.single_choice import SingleChoice

REFLECTION = "one-thing-called-co-production"


def test_three_questions_of_one_point_and_a_reflection_of_three(exercise):
    assert [(q.activity.id, q.points) for q in exercise.questions] == [
        ("job-guide-step", 1),
        ("job-guide-step-5", 1),
        ("evacuation-notice", 1),
        (REFLECTION, 3),
    ]


def test_every_question_says_to_staff_why_its_key_is_right(exercise):
    for question in exercise.questions:
        assert question.rationale, question.activity.id


def test_each_question_has_four_options_that_are_shuffled(exercise):
    choices = [q.activity for q in exercise.questions if isinstance(q.activity, SingleChoice)]

    assert len(choices) == 3
    for activity in choices:
        assert len(activity.options) == 4
        assert not activity.keep_order


def test_the_keys_do_not_all_stand_in_one_place(exercise):
    places = {
        [option.id for option in q.activity.options].index(q.activity.key)
        for q in exercise.questions
        if isinstance(q.activity, SingleChoice)
    }

    assert len(places) > 1


def test_the_published_question_has_no_key_and_no_feedback(exercise):
    for question in exercise.questions:
        public = question.activity.without_key()
        assert getattr(public, "key", None) is None
        assert not any(option.feedback for option in getattr(public, "options", ()))


def test_the_rubric_has_the_four_levels_of_the_course(exercise):
    rubric = exercise.question(REFLECTION).rubric

    assert [(level.level, level.name) for level in rubric] == [
        (0, "Not yet"),
        (1, "Starting"),
        (2, "Sound"),
        (3, "Strong"),
    ]
    assert all(level.text for level in rubric)


def test_the_reflection_has_a_wording_for_learners_with_lived_experience(exercise):
    activity = exercise.question(REFLECTION).activity

    assert "took part in" in activity.question_alternative
    assert "do not have to share" in activity.intro


@pytest.mark.parametrize("name", ["job-guide-step", "job-guide-step-5", "evacuation-notice"])
def test_each_question_is_one_locked_part_that_is_graded_by_machine(exercise_page, name):
    part = next(part for part in exercise_page if part["id"] == name)

    assert part["source"] == f'activity("{name}")'
    assert part["metadata"]["nbgrader"] == {
        "cell_type": "code",
        "grade": True,
        "grade_id": name,
        "locked": True,
        "points": 1,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }


def test_the_reflection_is_a_locked_page_and_a_place_for_the_trainer(exercise_page):
    marks = [part["metadata"].get("nbgrader", {}) for part in exercise_page]
    page = next(one for one in marks if one.get("grade_id") == f"{REFLECTION}-page")
    place = next(one for one in marks if one.get("grade_id") == REFLECTION)

    assert (page["grade"], page["locked"], page["solution"]) == (False, True, False)
    assert (place["grade"], place["solution"], place["points"]) == (True, True, 3)
    assert marks.index(place) == marks.index(page) + 1


def test_the_page_says_that_it_is_a_draft_and_that_its_examples_are_made_up(course, exercise_page):
    words = " ".join(" ".join(part["source"].split()) for part in exercise_page)

    assert course.info.status_words in words
    assert "made-up scenarios for practice" in words
