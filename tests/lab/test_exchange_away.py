"""Folders that are missing or broken give a sensible state and a sentence, never an error page."""

import shutil

import pytest
from answering import write
from opened import opened
from served import TASK, ask, released
from shipped import COURSE

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
QUESTIONS = COURSE.assessment(TASK).questions


def test_what_cannot_be_passed_on_is_said_and_hand_ins_are_still_known_while_all_is_away(tmp_path):
    workspace = tmp_path / "coprod"
    released(workspace)
    folder = workspace / "learner" / "exercises" / TASK
    inbound = workspace / "exchange" / "coprod" / "inbound"
    with opened(workspace) as server:
        assert ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).status == 409
        ask(server, f"api/exercises/{TASK}/start", "POST", {})
        write(folder, TASK, QUESTIONS[0].activity, "", "one")

        inbound.rename(inbound.with_name("away"))
        not_passed_on = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {})
        (still_here,) = ask(server, "api/exercises").data
        inbound.with_name("away").rename(inbound)

        receipt = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).data["receipt"]
        unchanged = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}).data["receipt"]

        shutil.rmtree(workspace / "exchange")
        (away,) = ask(server, "api/exercises").data
        refused = ask(server, f"api/exercises/{TASK}/hand-in", "POST", {})

        shutil.rmtree(workspace / "learner" / "exercises")
        (gone,) = ask(server, "api/exercises").data

    assert not_passed_on.status == 409
    assert not_passed_on.data["message"].startswith("This could not be passed on.")
    assert (still_here["state"], still_here["receipt"]) == ("started", None)
    assert receipt
    assert receipt == unchanged == away["receipt"] == gone["receipt"]
    assert (away["state"], away["can_hand_in"]) == ("handed-in", False)
    assert (away["away"], gone["away"]) == (True, True)
    assert refused.status == 409
    assert refused.data["message"].startswith("The place where exercises are passed on cannot be")
    assert (gone["state"], gone["path"], gone["answered"]["done"]) == ("handed-in", "", 0)
