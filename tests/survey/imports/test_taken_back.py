"""Consent that is not given, or is taken back: the row is nowhere, and nothing brings it back."""

from datetime import timedelta

import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.imports.preview import preview_lines
from coprod_training.survey.imports.records import TOO_OLD
from coprod_training.survey.withdraw import withdraw

from .forms import NOW, as_csv, limesurvey, msforms, people, with_cell, with_column

CODES = ["7K2M-9QXV-0ABC", "0000-1111-2222", "LIME-4455"]


@pytest.fixture
def grid():
    return with_column(msforms(people(3, OPN1="Our own words")), "Receipt code", CODES)


def take_back(desk, code):
    return withdraw(desk.survey, desk.key, code, NOW)


@pytest.mark.parametrize("code", CODES)
def test_a_receipt_code_takes_the_row_and_its_words_out(desk, grid, code):
    desk.bring_in(as_csv(grid))

    done = take_back(desk, code.lower().replace("-", " "))

    assert (done.known, done.rows) == (True, 1)
    assert "say yes again" not in done.sentence()  # they have no page in the course
    assert len(desk.rows()) == len(desk.texts()) == 2
    assert take_back(desk, code).rows == 0


def test_a_withdrawn_row_is_wiped_from_the_disk(desk, grid):
    desk.bring_in(as_csv(grid))
    ids = {row.submission_id for row in desk.rows()}

    def on_the_disk():
        whole = b"".join(path.read_bytes() for path in desk.store.folder.iterdir())
        return {one for one in ids if one.encode() in whole}

    assert on_the_disk() == ids
    take_back(desk, CODES[0])

    assert len(ids) - 1 == len(on_the_disk())
    assert on_the_disk() == {row.submission_id for row in desk.rows()}


def test_the_same_file_does_not_bring_it_back(desk, grid):
    desk.bring_in(as_csv(grid))
    take_back(desk, CODES[0])

    planned = desk.bring_in(as_csv(grid))

    assert (planned.count("unchanged"), planned.by_code) == (2, {"withdrawn": 1})
    assert planned.problems == ()


def test_nor_does_an_export_without_the_receipt_codes(desk, grid):
    desk.bring_in(as_csv(grid))
    take_back(desk, CODES[0])

    planned = desk.bring_in(as_csv([line[:-1] for line in grid]))

    assert planned.by_code == {"withdrawn": 1}
    assert len(desk.rows()) == 2


def test_a_code_that_was_used_before_its_row_came_in_keeps_it_out(desk, grid):
    assert not take_back(desk, CODES[1]).known

    planned = desk.bring_in(as_csv(grid))

    assert planned.by_code == {"withdrawn": 1}


def test_a_yes_that_became_a_no_in_the_tool_wipes_the_row(desk, grid):
    desk.bring_in(as_csv(grid))

    planned = desk.bring_in(as_csv(with_cell(grid, 1, "I have read", "No")))

    assert planned.by_code == {"no-consent": 1}
    assert len(desk.rows()) == len(desk.texts()) == 2
    assert desk.bring_in(as_csv(grid)).by_code == {"withdrawn": 1}


@pytest.mark.parametrize("cell", ["", "Perhaps"])
def test_an_empty_or_unreadable_consent_cell_wipes_nothing_that_is_here(desk, grid, cell):
    desk.bring_in(as_csv(grid))
    before = desk.rows(), desk.texts()

    planned = desk.bring_in(as_csv(with_cell(grid, 1, "I have read", cell)))

    assert (planned.by_code, planned.wiped, planned.ended) == ({"unclear-consent": 1}, 0, ())
    assert [str(one) for one in planned.problems] == [
        "Row 3, CN1: it is neither yes nor no. These answers are here already, and stay as they"
        " are."
    ]
    assert (desk.rows(), desk.texts()) == before
    assert desk.bring_in(as_csv(grid)).count("unchanged") == 3


def _with_row_again(grid, row, cell):
    """The file with one row a second time, where CN1 has another answer."""
    changed = with_cell(grid, row, "I have read", cell)
    return [*grid, changed[row + 1]]


@pytest.mark.parametrize("order", [1, -1])
def test_a_no_in_the_same_file_keeps_the_yes_out_wherever_it_stands(desk, grid, order):
    head, *rows = _with_row_again(grid, 1, "No")
    content = as_csv([head, *rows[::order]])

    planned = desk.bring_in(content)

    assert (planned.count("accepted"), planned.wiped) == (2, 0)
    assert planned.by_code == {"no-consent": 1, "withdrawn": 1}
    assert planned.problems == ()
    assert len(desk.rows()) == len(desk.texts()) == 2


@pytest.mark.parametrize("order", [1, -1])
def test_a_no_in_the_same_file_wipes_what_is_here_wherever_it_stands(desk, grid, order):
    desk.bring_in(as_csv(grid))
    head, *rows = _with_row_again(with_cell(grid, 1, "Tell us about", "Other words"), 1, "No")

    planned = desk.bring_in(as_csv([head, *rows[::order]]))

    assert (planned.count("unchanged"), planned.count("replaced"), planned.wiped) == (2, 0, 1)
    assert len(desk.rows()) == len(desk.texts()) == 2


def test_the_preview_says_how_many_rows_would_be_wiped(desk, grid):
    desk.bring_in(as_csv(grid))

    shown = preview_lines(*desk.planned(as_csv(with_cell(grid, 1, "I have read", "No"))))

    assert (
        "Rows that are here now and whose yes is taken back in this file: 1. They will be wiped."
        in list(shown)
    )


def test_what_cannot_be_a_receipt_code_keeps_the_row_out(desk, grid):
    planned = desk.bring_in(as_csv(with_cell(grid, 0, "Receipt", "I lost it")))

    assert planned.by_code == {"receipt": 1}


def test_months_can_be_forgotten_and_do_not_come_back(desk):
    early = msforms(people(2), first=NOW.replace(tzinfo=None) - timedelta(days=190))
    late = limesurvey(people(3))
    desk.bring_in(as_csv(early))
    desk.bring_in(as_csv(late))

    assert desk.store.forget_before("2026-10") == 2
    assert {row.tool for row in desk.rows()} == {"limesurvey"}
    planned = desk.bring_in(as_csv(early))
    assert planned.by_code == {TOO_OLD: 2}  # and not as if somebody had taken them back
    assert len(desk.rows()) == 3


def test_a_damaged_batch_stops_everything(desk, grid):
    desk.bring_in(as_csv(grid))
    (path,) = desk.store.folder.glob("import-*.jsonl")
    path.write_bytes(path.read_bytes().rsplit(b"\n", 2)[0] + b"\n")

    with pytest.raises(CoprodError, match="is incomplete"):
        desk.rows()
