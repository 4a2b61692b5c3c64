from pathlib import Path

import pytest

from coprod_training.content.course import load_course
from coprod_training.content.fill import filled

COURSE = Path(__file__).parents[2] / "course"


@pytest.fixture(scope="module")
def course():
    return load_course(COURSE)


def test_the_self_check_gets_its_items_from_the_instrument_in_its_order(course):
    _, check = course.find("service-self-check")
    shown = [row.id for part in check.parts for row in part.rows]

    asked = [item.id for item in course.instrument.asked_in(check.phase)]
    assert shown == [name for name in asked if name.rstrip("0123456789") in check.groups]


def test_each_part_is_an_area_with_the_words_of_the_instrument(course):
    _, check = course.find("service-self-check")
    titles = {area.id: area.title for area in course.instrument.areas}

    assert [part.title for part in check.parts] == [titles[part.id] for part in check.parts]


def test_consent_gets_its_points_and_the_version_of_its_words(course):
    _, consent = course.find("survey-consent")

    assert consent.text_version == course.instrument.consent_text_version
    assert [row.id for row in consent.rows] == list(consent.items)
    assert len(consent.points) == len(course.instrument.consent_points)


def test_other_kinds_come_back_as_they_are(course):
    _, setting = course.find("your-setting")

    assert filled(setting, course.instrument) is setting
