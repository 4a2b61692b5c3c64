"""One exercise from opening to feedback, over the real server and the real nbgrader."""

import json
import sqlite3
import threading
from contextlib import closing

import pytest
from opened import coprod, opened
from served import TASK, ask, nbgrader, prepare, set_due
from shipped import COURSE

from coprod_training.content.digest import content_digest
from coprod_training.content.notebook import read_notebook

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
QUESTIONS = COURSE.assessment(TASK).questions


def exercise(server):
    (one,) = ask(server, "api/exercises").data
    return one


def write_answer(workspace, activity, response, name):
    """A line as the exercise's own widget writes it."""
    path = workspace / "learner" / "exercises" / TASK / f"{TASK}.answers.jsonl"
    line = {
        "schema": 1, "id": name, "activity": activity, "response": response, "at":
        "2026-11-23T10:00:00.000Z", "attempt": 1, "checked": True, "question": "", "text": "x",
    }  # fmt: skip
    with path.open("a") as file:
        file.write(json.dumps(line) + "\n")


def test_an_exercise_from_not_open_to_feedback(tmp_path):
    workspace = tmp_path / "coprod"
    prepare(workspace, "trainer")
    with opened(workspace) as server:
        before = exercise(server)
        assert (before["state"], before["words"], before["due"]) == ("not-open", "Not open yet", "")
        assert ask(server, f"api/exercises/{TASK}/start", "POST", {}).status == 409

        nbgrader(workspace, "trainer", "generate_assignment", TASK)
        set_due(workspace, "2027-01-11 17:00:00")
        nbgrader(workspace, "trainer", "release_assignment", TASK)
        opened_now = exercise(server)
        assert opened_now["state"] == "open"
        assert opened_now["due"] == "Due Monday 11 January 2027, 5pm"
        assert (opened_now["late"], opened_now["can_hand_in"]) == (False, False)

        started = ask(server, f"api/exercises/{TASK}/start", "POST", {}).data
        assert started["state"] == "started"
        assert started["path"] == f"exercises/{TASK}/{TASK}.ipynb"
        assert started["can_hand_in"] is True
        folder = workspace / "learner" / "exercises" / TASK
        assert sorted(path.name for path in folder.iterdir()) == [f"{TASK}.ipynb"]

        shipped = ask(server, "api/digests").data[started["path"]]
        assert content_digest(read_notebook(folder / f"{TASK}.ipynb")) in shipped

        write_answer(workspace, QUESTIONS[0].activity.id, QUESTIONS[0].activity.key, "one")
        again = ask(server, f"api/exercises/{TASK}/start", "POST", {}).data
        assert again["answered"] == {"done": 1, "of": len(QUESTIONS)}

        # A double click: both get the same receipt, and one hand-in arrives.
        replies = [None, None]

        def click(number):
            replies[number] = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).data

        threads = [threading.Thread(target=click, args=(number,)) for number in (0, 1)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert replies[0] == replies[1]
        receipt = replies[0]["receipt"]
        assert replies[0]["state"] == "handed-in"
        assert replies[0]["words"] == "Handed in"
        inbound = workspace / "exchange" / "coprod" / "inbound"
        assert len(list(inbound.iterdir())) == 1

        said = coprod(
            "receipt", receipt["code"].lower().replace("-", " "), "--workspace", workspace
        )
        assert TASK in said
        assert said.startswith(f"{receipt['code']}: {started_by(server)} handed in")

        # Answers that cannot be read are said to be, and not handed in as none.
        answers = folder / f"{TASK}.answers.jsonl"
        answers.rename(tmp_path / "kept")
        answers.mkdir()
        refused = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {})
        assert refused.status == 409
        assert "Your answers could not be read. Tell your trainer." in refused.content.decode()
        answers.rmdir()
        (tmp_path / "kept").rename(answers)

        # Handed in again until it is due: a new receipt.
        write_answer(workspace, QUESTIONS[1].activity.id, QUESTIONS[1].activity.key, "two")
        second = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).data
        assert second["receipt"]["code"] != receipt["code"]

        assert "2 of 3 points" in coprod("grade", TASK, "--workspace", workspace)
        assert "left out" not in coprod(
            "grade", TASK, "--workspace", workspace, "--again", "--why", "A test."
        )
        assert second["receipt"]["code"] in coprod(
            "receipt", second["receipt"]["code"], "--workspace", workspace
        )
        nbgrader(workspace, "trainer", "generate_feedback", TASK)
        nbgrader(workspace, "trainer", "release_feedback", TASK)
        returned = exercise(server)
        assert (returned["state"], returned["words"]) == ("returned", "Feedback ready")
        page = ask(server, returned["feedback"][0]["address"].removeprefix("coprod/"))
        assert page.status == 200
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "sandbox" in page.headers["content-security-policy"]

        # The trainer changes a mark: the learner is told, on the list and on the page.
        change_a_mark(workspace)
        nbgrader(workspace, "trainer", "generate_feedback", TASK, "--force")
        nbgrader(workspace, "trainer", "release_feedback", TASK)
        (changed,) = exercise(server)["feedback"]
        assert changed["words"].endswith("It has changed since it first came back")
        page = ask(server, changed["address"].removeprefix("coprod/")).content.decode()
        assert "Your marks have changed." in page
        assert "it had 2 of 6 points. It has 3 now." in page

        # After the due date nothing can be changed; what was handed in counts.
        set_due(workspace, "2026-01-01 17:00:00")
        nbgrader(workspace, "trainer", "release_assignment", TASK, "--force")
        late = exercise(server)
        assert (late["late"], late["can_hand_in"]) == (True, False)
        assert ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).status == 409


def change_a_mark(workspace):
    """What formgrader does when a trainer gives one point more."""
    with closing(sqlite3.connect(workspace / "trainer" / "gradebook.db")) as db, db:
        found = db.execute(
            "UPDATE grade SET manual_score = auto_score + 1 WHERE id ="
            " (SELECT id FROM grade WHERE auto_score = 0 AND NOT needs_manual_grade LIMIT 1)"
        )
        assert found.rowcount == 1


def started_by(server):
    return ask(server, "api/course").data["learner"]
