"""Hand-ins as nbgrader leaves them in the exchange, without the seconds that it takes."""

import os
import secrets
import shutil
from datetime import UTC, datetime

import at_hand
from lab.answering import write
from shipped import COURSE

from coprod_training.grading.hand_in_time import TIME_FORM

TASK = "where-is-it-really"
ASSESSMENT = COURSE.assessment(TASK)


def step(workspace, name, *more):
    """One step of a trainer's round, as the pages start it."""
    asked = ["-m", "coprod_training.grading.steps", name]
    asked += ["--root", workspace / "trainer", "--assignment", TASK, *more]
    code, said = at_hand.run(*asked, cwd=workspace, env=dict(os.environ))
    assert code == 0, said


def hand_in(workspace, learner, words, choices=None, assessment=ASSESSMENT):
    """One hand-in, of now. choices: an option by activity; left out, the right ones."""
    at = datetime.now(UTC).strftime(TIME_FORM)
    course = workspace / "exchange" / "coprod"
    folder = course / "inbound" / f"{learner}+{TASK}+{at}"
    shutil.copytree(course / "outbound" / TASK, folder)
    for number, question in enumerate(assessment.questions):
        if words is not None or question.activity.kind != "free_text":
            write(folder, TASK, _Chosen(question.activity, choices or {}), words, f"a{number}")
    (folder / "timestamp.txt").write_text(at)
    (folder / "submission_secret.txt").write_text(secrets.token_hex(64))
    return folder


class _Chosen:
    """An activity whose answer is the right one, or the one that was asked for."""

    def __init__(self, activity, choices):
        self._activity = activity
        self.options = [
            one
            for one in getattr(activity, "options", ())
            if one.id == choices.get(activity.id, activity.key)
        ]

    def __getattr__(self, name):
        return getattr(self._activity, name)
