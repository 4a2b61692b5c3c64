"""One answer's whole journey: the sentences of architecture.md, section 4, as code.

Real JupyterLab in Chromium, real nbgrader, nothing mocked. Every answer is given by keyboard.
"""

import csv
import json
import os
import subprocess
import sys
from getpass import getuser
from pathlib import Path

import pytest
from keyboard import agree, choose, follow, rate, sort, tick, write
from opened import ROOT, coprod, opened, run_all
from playwright.sync_api import expect

from coprod_training.content.course import load_course

pytestmark = [pytest.mark.slow, pytest.mark.browser]
TASK = "where-is-it-really"
MODULE = "01-what-co-production-is"
WORDS = "Our leaflet group is at step 3, since staff decide. <b>Pay</b> should move it up. $x$"
COURSE = load_course(ROOT / "course")


def nbgrader(workspace, role, *arguments):
    """nbgrader's own command, as the person of that role would type it."""
    folder = workspace / role
    done = subprocess.run(
        [Path(sys.executable).parent / "nbgrader", *arguments],
        cwd=folder,
        text=True,
        capture_output=True,
        timeout=300,
        env=os.environ
        | {
            "JUPYTER_CONFIG_DIR": str(workspace / "jupyter" / role),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        },
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def answer_module(page):
    """Module 1, every activity, by keyboard."""
    find = {activity.id: activity for _, activity in COURSE.activities()}
    choose(page, "your-setting", "Drug and alcohol", check=False)
    rate(page, "service-self-check", value=2)
    sort(page, "ladder-sort", {c.text: c.step for c in find["ladder-sort"].cards})
    sort(
        page,
        "honest-lower-steps",
        {c.text: c.step for c in find["honest-lower-steps"].cards},
        why="There is no choice",
    )
    follow(page, "deadline-friday", ["Tell the team leader", "Ask the reviewers", "Agree the"])
    choose(page, "explain-the-difference", "they share the work too")
    for name in ("peer-leaflet", "what-to-ask"):
        question = find[name]
        tick(page, name, [o.text for o in question.options if o.id in question.key])


def test_one_answers_whole_journey(tmp_path, browser):
    workspace = tmp_path / "coprod"
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    outside = []
    page.on(
        "request",
        lambda request: (
            outside.append(request.url)
            if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            else None
        ),
    )

    # The trainer releases the exercise with nbgrader's own commands.
    with opened(workspace, "trainer"):
        pass
    nbgrader(workspace, "trainer", "generate_assignment", TASK)
    nbgrader(workspace, "trainer", "release_assignment", TASK)

    # The learner takes module 1, and hands the exercise in.
    with opened(workspace) as server:
        page.goto(server.address)
        home = page.locator(".jp-Notebook")
        expect(home).to_contain_text("Not endorsed by IPS Grow", timeout=60_000)
        home.get_by_role("link", name="What co-production is, and is not").focus()
        page.keyboard.press("Enter")
        page.get_by_role("tab", name=MODULE).wait_for()
        run_all(page)
        answer_module(page)
        no_consent = build(workspace, tmp_path / "without")
        receipt = agree(page, "survey-consent")

        nbgrader(workspace, "learner", "fetch_assignment", TASK)
        page.close()
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(server.page(f"exercises/{TASK}/{TASK}.ipynb"))
        run_all(page)
        for question in COURSE.assessment(TASK).questions[:3]:
            chosen = next(o for o in question.activity.options if o.id == question.activity.key)
            choose(page, question.activity.id, chosen.text, check=False)
        write(page, "one-thing-called-co-production", WORDS)
        nbgrader(workspace, "learner", "submit", TASK)
    assert no_consent == []
    assert not outside

    # The trainer grades, and marks the reflection in formgrader.
    assert "3 of 3 points, 1 to mark by hand" in coprod("grade", TASK, "--workspace", workspace)
    with opened(workspace, "trainer") as server:
        mark_in_formgrader(page, server, "2", "Sound: you weighed who decides.")
    nbgrader(workspace, "trainer", "generate_feedback", TASK)
    nbgrader(workspace, "trainer", "release_feedback", TASK)

    # The learner reads the feedback, and completion shows.
    nbgrader(workspace, "learner", "fetch_feedback", TASK)
    feedback = next((workspace / "learner").rglob("feedback/**/*.html"))
    page.goto(feedback.as_uri())
    expect(page.get_by_text("Sound: you weighed who decides.")).to_be_visible()
    assert page.locator("b", has_text="Pay").count() == 0  # their words, never their HTML
    status = coprod("status", "--workspace", workspace)
    assert "What co-production is, and is not: 7 of 7 done, complete" in status
    assert "passed, questions 100 %, reflection level 2" in status
    assert "The course is complete." in status
    assert "Certificate: Draft" in status
    assert getuser() in status

    # The consented self-check is in the dataset; then it is taken out again.
    rows = build(workspace, tmp_path / "with")
    assert [(row["phase"], row["course_status"]) for row in rows] == [("pre", "draft")]
    assert rows[0]["DES1"] == "2"
    coprod("survey", "withdraw", receipt, "--workspace", workspace)
    assert build(workspace, tmp_path / "after") == []


def test_an_exercise_is_fetched_and_handed_in_from_the_browser(tmp_path, browser):
    workspace = tmp_path / "coprod"
    with opened(workspace, "trainer"):
        pass
    nbgrader(workspace, "trainer", "generate_assignment", TASK)
    nbgrader(workspace, "trainer", "release_assignment", TASK)

    with opened(workspace) as server:
        page = browser.new_page()
        page.goto(server.address)
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.get_by_role("menuitem", name="Assignment List").click()
        page.locator("button:has-text('Fetch')").first.click(timeout=60_000)
        page.locator("button:has-text('Submit')").first.click(timeout=60_000)
        page.get_by_text("UTC").first.wait_for(timeout=60_000)

    assert (workspace / "learner" / "exercises" / TASK / f"{TASK}.ipynb").is_file()
    assert len(list((workspace / "exchange" / "coprod" / "inbound").glob(f"*+{TASK}+*"))) == 1


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


def mark_in_formgrader(page, server, points, comment):
    """Open the hand-in in formgrader, give points and a comment, as a trainer does."""
    page.goto(server.address)
    page.get_by_role("menuitem", name="Nbgrader").wait_for(timeout=60_000)
    page.goto(f"{server.base}formgrader/gradebook/{TASK}/{TASK}")
    page.locator("table tbody a").first.click()
    page.locator("input.score").last.wait_for(timeout=30_000)
    page.wait_for_load_state("networkidle")  # formgrader fills its fields after drawing them
    for field, words, record in (
        ("input.score", points, "grade"),
        ("textarea.comment", comment, "comment"),
    ):
        with page.expect_response(
            lambda reply, record=record: (
                f"/formgrader/api/{record}/" in reply.url and reply.request.method == "PUT"
            )
        ) as kept:
            page.locator(field).last.fill(words)
            page.locator(field).last.blur()
        assert kept.value.ok
