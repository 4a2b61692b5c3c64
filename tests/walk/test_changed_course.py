"""The course is mended while people are in it: nobody's answers vanish (features.md, L3)."""

import json
import shutil

import pytest
import yaml
from opened import STAFF, opened
from playwright.sync_api import expect

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
MODULE = "what-co-production-is"
LESSON = "01-what-co-production-is.ipynb"
EDITED = "explain-the-difference"
DELETED = "what-to-ask"
ADDED = "one-more-question"
NEW = {
    "kind": "single_choice",
    "id": ADDED,
    "title": "One more question",
    "question": "Which of these two would you try first?",
    "minutes": 1,
    "options": [
        {"id": "one", "text": "The first of the two", "feedback": "That is one way to begin."},
        {"id": "two", "text": "The second of the two", "feedback": "That is the other way."},
    ],
    "key": "one",
}


@pytest.fixture
def course(tmp_path):
    """A staff copy of its own, to be mended."""
    copy = tmp_path / "staff"
    for folder in ("course", "modules", "exercises"):
        shutil.copytree(STAFF / folder, copy / folder)
    return copy


def mend(course):
    """Correct a passage, reword one question, take one out and put one in."""
    path = course / "course" / "modules" / f"{MODULE}.yaml"
    module = yaml.safe_load(path.read_text())
    activities = {one["id"]: one for one in module["activities"]}
    question = activities[EDITED]["question"]
    activities[EDITED]["question"] = question.replace("A colleague thinks", "A colleague says that")
    assert activities[EDITED]["question"] != question
    del activities[DELETED]
    module["activities"] = [*activities.values(), NEW]
    path.write_text(yaml.safe_dump(module, sort_keys=False, allow_unicode=True))

    path = course / "modules" / LESSON
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        words = "".join(cell["source"])
        words = words.replace(f'activity("{DELETED}")', f'activity("{ADDED}")')
        words = words.replace("Start with your own service", "Begin with your own service")
        cell["source"] = words.splitlines(keepends=True)
    path.write_text(json.dumps(notebook))


class Lesson:
    """Module 1 in a browser tab."""

    def __init__(self, page, server, section):
        self.page = page
        page.goto("about:blank")
        page.goto(f"{server.address}#/module/{MODULE}/{section}")
        page.locator(".coprod-lesson .cp-activity").first.wait_for(state="attached", timeout=60_000)
        page.locator(".coprod-lesson .jp-Notebook[aria-busy]").wait_for(state="detached")

    def activity(self, name):
        return self.page.locator(f"section[data-activity='{name}']")

    def saved(self, name):
        expect(self.activity(name).locator(".cp-save[data-state=saved]")).to_be_visible()

    def go(self, section):
        self.page.evaluate("place => { location.hash = place; }", f"#/module/{MODULE}/{section}")


def test_answers_outlive_an_edited_an_added_and_a_deleted_question(browser, tmp_path, course):
    workspace, page = tmp_path / "coprod", browser.new_page()
    answers = workspace / "learner" / "modules" / f"{MODULE}.answers.jsonl"

    with opened(workspace, course=course) as server:
        lesson = Lesson(page, server, "your-turn")
        lesson.activity("peer-leaflet").get_by_role("checkbox").nth(1).check()
        lesson.saved("peer-leaflet")
        option = lesson.activity(EDITED).locator("label").nth(2)
        given = option.inner_text().strip()
        option.click()
        lesson.saved(EDITED)
        lesson.go("check-a-claim")
        lesson.activity(DELETED).get_by_role("checkbox").first.check()
        lesson.saved(DELETED)
    before = answers.read_bytes()

    mend(course)
    with opened(workspace, course=course) as server:
        lesson = Lesson(page, server, "your-turn")
        untouched = lesson.activity("peer-leaflet")
        expect(untouched.get_by_role("checkbox").nth(1)).to_be_checked()
        expect(untouched.get_by_text("This question has changed.")).not_to_be_visible()
        edited = lesson.activity(EDITED)
        expect(edited).to_contain_text("A colleague says that")
        sentence = f"This question has changed. Your earlier answer was: {given}"
        expect(edited.get_by_text(sentence)).to_be_visible()

        edited.locator("label").nth(0).click()
        lesson.saved(EDITED)
        expect(edited.get_by_text(sentence)).not_to_be_visible()

        lesson.go("check-a-claim")
        assert lesson.activity(DELETED).count() == 0
        added = lesson.activity(ADDED).get_by_role("radio")
        added.first.wait_for()
        assert [one.is_checked() for one in added.all()] == [False, False]
        lesson.go("your-service-today")
        expect(page.locator("p", has_text="Begin with your own service")).to_be_visible()

    after = answers.read_bytes()
    assert after.startswith(before)
    kept = [json.loads(line)["activity"] for line in after.splitlines()]
    assert set(kept) == {"peer-leaflet", EDITED, DELETED}
