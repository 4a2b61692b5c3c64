"""A round at a terminal: the bar while it grades, and `nbgrader export` with our marks (T6)."""

import json
import os
import pty
import subprocess

import pytest
from handing_in import hand_in
from lab.served import nbgrader, released
from opened import COPROD, STAFF
from read_tables import read_csv

from coprod_training.cli.grade import _bar
from coprod_training.grading.learner_list import add_learners

pytestmark = [pytest.mark.drawn, pytest.mark.slow]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Two are graded, one is only listed and one waits; and what was on the screen."""
    workspace = tmp_path_factory.mktemp("export") / "coprod"
    released(workspace)
    for learner in ("ann", "cem"):
        hand_in(workspace, learner, None)
    screen = on_a_screen("grade", "--all", "--workspace", workspace)
    add_learners(workspace / "trainer", [("ben", "", "O'Brien, Jr"), ("dia", "", "")])
    hand_in(workspace, "dia", None)
    return workspace, screen


@pytest.fixture(scope="module")
def workspace(graded):
    return graded[0]


def on_a_screen(*arguments):
    """Run one verb where its standard error is a terminal; what it said there."""
    there, here = pty.openpty()
    command = [*COPROD, *map(str, arguments)]
    subprocess.run(command, stdout=subprocess.PIPE, stderr=here, cwd=STAFF, check=True, timeout=300)
    os.close(here)
    said = os.read(there, 10_000).decode()
    os.close(there)
    return said


def test_a_bar_says_how_far_it_is_and_ends_its_line(graded):
    half, whole = "#" * 15 + "." * 15, "#" * 30

    assert f"\rMarking [{half}] 1 of 2\rMarking [{whole}] 2 of 2\r\n" in graded[1]


def test_a_log_gets_no_bar(capfd):
    _bar("Marking")(1, 2)

    assert capfd.readouterr() == ("", "")


def test_who_handed_in_nothing_has_no_points(workspace):
    nbgrader(workspace, "trainer", "export", "--to", "all.csv")

    columns, rows = read_csv((workspace / "trainer" / "all.csv").read_bytes())
    found = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
    assert found["ann"]["state"] == "marked"
    assert found["ben"]["state"] == "not handed in"
    assert found["ben"]["points"] in (None, "")
    assert found["dia"]["state"] == "not yet marked"
    assert found["ben"]["last name"] == "O'Brien, Jr"


def test_a_part_of_it_is_refused_in_words(workspace):
    with pytest.raises(AssertionError, match="exports all marks together"):
        nbgrader(workspace, "trainer", "export", "--student", json.dumps(["ann"]))
