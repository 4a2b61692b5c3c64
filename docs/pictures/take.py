"""Takes the pictures in the documents from the running course: python docs/pictures/take.py.

A contributor's way and a learner's, with a real server and nbgrader, in workspaces that are thrown
away.
"""

import sys
import tempfile
from argparse import ArgumentParser
from getpass import getuser
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

HERE = Path(__file__).parent
sys.path += [str(HERE.parents[1] / "tests" / "walk"), str(HERE.parents[1] / "tests")]

import chromium  # noqa: E402 (the path is set above)
from contributors_way import whole_way  # noqa: E402 (as above)
from keyboard import activities_here, choose, next_page, write  # noqa: E402 (as above)
from lab.answering import response_to  # noqa: E402 (as above)
from lab.served import TASK, keep, nbgrader, prepare, set_due  # noqa: E402 (as above)
from opened import ROOT, Opened, coprod, opened  # noqa: E402 (as above)

from coprod_training.content.course import load_course  # noqa: E402 (as above)

MODULE = "#/module/what-co-production-is"
# Where this copy lies, and who took the pictures, is nobody's business.
HIDE = """([root, name]) => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode;
    node.data = node.data.trim() === name ? 'A learner' : node.data.replaceAll(root, '');
  }
}"""
ASKED = ("single_choice", "multiple_choice", "sort", "rating_grid")  # what is answered before home
DESKTOP = {"width": 1280, "height": 1000}
PHONE = {"width": 360, "height": 760}


def shot(page: Page, name: str, whole: bool = False) -> None:
    """One picture, when the page is still. whole: the length of our own page, not the window's."""
    page.wait_for_function("!document.body.innerText.includes('Looking for your exercises')")
    page.mouse.move(0, 0)
    page.evaluate(HIDE, [f"{ROOT}/", getuser()])
    page.wait_for_timeout(900)
    if whole:
        length = page.evaluate("document.querySelector('.cp-scroller').scrollHeight")
        page.set_viewport_size({"width": 1280, "height": min(length + 70, 4000)})
        page.wait_for_timeout(500)
    page.screenshot(path=HERE / f"{name}.png")
    if whole:
        page.set_viewport_size(DESKTOP)


def go(page: Page, route: str) -> None:
    """Another page of the course."""
    page.evaluate("route => { location.hash = route; }", route)
    page.wait_for_timeout(300)


def answer_a_few(page: Page, server: Opened) -> None:
    """Module 1 and the half of module 2, as a page would keep them; the open page hears of it."""
    course = load_course(ROOT / "course")
    for module, share in zip(course.modules[1:3], (1, 2), strict=True):
        asked = [one for one in module.activities if one.kind in ASKED]
        for one in asked[: len(asked) // share]:
            sort = {card.id: card.step for card in getattr(one, "cards", ())}
            reply = keep(server, one.id, sort or response_to(one, ""))
            assert reply.data["type"] == "saved", reply.data
    with page.expect_response("**/coprod/api/exercises*"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(2000)


def learn(page: Page, server: Opened) -> None:
    """The welcome, the sorting task, the same on a phone, and course home after a few answers."""
    page.get_by_role("heading", name="Welcome").wait_for(timeout=60_000)
    shot(page, "welcome", whole=True)
    choose(page, "your-setting", "Drug and alcohol", check=False)
    go(page, f"{MODULE}?at=ladder-sort")
    activities_here(page)
    sort = page.locator("section[data-activity='ladder-sort']")
    for step in (3, 0, 5):
        sort.locator(f"[data-step='{step}'] > button").click()
    sort.locator(".cp-save[data-state=saved]").wait_for()
    sort.evaluate("node => node.scrollIntoView({ block: 'start' })")
    shot(page, "module-1")
    go(page, f"{MODULE}/six-steps")
    page.set_viewport_size(PHONE)
    shot(page, "module-1-phone")
    page.set_viewport_size(DESKTOP)
    go(page, "#/help")
    answer_a_few(page, server)
    go(page, "#/")
    shot(page, "home", whole=True)


def hand_in(page: Page) -> None:
    """The exercise from Start to its receipt."""
    go(page, f"#/exercise/{TASK}")
    page.get_by_role("button", name="Start").click()
    page.locator(".coprod-lesson h1").wait_for(timeout=60_000)
    while not page.get_by_role("button", name="Hand in").count():
        for name in activities_here(page):
            if name == "one-thing-called-co-production":
                write(page, name, "[The learner's own words appear here.]")
            else:
                page.locator(f"[data-activity='{name}'] input").first.check()
        next_page(page)
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)
    shot(page, "receipt")


def mark(page: Page, server: Opened) -> None:
    """The trainer's exercises, and a hand-in that is being marked."""
    page.goto(server.address)
    page.get_by_role("menuitem", name="Nbgrader").wait_for(timeout=60_000)
    page.goto(f"{server.base}coprod/trainer")
    shot(page, "exercises")
    page.get_by_role("link", name="Mark the next one").click()
    page.get_by_role("radio", name="2 Sound").check()
    page.get_by_label("Comment to the learner").fill("[The trainer's comment appears here.]")
    page.get_by_text("Saved at").wait_for()
    page.get_by_role("heading", level=1).focus()
    shot(page, "marking")


def contribute(page: Page, folder: Path) -> None:
    """What somebody sees who is asked for their words; everything in it is a test record."""

    def look(name: str, at: Locator) -> None:
        at.evaluate("node => node.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(300)
        page.screenshot(path=HERE / f"{name}.png")

    whole_way(page, folder, look)
    page.screenshot(path=HERE / "contributor-withdrawn.png")


def main() -> None:
    """All pictures: a contributor's, then a learner's in the order in which they meet the pages."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(**chromium.whole())
        look = {"viewport": {"width": 1000, "height": 800}, "reduced_motion": "reduce"}
        page = browser.new_page(**look, locale="en-GB")
        asked = Path(folder) / "asked"
        asked.mkdir()
        contribute(page, asked)
        page.close()
        workspace = Path(folder) / "coprod"
        prepare(workspace, "trainer", ROOT)
        set_due(workspace, "2027-01-11 17:00:00")
        nbgrader(workspace, "trainer", "generate_assignment", TASK)
        nbgrader(workspace, "trainer", "release_assignment", TASK)
        page = browser.new_page(viewport=DESKTOP)
        with opened(workspace, course=ROOT) as server:
            page.goto(server.address)
            learn(page, server)
            hand_in(page)
        coprod("grade", TASK, "--workspace", workspace, "--course", ROOT)
        with opened(workspace, "trainer", course=ROOT) as server:
            mark(page, server)
        nbgrader(workspace, "trainer", "generate_feedback", TASK)
        nbgrader(workspace, "trainer", "release_feedback", TASK)
        with opened(workspace, course=ROOT) as server:
            page.goto(server.address)
            page.get_by_text("Feedback ready").first.wait_for(timeout=60_000)
            go(page, f"#/feedback/{TASK}")
            comment = page.frame_locator("iframe").get_by_text("trainer's comment")
            comment.wait_for()
            page.set_viewport_size({"width": 1280, "height": 3000})
            page.wait_for_timeout(500)
            box = comment.bounding_box()
            assert box is not None
            end = int(box["y"] + box["height"]) + 40  # below the levels and what the trainer says
            page.set_viewport_size({"width": 1280, "height": end})
            shot(page, "feedback")


if __name__ == "__main__":
    ArgumentParser(description=__doc__).parse_args()  # it takes none: pictures are written over
    main()
