import pytest

from coprod_training.content.check import problems

AGREED = "words:\n  - avoid: [kernel, user]\n    write: page or person\n"
LONG = " ".join(["word"] * 21) + "."


@pytest.fixture
def agreed(staff_copy):
    path = staff_copy / "course" / "agreed-words.yaml"
    path.write_text(AGREED)
    return path


@pytest.mark.usefixtures("agreed")
def test_a_word_that_learners_never_meet_is_found_in_a_lesson(lesson, only_problem):
    lesson.say("how-to-use", "Look.", "Each User has one.")

    problem = only_problem()

    assert problem.line == lesson.line_with("Each User")
    assert problem.what == 'Learners do not meet the word "User".'
    assert problem.fix == "Write instead: page or person."


@pytest.mark.usefixtures("agreed")
def test_and_in_an_activity_but_not_in_what_only_staff_read(
    staff_copy, only_problem, assessment_yaml, replace_in
):
    replace_in(assessment_yaml, "rationale: The decision", "rationale: A user asks. The decision")
    assert problems(staff_copy) == []

    line = replace_in(assessment_yaml, "A team has agreed", "A user has agreed")

    assert only_problem().line == line


def test_a_list_of_agreed_words_that_cannot_be_read_is_a_problem(agreed, only_problem):
    agreed.write_text("words:\n  - avoid: [user]\n")

    assert only_problem().path == agreed


def test_a_long_sentence_is_found_and_its_first_words_are_named(lesson, only_problem):
    lesson.say("how-to-use", "Look.", LONG)

    problem = only_problem()

    assert problem.line == lesson.line_with("word word")
    assert problem.what == 'A sentence has 21 words: "word word word word word word …".'


def test_an_exclamation_mark_is_found_and_a_picture_is_none(lesson, only_problem):
    lesson.say("how-to-use", "Well done!")

    assert only_problem().what == "There is an exclamation mark."
