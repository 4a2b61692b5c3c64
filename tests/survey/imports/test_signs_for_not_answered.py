"""SmartSurvey can write a sign where nothing was answered: it is no answer in any column."""

import pytest

from .forms import as_csv, people, smartsurvey, with_column


@pytest.mark.parametrize("sign", ["-", "."])
def test_a_sign_for_not_answered_is_no_answer_in_any_sort_of_column(desk, sign):
    grid = smartsurvey(people(2, RES1=["a"], DES1="5", OPN1=sign))
    last_of_res1 = next(n for n, head in enumerate(grid[0]) if "What would help" in head)
    grid = with_column(grid, "", ["Other (please specify)", "", sign, sign], at=last_of_res1)
    for heading in ("s5_decide", "s5_do", "Service code", "Receipt code"):
        grid = with_column(grid, heading, ["", "", sign, sign])

    planned = desk.bring_in(as_csv(grid))

    assert (planned.count("accepted"), planned.by_code) == (2, {})
    assert desk.texts() == ()
    for row in desk.rows():
        assert row.content.values["RES1_f"] == 0
        assert (row.content.s5_decide, row.content.s5_do) == (None, None)
        assert (row.service, row.receipt) == ("", "")
