"""Why a row was kept out: shown with its cell, kept without it, and gone with its batch."""

import pytest

from coprod_training.survey.imports.preview import kept_out_lines
from coprod_training.survey.imports.records import RowProblem

from .forms import COURSE, as_csv, msforms, people, with_cell

OTHERWISE = "2024-10-09 11:02"
SHOWN = f"'{OTHERWISE}' is not day/month/year."
KEPT = "it is not day/month/year."


def with_one_row_out(heading="Start time", cell=OTHERWISE):
    return as_csv(with_cell(msforms(people(3)), 1, heading, cell))


def on_the_disk(desk):
    return b"".join(path.read_bytes() for path in desk.store.folder.iterdir()).decode()


def reasons(desk):
    return [str(one) for batch in desk.store.kept().batches for one in batch.problems]


@pytest.mark.parametrize(
    ("heading", "cell", "shown", "kept"),
    [
        ("Start time", OTHERWISE, OTHERWISE, KEPT),
        ("Completion", "9 Oct 24, 11:02", "9 Oct 24, 11:02", KEPT),
        ("Start time", "09/10/2019 11:02", "09/10/2019", "it is before 2020 or in the future."),
        ("Which setting", "Primary care of Zebedee", "Primary care of", "it is not one of its"),
    ],
)
def test_what_stood_in_the_cell_is_shown_and_not_kept(desk, heading, cell, shown, kept):
    planned = desk.bring_in(with_one_row_out(heading, cell))

    (problem,) = planned.problems
    assert shown in str(problem)
    assert shown not in on_the_disk(desk)
    (reason,) = reasons(desk)
    assert reason.startswith("Row 3, ")
    assert f": {kept}" in reason
    assert reason in [*kept_out_lines(desk.store.kept(), "import-0001")]


def test_which_answer_was_chosen_is_not_kept_either():
    chosen = '"None of these" and "I do not know" is chosen together with others.'
    problem = RowProblem(row=2, column="RES1", code="excludes-others", what=chosen)

    assert problem.to_keep().what == "an answer that stands alone is chosen together with others."
    assert problem.to_keep().to_keep() == problem.to_keep()


def test_what_an_earlier_version_kept_of_a_cell_is_taken_out(desk):
    desk.bring_in(with_one_row_out())
    path = desk.store.folder / "import-0001.jsonl"
    path.write_text(path.read_text().replace(KEPT, SHOWN))
    assert OTHERWISE in on_the_disk(desk)

    desk.store.settle()

    assert OTHERWISE not in on_the_disk(desk)
    assert reasons(desk) == [f"Row 3, Start time: {KEPT}"]
    assert len(desk.rows()) == 2


def test_a_file_that_an_earlier_version_brought_in_was_here_already(desk):
    desk.bring_in(with_one_row_out())
    path = desk.store.folder / "import-0001.jsonl"
    path.write_text(path.read_text().replace(KEPT, SHOWN))

    desk.bring_in(with_one_row_out())

    assert [batch.about.id for batch in desk.store.kept().batches] == ["import-0001"]


def test_reasons_leave_once_every_month_of_their_batch_is_taken_out(desk):
    """The batch is of November, and a row of it that was kept out may be too."""
    desk.bring_in(with_one_row_out())

    desk.store.forget_before("2026-11")
    desk.store.forget_before("2026-12", "another-version")
    assert desk.rows() == []
    assert reasons(desk) == [f"Row 3, Start time: {KEPT}"]

    desk.store.forget_before("2026-12")
    assert reasons(desk) == []


def test_a_row_whose_id_was_rounded_is_kept_out_alone_as_the_stewards_page_says(desk):
    planned = desk.bring_in(with_one_row_out("ID", "1.5E+08"))
    page = (COURSE.parent / "docs" / "survey-data.md").read_text()

    assert (planned.count("accepted"), planned.by_code) == (2, {"rounded-id": 1})
    assert "A row whose id was rounded, such as `1.5E+08`, is kept out, and the others" in page
