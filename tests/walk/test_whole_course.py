"""Every module in every setting, by keyboard alone: each activity answered, kept, and there again.

Axe looks at each section as it was left, the browser's console stays silent, and
nothing is asked of another host.
"""

import random
from urllib.parse import urlsplit

import pytest
from keyboard import activities_here, at, next_page
from lab.served import keep
from learner.visiting import Visit
from one_of_each_kind import KINDS, PICTURE
from opened import ROOT, opened
from playwright.sync_api import expect

from coprod_training.content.course import load_course

pytestmark = [pytest.mark.slow, pytest.mark.browser]
COURSE = load_course(ROOT / "course")
SETTINGS = [setting.id for setting in COURSE.info.settings]
SEED = 20261126


@pytest.mark.sampled(1)
@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("module", [module.id for module in COURSE.modules])
def test_a_module_is_taken_by_keyboard_kept_and_there_again(
    browser, tmp_path, module, setting, record_property
):
    said, hosts, chance = [], set(), random.Random(SEED)
    with opened(tmp_path / "coprod", course=ROOT) as server:
        keep(server, "your-setting", setting)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("request", lambda one: hosts.add(urlsplit(one.url).hostname or "127.0.0.1"))
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        visit = Visit(server, page).open(f"module/{module}")
        left, found = take(visit, chance)
        visit.open(f"module/{module}")
        there = look_again(visit, {*left})

    own = {activity.id for activity in COURSE.module(module).activities}
    assert own <= {*left}, "an activity stands on no page"
    assert there == left
    assert found == []
    assert said == []
    assert hosts <= {"127.0.0.1"}, "something was asked of another host"
    record_property("cases", len(left))


def take(visit, chance):
    """Go through a module; what each activity looks like then, and what axe finds."""
    left, found = {}, []
    while True:
        for name in activities_here(visit.page):
            _, activity = COURSE.find(name)
            section = at(visit.page, name)
            KINDS[activity.kind][2](visit.page, section, chance)
            expect(section.locator(".cp-save[data-state=saved]")).to_be_visible(timeout=15_000)
            left[name] = section.evaluate(PICTURE)
        found += visit.axe()
        if not next_page(visit.page).startswith("Next: "):
            return left, found


def look_again(visit, wanted):
    """What the wanted activities look like, on a page that was loaded anew."""
    there = {}
    while True:
        for name in activities_here(visit.page):
            there[name] = at(visit.page, name).evaluate(PICTURE)
        if {*there} >= wanted or not next_page(visit.page).startswith("Next: "):
            return there
