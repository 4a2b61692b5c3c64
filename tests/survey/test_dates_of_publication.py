"""Dates of publication that are not written as a list of days are refused in plain words."""

import pytest
from made_up_dataset import INSTRUMENT, ROOT

from coprod_training.errors import ContentProblems
from coprod_training.survey.release.plan_file import load_plan

WHOLE = (ROOT / "course" / "publication.yaml").read_text()
LIST = "Write a list in square brackets: dates: [2027-03-01, 2027-06-01]"


def plan(folder, dates):
    assert WHOLE.count("\ndates: []") == 1
    (folder / "publication.yaml").write_text(WHOLE.replace("\ndates: []", f"\ndates: {dates}"))
    return load_plan(folder, INSTRUMENT)


@pytest.mark.parametrize("dates", ["2026-12-01", "", "[1 December 2026]", "[01/12/2026]", "[12]"])
def test_what_is_no_list_of_dates_is_told_how_one_is_written(tmp_path, dates):
    with pytest.raises(ContentProblems) as refused:
        plan(tmp_path, dates)

    assert [one.fix for one in refused.value.problems] == [LIST]


@pytest.mark.parametrize("dates", ["[]", "[2027-03-01, 2027-06-01]", '["2027-03-01"]'])
def test_a_list_of_dates_is_read(tmp_path, dates):
    assert len(plan(tmp_path, dates).dates) == dates.count("2027")
