"""Folders that are missing or broken give a sensible state and a sentence, never an error page."""

import shutil

import pytest
from answering import write
from opened import ROOT, opened
from served import TASK, ask, released

from coprod_training.content.course import load_course

pytestmark = pytest.mark.slow
QUESTIONS = load_course(ROOT / "course").assessment(TASK).questions


def test_hand_ins_are_still_known_while_the_exchange_is_away(tmp_path):
    workspace = tmp_path / "coprod"
    released(workspace)
    folder = workspace / "learner" / "exercises" / TASK
    with opened(workspace) as server:
        assert ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).status == 409
        ask(server, f"api/exercises/{TASK}/start", "POST", {})
        write(folder, TASK, QUESTIONS[0].activity, "", "one")
        receipt = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).data["receipt"]
        unchanged = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).data["receipt"]

        shutil.rmtree(workspace / "exchange")
        (away,) = ask(server, "api/exercises").data
        refused = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {})

        shutil.rmtree(workspace / "learner" / "exercises")
        (gone,) = ask(server, "api/exercises").data

    assert receipt == unchanged == away["receipt"] == gone["receipt"]
    assert (away["state"], away["can_hand_in"]) == ("handed-in", False)
    assert refused.status == 409
    assert refused.data["message"].endswith(".")
    assert (gone["state"], gone["path"], gone["answered"]["done"]) == ("handed-in", "", 0)


def test_a_hand_in_that_cannot_be_passed_on_is_said_in_words(tmp_path):
    workspace = tmp_path / "coprod"
    released(workspace)
    with opened(workspace) as server:
        ask(server, f"api/exercises/{TASK}/start", "POST", {})
        shutil.rmtree(workspace / "exchange" / "coprod" / "inbound")
        refused = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {})
        (exercise,) = ask(server, "api/exercises").data

    assert refused.status == 409
    assert refused.data["message"].startswith("This could not be passed on.")
    assert (exercise["state"], exercise["receipt"]) == ("started", None)
