"""Every page of ours by screen reader, by keyboard, narrow, dark, and in forced colours."""

import pytest
from by_tab import FROM_THE_TOP, faults_of, walk_with_tab
from lab.served import TASK, keep
from opened import ROOT
from pages_of_ours import OURS
from playwright.sync_api import expect
from visiting import CUT_OFF, MODULE, MODULE_SECTIONS, OF_COLOURS, TASK_SECTIONS, Visit

from coprod_training.content.course import load_course

pytestmark = [pytest.mark.slow, pytest.mark.browser]
OPENED = {"your-setting": "Change your setting", "survey-consent": "Read about it and choose"}
LESSON_PLACES = [f"module/{MODULE}/{one}" for one in MODULE_SECTIONS]
SAMPLE = 3  # pages of about twenty in `make test`; all of them in `make proof`
NAMED = {"group", "radiogroup", "form", "textbox"}


@pytest.fixture(scope="module")
def phone(server, profile):
    """A tab as narrow as a phone from the first moment on."""
    page = profile.new_page()
    page.set_viewport_size({"width": 360, "height": 640})
    return Visit(server, page).open("help")


# ------------------------------------------------------------------------------- what axe finds


@pytest.mark.drawn
def test_axe_finds_nothing_on_the_welcome_where_links_look_like_links_from_the_first_on(visit):
    """JupyterLab takes the line and the colour off links; the course's keep theirs."""
    assert visit.open().axe_in_colours() == []

    plain = visit.page.get_by_role("link", name="My data")
    expect(plain).to_have_css("text-decoration-line", "underline")
    button = visit.body.locator("a.cp-btn").first
    words = button.evaluate("node => getComputedStyle(node).color")
    plain.hover()
    expect(plain).to_have_css("text-decoration-line", "underline")
    button.hover()
    visit.page.wait_for_timeout(300)
    assert button.evaluate("node => getComputedStyle(node).color") == words
    assert visit.axe(OF_COLOURS) == []


@pytest.mark.sampled(SAMPLE)
@pytest.mark.parametrize("place", [*LESSON_PLACES, *OURS])
def test_axe_finds_nothing_in_any_colours(tab, place):
    tab.go(place)

    assert tab.axe_in_colours() == []


@pytest.mark.drawn
def test_axe_finds_nothing_on_an_exercise_at_each_stage_and_on_home(tab):
    course = load_course(ROOT / "course")
    keep(tab.server, "your-setting", "smi")
    tab.come_back()
    for name, words in OPENED.items():
        tab.body.locator("summary", has_text=words).press("Enter")
        tab.activity(name).locator("fieldset").first.wait_for()
    found = {"home": tab.looked_at()}
    found["not started"] = tab.go(f"exercise/{TASK}").axe_in_colours()
    tab.start()
    for section in TASK_SECTIONS:
        tab.go(f"exercise/{TASK}/{section}")
        found[section] = tab.axe_in_colours()
        found[f"questions of {section}"] = without_their_question(tab, course)
    tab.page.get_by_role("button", name="Hand in").click()
    tab.page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)
    found["receipt"] = tab.settled().axe_in_colours()
    found["narrow receipt"] = tab.narrow(320)

    assert {name: faults for name, faults in found.items() if faults} == {}


# ------------------------------------------------------------- what a screen reader is told (L20)


def without_their_question(visit, course):
    """Activities on the page of which no group, form or field is named by its question."""
    shown = visit.page.locator("[data-activity]:visible").evaluate_all(
        "all => all.filter(one => one.dataset.kind).map(one => one.dataset.activity)"
    )
    named = {name for role, name in visit.spoken() if role in NAMED}
    known = {activity.id: activity for _, activity in course.activities()}
    return [one for one in shown if one in known and known[one].question not in named]


@pytest.mark.sampled(SAMPLE)
@pytest.mark.parametrize("place", ["", *LESSON_PLACES])
def test_every_group_is_named_by_its_question(tab, place, workspace):
    course = load_course(workspace / "learner" / ".coprod" / "course")
    tab.go(place)
    groups = [name for role, name in tab.spoken() if role in {"group", "radiogroup"}]
    legends = tab.page.locator("fieldset:visible > legend").all_inner_texts()

    assert without_their_question(tab, course) == []
    assert [words for words in legends if words.strip() not in groups] == []
    assert tab.page.locator("fieldset:visible").count() == len(legends)
    assert groups.count("") <= tab.page.locator("details:visible").count()


# --------------------------------------------------------------------------- by keyboard (L18)


@pytest.mark.sampled(SAMPLE)
@pytest.mark.parametrize("place", ["", *LESSON_PLACES, *OURS, f"exercise/{TASK}"])
def test_tab_goes_through_the_page_in_order_is_seen_and_is_never_caught(tab, place):
    tab.go(place)

    stops = walk_with_tab(tab)

    assert len(stops) > 8
    assert faults_of(stops) == {}
    assert "cp-skip" in stops[0]["words"]


