"""When nbgrader is asked for a learner's exercises again: it takes seconds each time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.from_collector import note_copied
from coprod_training.lab.exercises import Exercises

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
WAITS = {"assignment": "one", "timestamp": "2026-11-27 08:00:00.000000 UTC", "feedback": ""}
BACK = {**WAITS, "feedback": "there"}


@pytest.fixture
def asked(tmp_path):
    """Gives how often nbgrader was asked when a page is drawn, and again so many seconds later."""
    workspace = SimpleNamespace(exchange=tmp_path / "exchange")
    home = SimpleNamespace(
        role="learner", learner="ann", folder=tmp_path / "learner", workspace=workspace
    )

    def times(hand_ins, seconds, hub):
        course = workspace.exchange / COURSE_ID
        course.mkdir(parents=True, exist_ok=True)
        if hub:
            note_copied(course, {})
        exercises, calls = Exercises(home), []

        async def ask(*arguments):
            calls.append(arguments)
            return {"away": False, "released": [], "handed_in": hand_ins}

        exercises.process = SimpleNamespace(ask=ask)
        # A thread of its own: where a browser was tested before, this one has a running loop.
        with ThreadPoolExecutor(1) as beside:
            for later in (0, seconds):
                at = NOW + timedelta(seconds=later)
                beside.submit(asyncio.run, exercises._listing(at)).result()
        return len(calls)

    return times


@pytest.mark.parametrize(
    ("hand_ins", "seconds", "hub", "expected"),
    [
        ([WAITS], 25, True, 2),  # its feedback may lie in the collector
        ([WAITS], 10, True, 1),
        ([WAITS], 25, False, 1),  # on one machine it would be seen on the disk
        ([BACK], 25, True, 1),
        ([], 25, True, 1),
        ([BACK], 400, True, 2),
        ([], 400, False, 2),
    ],
)
def test_who_waits_for_feedback_on_a_hub_hears_of_it_soon(asked, hand_ins, seconds, hub, expected):
    assert asked(hand_ins, seconds, hub) == expected
