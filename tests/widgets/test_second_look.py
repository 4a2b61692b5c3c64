"""A module that holds a self-check of the form after the course, as a lesson shows it."""

import shutil
from uuid import uuid4

import pytest
from shipped import COURSE, ROOT

from coprod_training import activity
from coprod_training.activities.rating_grid import DONE

DESIGN = sum(item.area == "design" for item in COURSE.instrument.items)
AGAIN = """\
activities:
  - kind: rating_grid
    id: test-record-again
    title: Your second self-check
    question: What usually happened in your service in the last 12 months?
    minutes: 8
    facts: [F114, F174]
    phase: post
    groups: [DES, PRO, DEL, EVA, FRQ, CON, CFD, THN]
    why_scores_fall: >-
      Scores can fall after training, because people come to understand better what good looks like.
      Looking back afterwards helps to see this. In one older review, clients said they were less
      satisfied when the interviewer had used services too. They may have been more open, so a fall
      is not always bad news. It can also be real: ask people what they think it means.
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "learner"
    shutil.copytree(ROOT / "course", folder / ".coprod" / "course")
    path = folder / ".coprod" / "course" / "modules" / "make-it-stick.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("\nactivities:\n") == 1
    path.write_text(text.replace("\nactivities:\n", f"\n{AGAIN}"), encoding="utf-8")
    (folder / "modules").mkdir()
    monkeypatch.chdir(folder / "modules")
    return folder


def finish(name, response):
    page = activity(name)
    message = {"type": "keep", "id": str(uuid4()), "response": {**response, DONE: True}}
    page._handle_custom_msg({**message, "check": True}, [])
    return page


def test_then_looking_back_and_now_are_shown_together_after_saving(home):
    finish("service-self-check", {"SD1": "1", "SD2": "LO", "DES1": "4", "DES2": "2"})

    page = finish("test-record-again", {"DES1": "2", "DES2": "2", "THN1": "1"})

    assert page.view["before"]["chosen"]["DES1"] == "4"
    assert page.view["why_scores_fall"].startswith("Scores can fall after training")
    assert len(page.view["sources"]) == 2
    assert dict(page.kept["feedback"]["notes"])["design"] == (
        f"Higher now: 0. The same: 1. Lower now: 1. Without a step both times: {DESIGN - 2}."
        " Looking back, you now say for the time before the course: 1 Told."
    )
    assert activity("test-record-again").kept["feedback"] == page.kept["feedback"]


def test_the_national_picture_shows_no_figure_while_nothing_is_released(home):
    finish("service-self-check", {"SD1": "1", "SD2": "LO", "DES1": "4"})

    view = activity("you-and-the-national-picture").view

    assert view["published"] is None
    assert view["parts"][0]["items"][0]["own"] == "4 Designed together"
