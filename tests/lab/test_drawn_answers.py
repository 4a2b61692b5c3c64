"""How many of their own questions a learner has answered, where questions are drawn."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shipped import COURSE

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.draw import drawn
from coprod_training.content.publish import publish
from coprod_training.grading.config import learner_config
from coprod_training.lab.exercises import Exercises
from coprod_training.lab.home import Home
from coprod_training.lab.opening import prepare
from coprod_training.lab.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[2]
CHECK = COURSE.assessment("mixed-check")


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "trainer"
    publish(ROOT, tmp_path / "published")
    shutil.copytree(tmp_path / "published" / "course", folder / ".coprod" / "course")
    return Home(Workspace(tmp_path), "trainer", folder, folder, "ann")


def answered(home, *activities):
    store = AnswerStore(home.folder / "exercises" / CHECK.id / f"{CHECK.id}.answers.jsonl")
    for activity in activities:
        response = activity.options[0].id
        store.add(Answer(id=activity.id, activity=activity.id, response=response, at="2026Z"))
    # The learner view reads the exchange's folder itself, so no process is started for it.
    published = home.course().assessment(CHECK.id)
    asked = Exercises(home).one(published, datetime.now(UTC))
    with ThreadPoolExecutor() as apart:  # a browser of another test may hold this thread's loop
        return apart.submit(asyncio.run, asked).result()["answered"]


def test_only_the_learners_own_twelve_are_counted(home):
    theirs = [one.activity for one in drawn(CHECK, "ann").questions]
    ids = {one.id for one in theirs}
    others = [q.activity for _, q in CHECK.every_question() if q.activity.id not in ids]

    assert answered(home) == {"done": 0, "of": 12}
    assert answered(home, *others) == {"done": 0, "of": 12}
    assert answered(home, *theirs[:5]) == {"done": 5, "of": 12}


@pytest.mark.parametrize("name", ["ann@hub", "Zoë", "o'neil"])
def test_the_settings_of_nbgrader_name_the_learner_that_lessons_know(tmp_path, monkeypatch, name):
    monkeypatch.setenv("JUPYTERHUB_USER", name)
    workspace = open_workspace(tmp_path / "coprod")

    prepare(workspace, "learner", ROOT)

    (settings,) = workspace.settings("learner").rglob("nbgrader_config.py")
    assert f"c.CourseDirectory.student_id = {name!r}" in settings.read_text()
    assert learner_config(tmp_path, tmp_path).count("student_id") == 0
