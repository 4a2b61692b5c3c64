"""What a learner and a screen reader meet: a page to read and answer, and no programming tool."""

from itertools import pairwise

import pytest
from pages_of_ours import OURS
from visiting import MODULE, MODULE_SECTIONS, TASK

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
PLACES = ["", *(f"module/{MODULE}/{one}" for one in MODULE_SECTIONS), *OURS]
# Watches from the first moment: is anything of JupyterLab's own seen, also for a blink?
WATCH = """
  window.seenFurniture = new Set();
  const names = '.jp-NotebookPanel-toolbar, .jp-InputArea-editor, .cm-content, #jp-menu-panel, ' +
    '.lm-DockPanel-tabBar, .jp-SideBar, .jp-DirListing, .jp-Launcher, .jp-Dialog, ' +
    '#jp-bottom-panel, #jupyterlab-splash, link[rel=icon]:not([href$="icon.svg"])';
  window.firstWords = '';
  const look = () => {
    for (const one of document.querySelectorAll(names))
      if (one.localName === 'link' ||
          one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().height)
        window.seenFurniture.add(one.className || one.id);
    if (/Jupyter/.test(document.title)) window.seenFurniture.add(document.title);
    window.firstWords ||= document.body?.innerText.trim() ?? '';
    requestAnimationFrame(look);
  };
  look();
"""


@pytest.mark.sampled(1)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_of_a_programming_tool_is_told_to_a_screen_reader(tab, place):
    tab.go(place)

    assert tab.foreign() == []
    assert tab.page.locator(".cm-editor").count() == 0  # see unseen_editor.ts


def test_the_same_holds_for_an_exercise(tab):
    tab.go(f"exercise/{TASK}")
    assert tab.foreign() == []

    tab.start()

    assert tab.foreign() == []
    assert tab.activity("job-guide-step").count() == 1


def test_questions_appear_and_answer_with_no_click_on_run(tab):
    tab.go(f"module/{MODULE}/check-a-claim")

    tab.activity("what-to-ask").get_by_role("checkbox").first.check()
    tab.activity("what-to-ask").get_by_role("button", name="Check my answer").click()

    tab.saved("what-to-ask")


def test_furniture_of_jupyterlab_is_not_seen_even_for_a_blink(visit):
    visit.page.add_init_script(WATCH)

    visit.open()
    visit.go(f"module/{MODULE}")
    visit.go("help")
    visit.go(f"module/{MODULE}/six-steps")
    visit.open(f"module/{MODULE}/sort-it-yourself")
    visit.page.wait_for_timeout(1000)

    assert visit.page.evaluate("[...window.seenFurniture]") == []
    assert visit.page.evaluate("window.firstWords") == "Opening your course…"


def test_each_page_has_one_main_heading_and_headings_in_order(tab):
    wrong = []
    for place in PLACES:
        tab.go(place)
        levels = [
            int(one["properties"]["level"])
            for one in tab.spoken_nodes()
            if one["role"] == "heading"
        ]
        # The panel's own headings come first; the page starts at its h1.
        page = levels[levels.index(1) :] if 1 in levels else []
        jumps = [b for a, b in pairwise(page) if b > a + 1]
        if levels.count(1) != 1 or jumps:
            wrong.append((place, levels))

    assert wrong == []
