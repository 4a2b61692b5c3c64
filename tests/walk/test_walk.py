"""One answer's whole journey: the sentences of architecture.md, section 4, as code.


Real JupyterLab in Chromium, real nbgrader, nothing mocked. Every answer is given by keyboard.
"""

import csv
import json
from getpass import getuser

import pytest
from keyboard import choose, tab_to
from lab.served import nbgrader, released
from learner.visiting import Visit
from opened import coprod, opened
from playwright.sync_api import expect
from read_tables import read_xlsx
from taking import TASK, hand_in, take_module

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_one_answers_whole_journey(tmp_path, browser):
    workspace, outside = tmp_path / "coprod", []

    def nothing_yet():
        assert build(workspace, tmp_path / "without") == []

    # The trainer has released the exercise with nbgrader's own commands.
    released(workspace)

    # The learner takes module 1, and hands the exercise in: keys only, from the first page.
    with opened(workspace) as course:
        learner = Visit(course, watched(browser, outside))
        page = learner.page
        page.goto(course.address)
        page.get_by_role("heading", name="Welcome").wait_for(timeout=60_000)
        expect(page.locator("#coprod-page")).to_contain_text("Not endorsed by IPS Grow")
        choose(page, "your-setting", "Drug and alcohol", check=False)
        tab_to(page, ".cp-btn")
        page.keyboard.press("Enter")
        receipt = take_module(learner, nothing_yet)
        expect(page.locator("#coprod-panel")).to_contain_text("7 of 7 done")

        tab_to(page, f"#coprod-panel a[href*='{TASK}']")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Start").wait_for()
        tab_to(page, "#coprod-page button.cp-btn")
        page.keyboard.press("Enter")
        hand_in(learner)
        code = page.locator(".cp-receipt__code").inner_text()
        assert f"{TASK}" in coprod("receipt", code, "--workspace", workspace)

        # The trainer grades with nbgrader's own commands, and marks the reflection in formgrader.
        nbgrader(workspace, "trainer", "collect", TASK)
        nbgrader(workspace, "trainer", "autograde", TASK)
        assert "3 of 3 points, 1 to mark by hand" in coprod("grade", TASK, "--workspace", workspace)
        assert marks(workspace, tmp_path) == [("not yet marked", None)]
        with opened(workspace, "trainer") as server:
            trainer = watched(browser, outside)
            mark_in_formgrader(trainer, server, "2 Sound", "Sound: you weighed who decides.")
            trainer.close()

        # The learner reads that it is marked and on its way, and no points yet.
        page.reload()
        learner.settled()
        panel, said = page.locator("#coprod-panel"), "Marked, feedback not returned yet"
        expect(panel).to_contain_text(said, timeout=60_000)
        expect(learner.body).to_contain_text("Your trainer has marked it.")
        assert "point" not in f"{panel.inner_text()} {learner.body.inner_text()}".lower()
        assert learner.looked_at() == []

        # Then it goes back.
        nbgrader(workspace, "trainer", "generate_feedback", TASK)
        nbgrader(workspace, "trainer", "release_feedback", TASK)
        assert marks(workspace, tmp_path) == [("marked", 5.0)]

        # The learner comes back and reads the feedback in the course, and completion shows.
        page.reload()
        page.locator("#coprod-panel").get_by_text("Feedback ready").wait_for(timeout=60_000)
        tab_to(page, f"#coprod-panel a[href*='{TASK}']")
        page.keyboard.press("Enter")
        feedback = page.frame_locator("#coprod-page iframe")
        expect(feedback.get_by_text("Sound: you weighed who decides.")).to_be_visible()
        assert feedback.locator("b", has_text="Pay").count() == 0  # their words, never their HTML
    assert not outside
    status = coprod("status", "--workspace", workspace)
    assert "What co-production is, and is not: 7 of 7 done, complete" in status
    assert "marked, questions 100%, reflection level 2" in status
    assert "The course is complete." in status
    assert "Certificate: Draft" in status
    assert getuser() in status

    # The consented self-check is in the dataset; then it is taken out again.
    rows = build(workspace, tmp_path / "with")
    assert [(row["phase"], row["course_status"]) for row in rows] == [("pre", "draft")]
    assert rows[0]["DES1"] == "2"
    coprod("survey", "withdraw", receipt, "--workspace", workspace)
    assert build(workspace, tmp_path / "after") == []


def watched(browser, outside):
    """A tab of somebody's own browser; what it asks of another host is put down in `outside`."""
    here = ("http://127.0.0.1:", "data:", "blob:")
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.on("request", lambda one: one.url.startswith(here) or outside.append(one.url))
    return page


def marks(workspace, folder):
    """(state, points) of each row of `coprod marks`."""
    file = folder / "marks.xlsx"
    coprod("marks", file, "--workspace", workspace)
    columns, rows = read_xlsx(file.read_bytes())
    return [(row[columns.index("state")], row[columns.index("points")]) for row in rows]


def build(workspace, folder):
    """`coprod survey build`, validated by frictionless; gives the rows."""
    from frictionless import validate

    coprod("survey", "build", folder, "--workspace", workspace)
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    package = json.loads((folder / "datapackage.json").read_text())
    rows = []
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


def mark_in_formgrader(page, server, level, comment):
    """Open the hand-in in formgrader, choose a level and write a comment, as a trainer does."""
    page.goto(server.address)
    exercises = page.frame_locator("#coprod-exercises iframe")
    exercises.get_by_role("link", name="Mark the next one").press("Enter")
    hand_in = page.frame_locator("#coprod-exercises iframe")
    hand_in.get_by_role("radio", name=level).check()
    hand_in.get_by_label("Comment to the learner").fill(comment)
    hand_in.get_by_role("button", name="Save and finish").press("Enter")
    expect(hand_in.get_by_role("button", name="Return 1 to learners")).to_be_visible()
