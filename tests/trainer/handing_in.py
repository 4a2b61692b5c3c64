"""Hand-ins as nbgrader leaves them in the exchange, without the seconds that it takes."""

import secrets
import shutil
from datetime import UTC, datetime

from lab.answering import write
from opened import ROOT

from coprod_training.content.course import load_course
from coprod_training.grading.hand_in_time import TIME_FORM

TASK = "where-is-it-really"
ASSESSMENT = load_course(ROOT / "course").assessment(TASK)


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
