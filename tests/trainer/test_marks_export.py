"""`nbgrader export` in our course writes our marks file: not handed in is no zero (T6)."""

import json

import pytest
from handing_in import TASK, hand_in
from lab.served import nbgrader, released
from opened import coprod

from coprod_training.spreadsheet import read_csv

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """One learner has handed in, one is only on the list of learners."""
    workspace = tmp_path_factory.mktemp("export") / "coprod"
    released(workspace)
    hand_in(workspace, "ann", None)
    coprod("grade", TASK, "--workspace", workspace)
    nbgrader(workspace, "trainer", "db", "student", "add", "ben", "--last-name", "O'Brien, Jr")
    return workspace


def test_who_handed_in_nothing_has_no_points(workspace):
    nbgrader(workspace, "trainer", "export", "--to", "all.csv")

    columns, rows = read_csv((workspace / "trainer" / "all.csv").read_bytes())
    found = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
    assert found["ann"]["state"] == "marked"
    assert found["ben"]["state"] == "not handed in"
    assert found["ben"]["points"] in (None, "")
    assert found["ben"]["last name"] == "O'Brien, Jr"


def test_a_part_of_it_is_refused_in_words(workspace):
    with pytest.raises(AssertionError, match="exports all marks together"):
        nbgrader(workspace, "trainer", "export", "--student", json.dumps(["ann"]))
