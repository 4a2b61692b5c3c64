"""Whom a pilot names, as My data tells them: from the list, and from the copy they have."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from house.tree import ROOT

from coprod_training.content import on_a_day, testers
from coprod_training.content.build import Build
from coprod_training.content.publish import publish
from coprod_training.content.upgrade import install
from coprod_training.lab.forgetting import forget_everything
from coprod_training.lab.home import Home
from coprod_training.lab.my_data import held_in
from coprod_training.lab.workspace import open_workspace

COURSE = "embedding-co-production"  # the id of the course that is shipped
ME, OTHER = "test-record-7", "test-record-8"


@pytest.fixture
def pilot(tmp_path):
    """A pilot in which two are named: on the list, and in the copy that was made from it."""
    workspace = open_workspace(tmp_path / "coprod")
    testers.keep_testers(workspace.private, COURSE, (ME, OTHER))
    named = Build(status="pilot", banner="x", testers=testers.testers(workspace.private))
    publish(ROOT, tmp_path / "published", named)
    install(tmp_path / "published", workspace.learner)
    return workspace


def home_of(workspace, learner, role="learner"):
    return Home(workspace, role, workspace.learner, workspace.learner, learner)


def test_a_tester_reads_where_they_are_named_and_nobody_else_does(pilot):
    mine = held_in(home_of(pilot, ME)).tester

    assert mine.kept_in == (testers.LIST, testers.COPY)
    assert mine.code == on_a_day.tester_digest(COURSE, ME)
    assert held_in(home_of(pilot, "somebody")).tester is None
    assert held_in(home_of(pilot, ME, "trainer")).tester is None  # only looks at the course


def test_where_the_list_is_out_of_reach_their_copy_still_says_so(pilot):
    (pilot.private / "contributions" / "testers.json").unlink()  # as on a hub

    assert held_in(home_of(pilot, ME)).tester.kept_in == (testers.COPY,)


def test_deleting_everything_takes_one_person_off_the_list(pilot):
    class NothingThere:
        async def ask(self, *_):
            return {"hand_ins": 0, "feedback": 0, "marked": 0}

    asked = forget_everything(home_of(pilot, ME), NothingThere(), datetime.now(UTC), lambda: None)
    with ThreadPoolExecutor(1) as apart:  # a browser test before this one may have a loop here
        deleted = apart.submit(asyncio.run, asked).result()

    assert testers.testers(pilot.private) == (on_a_day.tester_digest(COURSE, OTHER),)
    assert deleted.tester == 1
    assert "off the list of people who test a pilot" in deleted.sentence()
    # The copy says so until it is made again, and My data with it.
    assert held_in(home_of(pilot, ME)).tester.kept_in == (testers.COPY,)
