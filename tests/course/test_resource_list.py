"""What holds for the resources that the course itself lists."""

import pytest

from coprod_training.activities.resource_finder import ResourceFinder
from coprod_training.content.facts import load_facts
from coprod_training.content.resources import load_resources


@pytest.fixture(scope="module")
def listed(root):
    return load_resources(root / "course" / "resources.yaml")


def finders(course):
    return [
        one for module in course.modules for one in module.activities if type(one) is ResourceFinder
    ]


def test_no_resource_claims_a_check_that_did_not_happen(listed):
    assert {(one.checked_on, one.licence) for one in listed.resources} == {(None, None)}


def test_every_resource_rests_on_facts_that_were_read(listed, root):
    facts = load_facts(root / "course" / "facts.yaml")

    assert {facts[name].confidence for one in listed.resources for name in one.facts} == {"A"}


def test_whatever_somebody_needs_there_is_something_in_each_setting(listed, course):
    for need in listed.needs:
        for setting in course.info.settings:
            fits = [
                one.id
                for one in listed.resources
                if need.id in one.needs and setting.id in one.settings
            ]
            assert fits, (need.id, setting.id)


def test_each_area_has_more_than_can_be_saved_in_each_setting(listed, course):
    for finder in finders(course):
        for area in finder.areas:
            for setting in course.info.settings:
                fits = [
                    one
                    for one in listed.resources
                    if area.id in one.areas and setting.id in one.settings
                ]
                assert len(fits) > finder.save, (area.id, setting.id)


def test_the_list_of_ips_grow_itself_is_shown_as_waiting(listed):
    assert listed.waiting.title == "IPS Grow's own list: waiting"


def test_the_finders_of_the_curriculum_are_there_and_need_not_be_done(course):
    assert [one.code for one in finders(course)] == ["M5-A4", "M7-A5", "M9-A4"]
    assert [one.check_back for one in finders(course)] == [False, False, True]
    assert not any(one.core for one in finders(course))
