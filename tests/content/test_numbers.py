"""A module that is optional has the number 0, which nobody reads, and completes nothing."""

import pytest

from coprod_training.content.check import problems
from coprod_training.content.course import load_course
from coprod_training.content.home_page import home_page
from coprod_training.content.numbers import counted, numbers_of
from coprod_training.content.own_view import section_in_words
from coprod_training.content.publish import publish
from coprod_training.content.scaffold import new_module
from coprod_training.content.survey_sections import Section


@pytest.fixture
def with_an_optional_one(staff_copy, replace_in):
    """The lesson as it is, and before it a module that may be left out."""
    new_module(staff_copy, "Before")
    info = staff_copy / "course" / "course.yaml"
    replace_in(info, "modules: [listening, before]", "modules: [before, listening]")
    yaml = staff_copy / "course" / "modules" / "before.yaml"
    replace_in(yaml, "outcomes:\n", "optional: true\noutcomes:\n")
    replace_in(yaml, "    core: true\n", "")
    modules = staff_copy / "modules"
    (modules / "02-before.ipynb").rename(modules / "00-before.ipynb")
    return staff_copy


def test_an_optional_module_is_number_0_and_the_others_count_from_1(with_an_optional_one):
    course = load_course(with_an_optional_one / "course")

    assert numbers_of(course.modules) == {"before": 0, "listening": 1}
    assert [module.id for module in counted(course.modules)] == ["listening"]
    assert problems(with_an_optional_one) == []


def test_the_next_new_module_is_numbered_after_those_that_count(with_an_optional_one):
    made = new_module(with_an_optional_one, "After")

    assert made.files[1].name == "02-after.ipynb"
    assert problems(with_an_optional_one) == []


def test_a_number_of_its_own_is_found(with_an_optional_one):
    modules = with_an_optional_one / "modules"
    (modules / "00-before.ipynb").rename(modules / "01-before.ipynb")

    (found,) = problems(with_an_optional_one)

    assert found.fix == "Call it 00-before.ipynb, or change the order there."


def test_learners_read_that_it_is_optional(with_an_optional_one, tmp_path):
    publish(with_an_optional_one, tmp_path / "out")
    course = load_course(tmp_path / "out" / "course")
    page = home_page(course, {"before": "modules/00.ipynb", "listening": "modules/01.ipynb"})
    words = "\n".join(part["source"] for part in page["cells"])

    assert course.module("before").optional
    assert "## Modules\n\n[Before](modules/00.ipynb).\nOptional.\nAbout 10 minutes.\n" in words
    assert "\n\n1. [Listening](modules/01.ipynb). About 10 minutes." in words
    assert "Do it after module 1." in words


def test_it_is_called_by_its_title_where_others_are_called_by_their_number(with_an_optional_one):
    course = load_course(with_an_optional_one / "course")
    sections = [Section(module=one.id, heading="A heading") for one in course.modules]

    said = [section_in_words(course, one) for one in sections]

    assert said == ["Before, A heading", "Module 1, A heading"]


def test_a_core_activity_in_an_optional_module_is_found(with_an_optional_one, replace_in):
    yaml = with_an_optional_one / "course" / "modules" / "before.yaml"
    line = replace_in(yaml, "    made_up: true\n", "    made_up: true\n    core: true\n")

    (found,) = problems(with_an_optional_one)

    assert (found.path, found.line) == (yaml, line + 1)
    assert found.what == "This activity is core, and its module is optional."


def test_a_module_that_counts_without_a_core_activity_is_found(
    with_an_optional_one, module_yaml, replace_in
):
    replace_in(module_yaml, "    core: true\n", "")
    first = module_yaml.read_text(encoding="utf-8").splitlines().index("activities:") + 1

    (found,) = problems(with_an_optional_one)

    assert (found.path, found.line) == (module_yaml, first)
    assert found.what == "No activity of this module is core, so nothing completes it."


def test_an_exercise_of_an_optional_module_is_found(
    with_an_optional_one, assessment_yaml, replace_in
):
    line = replace_in(assessment_yaml, "module: listening", "module: before")

    (found,) = problems(with_an_optional_one)

    assert (found.path, found.line) == (assessment_yaml, line)
    assert found.what == 'This exercise belongs to "before", which is optional.'
