"""However a learner comes to a page, and however often it is open, there is one state."""

import json
import shutil
import urllib.request

import pytest
from lab.served import ask
from playwright.sync_api import expect
from visiting import MODULE, Visit

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
LESSON = "modules/01-what-co-production-is.ipynb"
PLAIN = "plain.ipynb"


def stored_layout(server, *paths):
    """What JupyterLab leaves behind when these notebooks were open, the last one in front."""
    dock = {"type": "tab-area", "currentIndex": 0, "widgets": [f"notebook:{p}" for p in paths]}
    main = {"dock": dock, "current": f"notebook:{paths[-1]}"}
    data = {"layout-restorer:data": {"main": main, "mode": "multiple-document"}} | {
        f"notebook:{path}": {"data": {"path": path, "factory": "Notebook"}} for path in paths
    }
    request = urllib.request.Request(
        f"{server.base}lab/api/workspaces/default",
        method="PUT",
        data=json.dumps({"data": data, "metadata": {"id": "default"}}).encode(),
        headers={"Authorization": f"token {server.token}"},
    )
    urllib.request.urlopen(request).close()


def in_the_middle(page):
    """The ids of what stands in JupyterLab's main area."""
    return page.evaluate(
        "[...document.querySelectorAll('#jp-main-dock-panel > .jp-MainAreaWidget')]"
        ".map(one => one.id === 'coprod-main' ? 'ours' : one.id)"
    )


@pytest.fixture
def plain(workspace):
    """A notebook of the learner's own, which writes a file when it is run."""
    notebook = json.loads((workspace / "learner" / LESSON).read_text())
    written = workspace / "written"
    code = {"cell_type": "code", "execution_count": None, "id": "own", "metadata": {}}
    code |= {"outputs": [], "source": [f"open({str(written)!r}, 'w').write('x')"]}
    notebook["cells"].insert(0, code)
    (workspace / "learner" / PLAIN).write_text(json.dumps(notebook))
    yield written
    (workspace / "learner" / PLAIN).unlink()


def test_what_an_earlier_visit_left_open_does_not_come_back(visit, plain):
    stored_layout(visit.server, LESSON, PLAIN)

    visit.page.goto(f"{visit.server.base}lab?token={visit.server.token}")
    visit.settled()
    visit.page.wait_for_timeout(5000)

    assert in_the_middle(visit.page) == ["ours"]
    assert visit.page.locator(".jp-NotebookPanel").count() == 0
    assert not plain.exists()


def test_the_same_when_the_address_names_a_lesson_of_that_layout(visit, plain):
    stored_layout(visit.server, PLAIN, LESSON)

    visit.page.goto(f"{visit.server.base}lab?token={visit.server.token}#/module/{MODULE}/six-steps")
    visit.settled()

    expect(visit.page.get_by_role("heading", name="Two questions and six steps")).to_be_visible()
    assert visit.page.locator(".jp-NotebookPanel").count() == 1
    assert not plain.exists()


def test_a_reload_keeps_the_page_and_the_section(tab):
    tab.go(f"module/{MODULE}/worked-example")

    tab.page.reload()
    tab.settled()

    assert tab.page.url.endswith(f"#/module/{MODULE}/worked-example")
    expect(tab.page.get_by_role("heading", name="One letter at five steps")).to_be_visible()
    assert tab.page.locator(".jp-NotebookPanel").count() == 1


def test_back_and_forward_go_through_sections_and_pages(tab):
    tab.go("my-data")
    tab.go()
    tab.go(f"module/{MODULE}/six-steps")
    tab.page.get_by_role("link", name="Next: One letter at five steps").click()
    tab.settled()
    tab.go("help")
    seen = []
    for way in ("back", "back", "back", "forward", "forward", "forward"):
        tab.page.go_back() if way == "back" else tab.page.go_forward()
        tab.page.wait_for_timeout(100)
        tab.settled()
        place = ".coprod-lesson .jp-Cell:not(.cp-away) h2" if tab.in_lesson() else "h1"
        seen.append(tab.page.locator(f"{place}:visible").first.inner_text())

    steps = ["One letter at five steps", "Two questions and six steps"]
    assert seen == [*steps, "Welcome", *reversed(steps), "Help"]
    assert in_the_middle(tab.page) == ["ours"]


@pytest.fixture(scope="module")
def other(server, profile):
    """A second tab of the same person."""
    return Visit(server, profile.new_page()).open()


def test_two_tabs_of_one_lesson_show_one_answer(tab, other):
    tabs = (tab.go(f"module/{MODULE}/your-turn"), other.go(f"module/{MODULE}/your-turn"))

    for turn, value in enumerate(("tell-why", "more-views", "thank-group", "agree-words")):
        here, there = tabs[turn % 2], tabs[1 - turn % 2]
        here.activity("peer-leaflet").locator(f"input[value={value}]").check()
        here.saved("peer-leaflet")

        expect(there.activity("peer-leaflet").locator(f"input[value={value}]")).to_be_checked()


