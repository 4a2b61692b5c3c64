import pytest

from coprod_training.cli import main
from coprod_training.content.check.reading_table import as_markdown, hard, read_all, warning
from coprod_training.content.check.staff_copy import read_staff_copy
from coprod_training.content.course import load_course
from coprod_training.content.reading_age import age_of, neutral, readings, syllables
from coprod_training.content.shown_words import shown_words

EASY = ["We sit and talk of it first.", "You can say no to all of it.", "They ask you what helps."]
HARD = [
    "Organisational representatives collaboratively operationalise participatory methodologies.",
    "Implementation necessitates comprehensive interdepartmental communication infrastructure.",
    "Stakeholder participation facilitates sustainable organisational transformation.",
]


@pytest.mark.parametrize(("word", "count"), [("step", 1), ("ladder", 2), ("people", 2), ("see", 1)])
def test_syllables_are_counted_by_groups_of_vowels(word, count):
    assert syllables(word) == count


def test_the_age_is_the_published_grade_and_five():
    # 8 words in one sentence, 10 syllables: 0.39 * 8 + 11.8 * 10 / 8 - 15.59 = 2.28.
    assert age_of(["People sit and talk of it over tea."]) == pytest.approx(2.28 + 5)


def test_a_term_of_the_glossary_counts_as_one_short_word():
    terms = ["Co-production", "Fidelity review"]

    assert neutral("A fidelity review, and Co-production.", terms) == "A word, and word."
    assert neutral("Two fidelity reviews.", terms) == "Two word."
    assert neutral("The same.", []) == "The same."


def test_each_section_has_its_age_with_and_without_terms(lesson, staff_copy):
    lesson.add("markdown", "easy", "## Easy", "", *EASY)
    lesson.add("markdown", "hard", "## Hard", "", *HARD)
    staff, _ = read_staff_copy(staff_copy)
    (one,) = staff.lessons

    found = {reading.section: reading for reading in readings(one, ["participatory"], {})}

    assert found["Easy"].age < 8 < 12 < found["Hard"].age < found["Hard"].raw_age
    assert (found["Easy"].sentences, found["Easy"].words) == (3, 20)


def test_the_words_of_an_activity_and_its_feedback_count_in_its_section(lesson, staff_copy):
    course = load_course(staff_copy / "course")
    name = course.modules[0].activities[0].id
    lesson.add("markdown", "own", "## A section of its own", "", *EASY)
    lesson.add("code", "again", f'activity("{name}")')
    alone = readings(read_staff_copy(staff_copy)[0].lessons[0], [], {})[-1]

    both = read_all(read_staff_copy(staff_copy)[0])[-1].reading

    assert both.section == alone.section
    assert both.words > alone.words == 20
    assert any("feedback" in one.route for one in shown_words(course)[name])


def test_a_hard_section_is_a_warning_and_not_a_failure(lesson, staff_copy, capsys):
    lesson.add("markdown", "hard", "## Hard", "", *HARD, tags=["no-claim"])
    main(["tidy", "--course", str(staff_copy)])
    capsys.readouterr()

    assert main(["check", "--course", str(staff_copy)]) == 0
    assert "1 section reads above the age of 12." in capsys.readouterr().out
    assert main(["check", "--reading", "--course", str(staff_copy)]) == 0
    assert "01-listening.ipynb, Hard: age" in capsys.readouterr().out


def test_nothing_is_said_of_a_course_that_reads_well(lesson, staff_copy):
    lesson.add("markdown", "easy", "## Easy", "", *EASY)
    read = read_all(read_staff_copy(staff_copy)[0])

    assert (hard(read), warning(read)) == ([], "")
    assert "| Easy | 3 | 20 |" in as_markdown(read)
