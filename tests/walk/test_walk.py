"""One answer's whole journey: the sentences of architecture.md, section 4, as code.

Real JupyterLab in Chromium, real nbgrader, nothing mocked. Every answer is given by keyboard.
"""

import csv
import json
from getpass import getuser

import pytest
from keyboard import (
    activities_here,
    agree,
    choose,
    follow,
    next_page,
    rate,
    sort,
    tab_to,
    tick,
    write,
)
from lab.served import nbgrader, released
from learner.visiting import Visit
from opened import ROOT, coprod, opened
from playwright.sync_api import expect

from coprod_training.content.course import load_course
from coprod_training.spreadsheet import read_xlsx

pytestmark = [pytest.mark.slow, pytest.mark.browser]
TASK = "where-is-it-really"
WORDS = "Our leaflet group is at step 3, since staff decide. <b>Pay</b> should move it up. $x$"
COURSE = load_course(ROOT / "course")


def answer(page, name):
    """One activity of the course, by keyboard; gives the receipt code where there is one."""
    _, activity = COURSE.find(name)
    if name == "service-self-check":
        rate(page, name, value=2)
    elif name == "survey-consent":
        return agree(page, name)
    elif name == "deadline-friday":
        follow(page, name, ["Tell the team leader", "Ask the reviewers", "Agree the"])
    elif activity.kind == "sort":
        why = "There is no choice" if name == "honest-lower-steps" else ""
        sort(page, name, {card.text: card.step for card in activity.cards}, why)
    elif activity.kind == "multiple_choice" and activity.key:
        tick(page, name, [o.text for o in activity.options if o.id in activity.key])
    elif activity.kind == "multiple_choice":
        tick(page, name, [activity.options[0].text], check=False)
    elif activity.kind == "single_choice" and activity.key:
        choose(page, name, next(o.text for o in activity.options if o.id == activity.key))
    elif name == "your-setting":
        choose(page, name, "Drug and alcohol", check=False)
    else:
        raise AssertionError(f"the walk does not know how to answer {name}")
    return None


def take_module(visit, build_now):
    """Every page of module 1, every activity on it; gives the receipt code of the consent."""
    page, receipt = visit.page, None
    while True:
        for name in activities_here(page):
            if name == "survey-consent":
                assert build_now() == []
            receipt = answer(page, name) or receipt
        assert visit.foreign() == []
        if next_page(page) == "Go to course home":
            return receipt


def test_one_answers_whole_journey(tmp_path, browser):
    workspace, outside = tmp_path / "coprod", []

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
        receipt = take_module(learner, lambda: build(workspace, tmp_path / "without"))
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
    assert "marked, questions 100 %, reflection level 2" in status
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


def hand_in(visit):
    """The exercise, page by page; then Hand in, and the receipt."""
    page = visit.page
    questions = {q.activity.id: q.activity for q in COURSE.assessment(TASK).questions}
    page.locator(".coprod-lesson h1").wait_for()
    while True:
        for name in activities_here(page):
            if questions[name].kind == "free_text":
                write(page, name, WORDS)
            else:
                key = questions[name].key
                right = next(o.text for o in questions[name].options if o.id == key)
                choose(page, name, right, check=False)
        assert visit.foreign() == []
        if page.get_by_role("button", name="Hand in").count():
            break
        next_page(page)
    expect(page.locator(".cp-lesson__foot")).to_contain_text("4 of 4 answered")
    tab_to(page, ".cp-lesson__foot button.cp-btn")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)


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
