"""No certificate while two markers have still to agree on a mark. All people are test records."""

import random
from datetime import UTC, datetime

import pytest
from held_gradebook import hold
from in_a_loop import in_a_loop

from coprod_training.cli import main
from coprod_training.content.upgrade import install
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.grading.second_marks import draw, give_agreed, give_second, second_markings
from coprod_training.lab.home import Home
from coprod_training.lab.workspace import open_workspace
from coprod_training.trainer.earned import Earned, earned_here, why_none

from .fixture_course import does_the_module

EXERCISE = "what-was-heard"
LEARNER = "test-record-7"
NAME = "A. Learner (test record)"
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture
def released(published):
    return published()


@pytest.fixture
def view(released, tmp_path, monkeypatch):
    """A trainer's pages, of one learner who has done every lesson."""
    monkeypatch.setenv("JUPYTERHUB_USER", LEARNER)
    monkeypatch.chdir(tmp_path)
    workspace = open_workspace(tmp_path / "workspace")
    folder = workspace.trainer / "learner-view"
    install(released, folder)
    does_the_module(workspace.learner)
    return Home(workspace, "trainer", workspace.trainer, folder, LEARNER)


def is_marked(view, level):
    """What the gradebook holds of the one exercise, whose question is right."""
    marks = [
        CellMark(
            activity=f"{EXERCISE}-{name}",
            out_of=out_of,
            auto=None if by_hand else out_of,
            manual=level if by_hand else None,
            extra=0.0,
            by_hand=by_hand,
            needs_manual=False,
        )
        for name, out_of, by_hand in (("question", 1.0, False), ("reflection", 3.0, True))
    ]
    at = datetime(2026, 11, 26, 11, tzinfo=UTC)
    one = Result(
        learner=LEARNER, assignment=EXERCISE, handed_in=at, marks=tuple(marks), submitted=True
    )
    hold(view.workspace.trainer, one)


def drawn(view):
    (one,) = second_markings(view.workspace.trainer, EXERCISE)
    return one


def earned(view):
    return in_a_loop(earned_here(view, {})).learners


def make(view, released):
    """What `coprod certificate make` comes to. Without a key it makes none."""
    where = ["--workspace", str(view.workspace.root), "--published", str(released)]
    return main(["certificate", "make", "--name", NAME, *where])


@pytest.mark.parametrize(("agreed", "gets_one"), [(1, False), (2, True)])
def test_the_first_mark_earns_none_and_the_agreed_one_may(view, released, capsys, agreed, gets_one):
    root = view.workspace.trainer
    is_marked(view, 3.0)
    draw(root, EXERCISE, random.Random(1))
    assert earned(view) == (LEARNER,)

    give_second(root, drawn(view), 1, "tom", NOW)

    assert in_a_loop(earned_here(view, {})) == Earned(())
    assert in_a_loop(why_none(view, LEARNER, environ={})).startswith("This learner has not earned")
    assert make(view, released) == 1
    assert "There is still something to do." in capsys.readouterr().err

    give_agreed(root, drawn(view), agreed, "tom", NOW)
    is_marked(view, float(agreed))

    assert earned(view) == ((LEARNER,) if gets_one else ())
    assert make(view, released) == 1
    assert ("There is still something to do." in capsys.readouterr().err) is not gets_one
