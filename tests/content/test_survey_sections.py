"""In the course, a low answer of one's own leads to the part that comes to it."""

from dataclasses import replace

import pytest
from shipped import COURSE, ROOT

from coprod_training.activities.rating_grid import RatingGrid
from coprod_training.activities.resource_finder import ResourceFinder
from coprod_training.content.course import load_course
from coprod_training.content.own_view import own_view
from coprod_training.content.publish import publish
from coprod_training.content.survey_sections import FILE, load_survey_sections, with_gaps
from coprod_training.errors import ContentProblems


def of_kind(kind):
    return next(
        (module, one)
        for module in COURSE.modules
        for one in module.activities
        if isinstance(one, kind) and getattr(one, "phase", "pre") == "pre"
    )


def seen(activity, answers=None):
    module, check = of_kind(RatingGrid)
    kept = {(module.id, check.id): answers}
    return own_view(COURSE, activity, lambda slug, name: kept.get((slug, name)))


def test_the_self_check_knows_where_the_course_comes_to_each_low_answer():
    _, check = of_kind(RatingGrid)
    leads = {one["item"]: one for one in seen(check)["leads"]}

    assert leads["DES1"]["values"] == ["0", "1", "2"]
    assert leads["DES1"]["sections"] == [
        {
            "text": "Module 5, Rewrite a form",
            "href": "#/module/design-together/Rewrite-a-form",
        }
    ]
    assert all(one["sections"] for one in leads.values())
    assert set(leads) == {item.id for item, _ in with_gaps(COURSE.instrument)} & {
        row.id for row in check.rows()
    }


def test_the_resource_finder_has_only_what_one_answered_low_in_ones_own_gaps():
    _, finder = of_kind(ResourceFinder)
    answers = {"DES1": "4", "PRO1": "0", "PRO2": "3", "DEL1": "3", "EVA1": "0", "EVA2": "9"}

    view = seen(finder, answers)

    assert view["gaps"] == ["promotion", "evaluation"]
    assert [one["item"] for one in view["leads"]] == ["PRO1", "EVA1"]


@pytest.mark.parametrize("answers", [None, {"DES1": "77"}])
def test_without_a_self_check_that_fits_nothing_leads_on(answers):
    _, finder = of_kind(ResourceFinder)

    assert seen(finder, answers)["leads"] == []


def test_a_course_without_the_file_leads_nowhere(tmp_path):
    assert load_survey_sections(tmp_path / FILE).of("DES1") is None


def test_learners_get_the_file(staff_copy, tmp_path):
    (staff_copy / "course" / FILE).write_text("none_yet: []\n")

    publish(staff_copy, tmp_path / "published")

    assert (tmp_path / "published" / "course" / FILE).is_file()


def test_a_file_that_cannot_be_read_reaches_no_learner(staff_copy, tmp_path):
    (staff_copy / "course" / FILE).write_text("non_yet: []\n")

    with pytest.raises(ContentProblems):
        publish(staff_copy, tmp_path / "published")

    assert not (tmp_path / "published").exists()


def test_nothing_leads_to_a_module_that_the_course_does_not_have():
    _, check = of_kind(RatingGrid)
    short = replace(COURSE, modules=COURSE.modules[:2])
    leads = own_view(short, check, lambda slug, name: None)["leads"]

    there = {module.id for module in short.modules}
    answers = load_survey_sections(ROOT / "course" / FILE).answers
    lead = {one["item"] for one in leads if one["sections"]}
    assert lead == {
        item
        for answer in answers
        if not there.isdisjoint(section.module for section in answer.sections)
        for item in answer.items
    }
    assert "DES3" in lead


def test_an_earlier_copy_that_has_such_a_file_still_opens(staff_copy, tmp_path):
    publish(staff_copy, tmp_path / "published")
    course = tmp_path / "published" / "course"
    (course / FILE).write_text("non_yet: []\n")

    assert load_course(course).is_published
