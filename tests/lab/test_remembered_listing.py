"""What nbgrader lists is remembered while nothing changes, and never when it changed meanwhile."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from coprod_training.grading.config import COURSE_ID
from coprod_training.lab.exercises import Exercises
from coprod_training.lab.workspace import open_workspace

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Looking:
    """Stands where nbgrader is asked. while_looking: what happens on the disk during a look."""

    def __init__(self, *while_looking, away=False):
        self.looks, self._while_looking, self.away = 0, list(while_looking), away

    async def ask(self, *_):
        self.looks += 1
        if self._while_looking:
            self._while_looking.pop(0)()
        return {"away": self.away, "released": [], "handed_in": []}


@pytest.fixture
def workspace(tmp_path):
    made = open_workspace(tmp_path / "coprod")
    (made.exchange / COURSE_ID / "outbound" / "one").mkdir(parents=True)
    return made


def exercises(workspace, process):
    found = Exercises(
        SimpleNamespace(
            workspace=workspace,
            role="learner",
            learner="one",
            folder=workspace.learner,
            course=lambda: SimpleNamespace(assessments=()),
        )
    )
    found.process = process
    return found


def look(found, later=0):
    now = NOW + timedelta(seconds=later)
    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have a loop here
        apart.submit(asyncio.run, found.all(now)).result()


def test_an_exchange_that_was_away_while_nbgrader_looked_is_looked_at_again(workspace):
    away = workspace.exchange.with_name("away")
    process = Looking(lambda: workspace.exchange.rename(away))
    found = exercises(workspace, process)

    look(found)
    away.rename(workspace.exchange)  # its folders have the times that they had before
    look(found)

    assert process.looks == 2


def test_what_an_exchange_that_is_away_says_is_not_remembered_for_long(workspace):
    """A folder that another account may not enter shows no change when it may again."""
    process = Looking(away=True)
    found = exercises(workspace, process)

    look(found)
    look(found, later=10)  # each answer that is saved looks
    assert process.looks == 1

    look(found, later=25)
    assert process.looks == 2


def test_while_nothing_changes_nbgrader_is_asked_once(workspace):
    process = Looking()
    found = exercises(workspace, process)

    look(found)
    look(found)
    assert process.looks == 1

    (workspace.exchange / COURSE_ID / "outbound" / "two").mkdir()
    look(found)
    assert process.looks == 2
