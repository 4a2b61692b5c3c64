"""Every module in every setting, by keyboard alone: each activity answered and kept.

In the first setting all of it is there again on a page loaded anew, what a module needs is finished
from where it was left, and the course says that the module is complete. An exercise is gone through
in the same way; its end is the trainer's. One setting is in light colours, one in dark and one in
forced colours. Axe looks at some sections as they were left: in a full campaign at every one in
each of the colours, and in the first setting each is narrow too. The browser's console stays
silent, and nothing is asked of another host: not by the browser, over a WebSocket or by the server.
"""

import random
from getpass import getuser
from urllib.parse import urlsplit

import pytest
from finishing import FINISH
from keyboard import activities_here, at, goes_on, saved
from lab.served import ask, keep, released
from learner.visiting import COLOURS, Visit
from one_of_each_kind import KINDS, PICTURE
from opened import ROOT, opened, peers_of
from shipped import COURSE

from coprod_training.content.draw import drawn

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
SETTINGS = [setting.id for setting in COURSE.info.settings]
SEED = 20261126


@pytest.mark.sampled(1, always="deliver-together-primary-care")  # eight kinds; see also test_walk
@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("module", [module.id for module in COURSE.modules])
def test_a_module_is_taken_by_keyboard_and_is_there_again_and_finished(
    browser, tmp_path, module, setting, record_property, full_campaign
):
    about = COURSE.module(module)
    # An optional module has no core: it is complete when everything in it is done.
    needed = {one.id for one in about.activities if one.core or about.optional}
    with opened(tmp_path / "coprod", course=ROOT) as server:
        keep(server, "your-setting", setting)
        visit = Watched(server, browser).open(f"module/{module}")
        place = SETTINGS.index(setting)
        visit.show_in(COLOURS[place % len(COLOURS)])
        first, new_colours = place == 0, place < len(COLOURS)
        look = look_narrow_too if full_campaign and first else Watched.axe
        left, found = take(visit, look, full_campaign and new_colours)
        if first:
            there = look_again(visit.open(f"module/{module}"), {*left}, needed)
            rows = {one["id"]: one for one in ask(server, "api/course").data["modules"]}

    assert {one.id for one in about.activities} <= {*left}, "an activity stands on no page"
    assert found == []
    assert visit.heard() == ([], set())
    if first:
        assert there == left
        assert (rows[module]["state"], rows[module]["words"][-8:]) == ("done", "complete")
    record_property("cases", len(left))


@pytest.mark.sampled(0)
@pytest.mark.parametrize("task", [one.id for one in COURSE.assessments])
def test_an_exercise_is_taken_by_keyboard_and_there_again(browser, tmp_path, task, record_property):
    own = [one.activity.id for one in drawn(COURSE.assessment(task), getuser()).questions]
    workspace = released(tmp_path / "coprod", task, course=ROOT)
    with opened(workspace, course=ROOT) as server:
        visit = Watched(server, browser).open(f"exercise/{task}")
        visit.body.get_by_role("button", name="Start").press("Enter")
        visit.page.locator(".coprod-lesson").wait_for(timeout=60_000)
        visit.settled()
        left, found = take(visit, Watched.axe, True)
        visit.open(f"exercise/{task}")
        there = look_again(visit, {*left}, set())

    assert {*own} <= {*left}, "a question stands on no page"
    assert there == left
    assert found == []
    assert visit.heard() == ([], set())
    record_property("cases", len(left))


class Watched(Visit):
    """A visit that notes what the browser's console says, and whom the page asks."""

    def __init__(self, server, browser):
        self.said, self.hosts, self.asked = [], set(), 0
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.on("request", lambda one: self._asks(one.url))
        page.on("websocket", lambda one: self._asks(one.url))
        page.on("console", lambda one: self.said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        super().__init__(server, page)

    def heard(self):
        """What the console said, and the hosts elsewhere that were asked for something."""
        assert self.asked > 100, "nobody listened"
        return self.said, self.hosts - {"127.0.0.1"}

    def look_at_peers(self):
        """Note with whom the server and what it started are connected at this moment."""
        self.hosts |= peers_of(self.server)

    def _asks(self, address):
        self.asked += 1
        if not address.startswith(("data:", "blob:")):
            self.hosts.add(urlsplit(address).hostname)


def look_narrow_too(visit):
    """What is wrong with a page, also on a phone, and at 400 % of a small screen."""
    return [*visit.axe(), *visit.narrow(360), *visit.narrow(320, 256)]


def take(visit, look, everywhere):
    """Go through a notebook; what each activity looks like then, and what `look` finds.

    everywhere: it looks at every section; else at one in three of those that have an activity.
    """
    left, found, chance, with_some = {}, [], random.Random(SEED), 0
    while True:
        here = activities_here(visit.page)
        for name in here:
            section = at(visit.page, name)
            KINDS[kind_of(section)][2](visit.page, section, chance)
            saved(section)
            left[name] = section.evaluate(PICTURE)
        visit.look_at_peers()
        with_some += bool(here)
        if everywhere or (here and with_some % 3 == 1):
            found += look(visit)
        if not goes_on(visit.page):
            return left, found


def look_again(visit, wanted, needed):
    """What the wanted activities look like, on a page loaded anew; then those needed are done."""
    there = {}
    while True:
        for name in activities_here(visit.page):
            section = at(visit.page, name)
            there[name] = section.evaluate(PICTURE)
            if name in needed:
                FINISH[kind_of(section)](visit.page, section)
                saved(section)
        if {*there} >= wanted or not goes_on(visit.page):
            return there


def kind_of(section):
    return section.get_attribute("data-kind")
