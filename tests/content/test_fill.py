import shutil
from pathlib import Path

import pytest

from coprod_training.content.course import load_course
from coprod_training.content.fill import filled, with_keeping

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


def test_a_story_plan_says_what_the_service_says_of_itself(tmp_path):
    shutil.copytree(COURSE, tmp_path / "course")
    file = tmp_path / "course" / "course.yaml"
    words = file.read_text(encoding="utf-8")
    words = words.replace('who_can_reach: ""', "who_can_reach: Two people of a test team.")
    file.write_text(words.replace('backups_kept: ""', "backups_kept: 30 days"), encoding="utf-8")

    _, plan = load_course(tmp_path / "course").find("build-a-story-plan")

    assert "Who can reach your words there: Two people of a test team. How" in plan.keep_safe
    assert "How long backups keep them: 30 days. Emptying" in plan.keep_safe


def test_other_kinds_come_back_as_they_are(course):
    _, setting = course.find("your-setting")

    assert filled(setting, course.instrument) is setting
    assert with_keeping(setting, "Somebody", "A day") is setting
