from coprod_training.content.course import load_course
from coprod_training.content.home_page import home_page

LESSONS = {"listening": "modules/01-listening.ipynb"}


def words_of(root):
    page = home_page(load_course(root / "course"), LESSONS)
    return "\n".join(part["source"] for part in page["cells"])


def test_it_says_that_the_course_is_a_draft_in_the_courses_own_words(staff_copy):
    words = words_of(staff_copy)

    assert "## This course is a draft\n\nTest record.\nNobody has shaped it yet." in words
    assert "Test record: there is no certificate." in words


def test_a_released_course_is_no_draft(staff_copy, replace_in):
    replace_in(staff_copy / "course" / "course.yaml", "status: draft", "status: released")

    assert "draft" not in words_of(staff_copy)


def test_it_links_each_module_and_names_each_exercise(staff_copy):
    words = words_of(staff_copy)

    assert "1. [Listening](modules/01-listening.ipynb). About 10 minutes." in words
    assert "- What was heard. About 15 minutes. Do it after module 1." in words


def test_it_suggests_a_pace_and_sets_no_limit(staff_copy):
    assert "There are no time limits.\nWe suggest one module a week," in words_of(staff_copy)


def test_it_sends_nobody_to_a_menu_that_the_course_switches_off(staff_copy):
    words = words_of(staff_copy)

    assert "You start it in the course, under Exercises, and you hand it in there." in words
    assert "nbgrader" not in words.lower()


def test_a_title_that_is_a_question_keeps_its_own_sign(staff_copy, assessment_yaml, replace_in):
    replace_in(assessment_yaml, 'title: "What was heard"', 'title: "What was heard?"')

    assert "- What was heard? About 15 minutes." in words_of(staff_copy)


def test_it_asks_where_the_learner_works_only_if_the_course_does(staff_copy):
    assert 'activity("your-setting")' in words_of(staff_copy)

    path = staff_copy / "course" / "course.yaml"
    path.write_text(path.read_text().split("activities:")[0])

    assert "activity(" not in words_of(staff_copy)


def test_it_says_what_completes_the_course_by_the_courses_own_rule(staff_copy, replace_in):
    path = staff_copy / "course" / "course.yaml"
    replace_in(path, "objective_percent: 75", "objective_percent: 60")

    assert (
        "## What completes the course\n\n"
        "To complete this course, complete every module and hand in each exercise.\n"
        "Across the questions of all exercises, you need 60% right, and Sound or higher for each"
        " part that you write." in words_of(staff_copy)
    )
