import pytest

from coprod_training.content.course import load_course
from coprod_training.errors import ContentProblems, CourseNotFound, UnknownActivity


@pytest.fixture
def course(staff_copy):
    return load_course(staff_copy / "course")


def test_every_activity_knows_the_notebook_it_belongs_to(course):
    assert [(slug, activity.id) for slug, activity in course.activities()] == [
        ("course", "your-setting"),
        ("listening", "listening-next-step"),
        ("what-was-heard", "what-was-heard-question"),
        ("what-was-heard", "what-was-heard-reflection"),
    ]


def test_each_module_and_assessment_knows_its_file(course, module_yaml, assessment_yaml):
    assert [(file.path, one.id) for file, one in course.module_files()] == [
        (module_yaml, "listening")
    ]
    assert [(file.path, one.id) for file, one in course.assessment_files()] == [
        (assessment_yaml, "what-was-heard")
    ]


def test_an_activity_that_does_not_exist_is_refused_in_words(course):
    with pytest.raises(UnknownActivity, match='This course has no activity called "nothing"'):
        course.find("nothing")


def test_a_folder_without_a_course_says_what_to_give(tmp_path):
    with pytest.raises(CourseNotFound) as caught:
        load_course(tmp_path)

    assert str(caught.value) == (
        f"{tmp_path}\n  There is no course here.\n"
        "  Give the folder that holds course.yaml, or leave the option out."
    )


def test_mistakes_of_all_files_are_given_together(
    staff_copy, module_yaml, assessment_yaml, replace_in
):
    replace_in(module_yaml, "minutes: 10", "minutes: ten")
    replace_in(assessment_yaml, "points: 1", "points: one")

    with pytest.raises(ContentProblems) as caught:
        load_course(staff_copy / "course")

    assert [p.path for p in caught.value.problems] == [module_yaml, assessment_yaml]


def test_a_file_that_was_renamed_without_its_id_is_found(staff_copy, module_yaml, replace_in):
    line = replace_in(module_yaml, "id: listening\n", "id: other\n")

    with pytest.raises(ContentProblems) as caught:
        load_course(staff_copy / "course")

    (problem,) = caught.value.problems
    assert problem.line == line
    assert problem.what == 'The id is "other", but the file is called "listening".'
