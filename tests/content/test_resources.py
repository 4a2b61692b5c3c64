"""The list of resources, from its file to the page, and the learner's own place to begin."""

import pytest
from shipped import COURSE

from coprod_training.activities.rating_grid import RatingGrid
from coprod_training.activities.resource_finder import ResourceFinder
from coprod_training.content.own_view import own_view
from coprod_training.content.resources import (
    NOT_CHECKED,
    TERMS_NOT_READ,
    ResourceList,
    load_resources,
    scale_areas,
    with_resources,
)
from coprod_training.errors import ContentProblems

LISTED = """\
note: We read copies.
waiting: {title: "Their list: waiting", text: It is still to come.}
needs:
  - {id: start, text: Making a start}
resources:
  - id: a-guide
    title: A guide
    owner: An organisation
    about: It helps with forms.
    areas: [design]
    settings: [smi]
    needs: [start]
    link: https://example.org/first
    facts: [F001]
    licence: null
    checked_on: null
  - id: a-group
    title: A group
    owner: An organisation
    about: It meets.
    areas: [design]
    settings: [smi]
    needs: [start]
    link: https://example.org/first
    facts: [F001]
    licence: Free to copy with its name.
    checked_on: "2026-11-23"
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "resources.yaml"
    file.write_text(LISTED)
    return file


@pytest.fixture
def finder(path):
    bare = ResourceFinder(id="find-one", title="Find", question="Which one?")
    return with_resources(bare, load_resources(path), COURSE.instrument, {"smi": "SMI"})


def test_a_course_without_a_list_has_an_empty_one(tmp_path):
    assert load_resources(tmp_path / "resources.yaml") == ResourceList()


def test_a_key_that_is_missing_is_told_with_its_line(path):
    path.write_text(LISTED.replace("    owner: An organisation\n", "", 1))

    with pytest.raises(ContentProblems) as caught:
        load_resources(path)
    (problem,) = caught.value.problems
    assert (problem.line, problem.what) == (6, 'The key "owner" is missing.')


def test_a_list_that_changed_is_read_again(path):
    before = load_resources(path)
    path.write_text(LISTED.replace("A guide", "Another guide"))
    path.touch()

    assert before.resources[0].title == "A guide"
    assert load_resources(path).resources[0].title == "Another guide"


def test_what_nobody_has_checked_says_so_and_what_was_checked_says_when(finder):
    guide, group = finder.resources

    assert (guide.checked, guide.licence) == (NOT_CHECKED, TERMS_NOT_READ)
    assert group.checked == "Link checked on Monday 23 November 2026."
    assert group.licence == "Free to copy with its name."


def test_the_filters_are_the_areas_of_the_survey_the_settings_and_the_needs(finder):
    assert [one.text for one in finder.areas] == ["Design", "Promotion", "Delivery", "Evaluation"]
    assert [one.id for one in finder.settings] == ["smi"]
    assert [one.text for one in finder.needs] == ["Making a start"]
    assert [area.id for area in scale_areas(COURSE.instrument)] == [one.id for one in finder.areas]


def test_other_kinds_come_back_as_they_are():
    _, setting = COURSE.find("your-setting")

    assert with_resources(setting, ResourceList(), COURSE.instrument, {}) is setting


def seen(finder, answers):
    return own_view(COURSE, finder, lambda slug, name: answers.get((slug, name)))


def check():
    return next(
        (module, one)
        for module in COURSE.modules
        for one in module.activities
        if isinstance(one, RatingGrid) and one.phase == "pre"
    )


def test_the_areas_with_the_lowest_steps_of_the_self_check_are_the_gaps(finder):
    module, one = check()
    answers = {"DES1": "4", "PRO1": "0", "DEL1": "3", "EVA1": "0", "EVA2": "9"}

    view = seen(finder, {(module.id, one.id): answers})

    assert view["gaps"] == ["promotion", "evaluation"]
    assert view["self_check"] == {
        "title": one.title,
        "module": module.title,
        "minutes": one.minutes,
    }


@pytest.mark.parametrize("answers", [None, {"DES1": "77"}, {"GONE1": "1"}])
def test_without_a_self_check_that_fits_there_are_no_gaps_to_speak_of(finder, answers):
    module, one = check()

    view = seen(finder, {(module.id, one.id): answers})

    assert view["gaps"] is None
    assert view["self_check"]["title"] == one.title


@pytest.mark.parametrize(("chosen", "shown"), [("smi", "smi"), ("gone", ""), (None, ""), ([], "")])
def test_the_list_begins_with_the_learners_setting(finder, chosen, shown):
    assert seen(finder, {("course", "your-setting"): chosen})["setting"] == shown


def test_only_the_resource_finder_is_told_of_other_answers():
    _, setting = COURSE.find("your-setting")

    assert own_view(COURSE, setting, lambda slug, name: pytest.fail(name)) == {}