def test_two_tabs_of_one_lesson_show_one_count(tab, other):
    tab.go(f"module/{MODULE}/your-turn")
    other.go("help")

    tab.activity("peer-leaflet").get_by_role("checkbox").nth(1).check()
    tab.activity("peer-leaflet").get_by_role("button", name="Check my answer").click()
    tab.saved("peer-leaflet")

    words = ask(tab.server, "api/course").data["progress"]["words"]
    assert words.startswith("1 of")
    expect(tab.panel.locator(".cp-panel__far")).to_have_text(words)
    expect(other.panel.locator(".cp-panel__far")).to_have_text(words)


def test_leaving_a_lesson_in_one_tab_does_not_stop_it_in_another(tab, other):
    tab.go(f"module/{MODULE}/check-a-claim")
    other.go(f"module/{MODULE}/check-a-claim")

    tab.go("help")
    other.page.wait_for_timeout(1000)
    question = other.activity("what-to-ask")
    question.get_by_role("checkbox").first.check()
    question.get_by_role("button", name="Check my answer").click()

    other.saved("what-to-ask")
    expect(question.locator(".cp-fb")).to_be_visible()


def test_a_reload_in_the_middle_of_a_scenario_shows_the_way_so_far(tab):
    tab.go(f"module/{MODULE}/practise-honesty")
    scenario = tab.activity("deadline-friday")
    chosen = scenario.locator(".cp-opt").first.inner_text()
    scenario.locator(".cp-opt").first.click()
    tab.saved("deadline-friday")
    so_far = scenario.locator("ol").first.inner_text()
    now = scenario.get_by_role("heading").all_inner_texts()

    tab.page.reload()
    tab.settled()

    assert chosen.splitlines()[0] in so_far
    expect(scenario.locator("ol").first).to_have_text(so_far, use_inner_text=True)
    assert scenario.get_by_role("heading").all_inner_texts() == now


def test_what_is_being_answered_survives_a_change_of_section(tab):
    tab.go(f"module/{MODULE}/your-turn")
    box = tab.activity("peer-leaflet").get_by_role("checkbox").nth(2)
    before = box.is_checked()
    box.set_checked(not before)

    tab.go(f"module/{MODULE}/summary")
    tab.go("help")
    tab.go(f"module/{MODULE}/your-turn")

    expect(box).to_be_checked(checked=not before)


def test_a_lesson_that_cannot_be_read_says_so_and_comes_by_itself(tab, workspace):
    lesson, away = workspace / "learner" / LESSON, workspace / "away.ipynb"
    tab.go("help")
    shutil.move(lesson, away)
    try:
        tab.page.evaluate("place => { location.hash = place; }", f"#/module/{MODULE}/six-steps")
        calm = tab.page.get_by_role("heading", name="The course cannot be reached at the moment")
        calm.wait_for()
        expect(tab.panel.locator("[aria-current]")).to_contain_text("What co-production is")
        assert tab.looked_at() == []
    finally:
        shutil.move(away, lesson)

    tab.settled()
    expect(tab.page.get_by_role("heading", name="Two questions and six steps")).to_be_visible()
    expect(calm).not_to_be_visible()


def test_going_on_before_a_lesson_is_there_leaves_no_lesson_behind(visit):
    visit.open("help")

    visit.page.evaluate("place => { location.hash = place; }", f"#/module/{MODULE}/six-steps")
    visit.page.wait_for_timeout(30)
    visit.page.evaluate("location.hash = '#/my-data'")
    visit.page.wait_for_timeout(3000)

    expect(visit.body.get_by_role("heading", level=1)).to_have_text("My data")
    assert visit.page.locator(".jp-NotebookPanel").count() == 0
    visit.go(f"module/{MODULE}/six-steps")
    expect(visit.page.get_by_role("heading", name="Two questions and six steps")).to_be_visible()


def test_two_sections_asked_for_at_once_open_one_lesson_at_the_last(tab):
    tab.go("help")

    tab.page.evaluate("place => { location.hash = place; }", f"#/module/{MODULE}/six-steps")
    tab.page.wait_for_timeout(30)
    tab.go(f"module/{MODULE}/summary")

    expect(tab.page.get_by_role("heading", name="What to take away")).to_be_visible()
    assert tab.page.locator(".cp-lesson__foot").count() == 1


def test_who_only_reads_is_told_once_that_the_connection_is_gone_and_back(tab):
    tab.go("help")
    notice = tab.page.locator(".cp-connection")
    # There for a screen reader, and nothing to see.
    expect(notice.get_by_role("status")).to_have_text("")
    assert notice.bounding_box()["width"] <= 1

    tab.page.context.set_offline(True)
    expect(notice.get_by_role("status")).to_contain_text("You are not connected.")
    assert tab.axe() == []
    tab.page.context.set_offline(False)

    expect(notice.get_by_role("status")).to_have_text("You are connected again.", timeout=20_000)