def test_a_ring_that_is_gone_is_found_also_around_what_is_chosen_and_the_page_one_is_on(tab):
    """Both have a shadow of their own, which is no sign of the focus."""
    box = tab.go(f"module/{MODULE}/your-turn").activity("peer-leaflet").get_by_role("checkbox")
    box.first.check()
    style = tab.page.add_style_tag(content=":is(.cp, .cp *) { outline: 0 !important }")

    stops = walk_with_tab(tab)

    style.evaluate("node => node.remove()")
    assert len(stops) > 8
    assert [one["words"] for one in stops if one["ring"]] == []


def test_the_skip_link_goes_past_the_menu_to_the_page(tab):
    tab.go(f"module/{MODULE}/six-steps")
    tab.page.evaluate(FROM_THE_TOP)

    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")

    assert tab.page.evaluate("document.activeElement.matches('.coprod-lesson h1')")
    assert tab.page.url.endswith("six-steps")


# ---------------------------------------------------------------- narrow, and at 400 % (L21)


@pytest.mark.sampled(SAMPLE)
@pytest.mark.parametrize("place", ["", *LESSON_PLACES, *OURS, f"exercise/{TASK}"])
def test_nothing_scrolls_sideways_and_nothing_is_cut_off(tab, place):
    tab.go(place)

    assert tab.narrow(360) == []
    assert tab.narrow(320, 256) == []  # a window of 1,280 at 400 %


@pytest.mark.parametrize(("width", "height"), [(320, 256), (640, 360)])
def test_the_bar_leaves_the_window_to_the_page_at_400_percent(tab, width, height):
    tab.go("help")
    tab.page.set_viewport_size({"width": width, "height": height})
    tab.page.wait_for_timeout(300)
    bar = tab.page.locator("#jp-header-panel").bounding_box()["height"]
    menu = tab.page.get_by_role("button", name="Course menu").bounding_box()["height"]
    tab.page.set_viewport_size({"width": 1280, "height": 900})

    assert bar <= height / 4
    assert menu >= 44


def test_words_grow_with_the_text_size_of_the_browser(tab):
    words = ".cp-main p:visible, .coprod-lesson .jp-RenderedMarkdown p:visible"
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    places = ["", f"module/{MODULE}/six-steps", f"module/{MODULE}/sort-it-yourself", "my-data"]
    before = {place: tab.go(place).page.locator(words).first.evaluate(size) for place in places}

    client = tab.page.context.new_cdp_session(tab.page)
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})  # "very large" is 24

    after, cut_off = {}, {}
    for place in places:
        after[place] = tab.go(place).page.locator(words).first.evaluate(size)
        cut_off[place] = tab.page.evaluate(CUT_OFF)
    client.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})

    # Less than twice where the page takes its narrow form for it.
    assert [place for place in places if after[place] < 1.7 * before[place]] == []
    assert cut_off == {place: [] for place in places}


def test_on_a_phone_the_menu_opens_above_the_page_and_closes_on_the_way(phone):
    phone.go("help")
    menu = phone.page.get_by_role("button", name="Course menu")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(phone.panel).not_to_be_visible()

    menu.press("Enter")

    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(menu).to_be_focused()
    expect(phone.panel).to_be_visible()
    panel, page = phone.panel.bounding_box(), phone.body.bounding_box()
    assert panel["y"] + panel["height"] <= page["y"] + 1
    assert phone.axe() == []
    assert phone.page.evaluate(CUT_OFF) == []

    phone.panel.get_by_role("link", name="My data").last.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(phone.panel).not_to_be_visible()
    assert phone.focused() == "My data"


def test_on_a_phone_every_page_can_be_walked_with_tab(phone):
    phone.page.set_viewport_size({"width": 320, "height": 480})
    faults = {}
    for place in ["", f"module/{MODULE}/your-turn", f"module/{MODULE}/sort-it-yourself", "my-data"]:
        phone.go(place)
        found = faults_of(walk_with_tab(phone))
        if found:
            faults[place] = found

    assert faults == {}


@pytest.mark.parametrize("width", [1280, 360])
def test_a_heading_that_takes_the_focus_is_never_under_the_bar(phone, width):
    phone.page.set_viewport_size({"width": width, "height": 640})
    phone.go()
    under = []
    for place in [f"module/{MODULE}?at=what-to-ask", f"module/{MODULE}?at=ladder-sort", "help"]:
        phone.go(place)
        phone.page.wait_for_function("document.activeElement.matches('h1, h2, h3')")
        phone.page.wait_for_timeout(300)
        if phone.page.evaluate(
            "document.activeElement.getBoundingClientRect().top"
            " < document.querySelector('#jp-header-panel').getBoundingClientRect().bottom"
            " || document.activeElement.getBoundingClientRect().bottom > innerHeight"
        ):
            under.append(place)

    assert under == []
