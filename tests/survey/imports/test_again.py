"""The same answers in another file: nothing is added, nothing is lost, and a change is told."""

import pytest

from coprod_training.content.resources import SCALE
from coprod_training.survey.imports.import_map import ImportMap

from .forms import (
    BEGAN,
    ITEMS,
    WRITERS,
    as_csv,
    as_xlsx,
    msforms,
    people,
    person,
    values_of,
    with_cell,
    with_column,
    without_column,
)

CODES = ["7K2M-9QXV-0ABC", "0000-1111-2222", "X4Y5Z6"]


def counts(planned):
    return [planned.count(o) for o in ("accepted", "unchanged", "replaced", "quarantined")]


def stored(desk):
    return {path.name: path.read_bytes() for path in desk.store.folder.iterdir()}


@pytest.mark.parametrize("tool", WRITERS)
@pytest.mark.parametrize("second", [as_csv, as_xlsx])
def test_the_same_answers_in_either_form_add_nothing(desk, tool, second):
    grid = WRITERS[tool](people(5, OPN1="We changed the form.\nAll of it"))
    desk.bring_in(as_xlsx(grid))
    before = stored(desk)

    planned = desk.bring_in(second(grid))

    assert counts(planned) == [0, 5, 0, 0]
    assert stored(desk) == before


def test_real_dates_and_dates_without_seconds_are_the_same_answers(desk):
    desk.bring_in(as_xlsx(msforms(people(3), style=None)))

    planned = desk.bring_in(as_csv(msforms(people(3), style="%d/%m/%y %H:%M")))

    assert counts(planned) == [0, 3, 0, 0]


def test_a_file_that_has_grown_adds_the_new_rows_only(desk):
    desk.bring_in(as_csv(msforms(people(3))))

    planned = desk.bring_in(as_csv(msforms(people(5))))

    assert counts(planned) == [2, 3, 0, 0]
    assert sorted(row.batch for row in desk.rows()) == ["import-0001"] * 3 + ["import-0002"] * 2


def test_a_changed_answer_replaces_the_row_and_keeps_its_id(desk):
    desk.bring_in(as_csv(msforms(people(3))))
    before = {row.submission_id for row in desk.rows()}
    changed = [person(0, DES1="5", OPN1="New words"), *people(3)[1:]]

    planned = desk.bring_in(as_csv(msforms(changed)))

    assert counts(planned) == [0, 2, 1, 0]
    assert {row.submission_id for row in desk.rows()} == before
    (new,) = (row for row in desk.rows() if row.batch == "import-0002")
    assert new.content.values == values_of(changed[0])[2]
    assert [text.text for text in desk.texts()] == ["New words"]


def test_a_row_that_was_kept_out_comes_in_once_it_is_mended(desk):
    grid = msforms(people(3))
    torn = with_cell(grid, 1, "Completion", "soon")

    assert counts(desk.bring_in(as_csv(torn))) == [2, 0, 0, 1]
    assert counts(desk.bring_in(as_csv(torn))) == [0, 2, 0, 1]
    assert len(desk.store.kept().batches) == 1
    assert counts(desk.bring_in(as_csv(grid))) == [1, 2, 0, 0]


def test_two_forms_that_number_their_answers_alike_are_told_apart(desk):
    grid = msforms(people(3))
    later = msforms(people(3), first=BEGAN.replace(year=2025))

    desk.bring_in(as_csv(grid))

    assert counts(desk.bring_in(as_csv(later))) == [3, 0, 0, 0]


def test_an_export_without_the_receipt_column_keeps_the_receipts(desk):
    grid = msforms(people(3))
    desk.bring_in(as_csv(with_column(grid, "Receipt code", CODES)))
    before = {row.receipt for row in desk.rows()}

    planned = desk.bring_in(as_csv(grid))

    assert counts(planned) == [0, 3, 0, 0]
    assert {row.receipt for row in desk.rows()} == before
    assert len(before) == 3


def test_an_export_without_open_questions_keeps_the_words(desk):
    grid = msforms(people(2, OPN1="We changed it", CN2="1"))
    desk.bring_in(as_csv(grid))
    for heading in ("Tell us", "What gets", "You may quote"):
        grid = without_column(grid, heading)

    planned = desk.bring_in(as_csv(with_cell(grid, 0, "Making guides", "")))

    assert counts(planned) == [0, 1, 1, 0]
    assert [(text.text, text.quote) for text in desk.texts()] == [("We changed it", True)] * 2


def test_a_later_export_without_one_open_question_keeps_its_words_and_takes_the_others(desk):
    desk.bring_in(as_csv(msforms(people(2, OPN1="We changed it", OPN2="No time"))))
    later = msforms(people(2, OPN1="We changed it again", OPN2=""))

    planned = desk.bring_in(as_csv(without_column(later, "What gets")))

    assert counts(planned) == [0, 0, 2, 0]
    assert sorted({(text.item, text.text) for text in desk.texts()}) == [
        ("OPN1", "We changed it again"),
        ("OPN2", "No time"),
    ]
    assert len(desk.texts()) == 4


def test_changed_words_in_the_place_of_an_answer_come_in_without_the_open_questions(desk):
    said = ImportMap(id="test", instrument="cps-0.1", why="Test record.", other_as_text=("SD3",))
    grid = with_cell(msforms(people(1, OPN1="We changed it")), 0, "What kind of", "A farm")
    desk.bring_in(as_csv(grid), said=said)
    later = with_cell(without_column(grid, "Tell us"), 0, "What kind of", "A garden")

    planned = desk.bring_in(as_csv(without_column(later, "What gets")), said=said)

    assert counts(planned) == [0, 0, 1, 0]
    assert sorted((text.item, text.text) for text in desk.texts()) == [
        ("OPN1", "We changed it"),
        ("SD3", "A garden"),
    ]


NOTHING_SHARED = {item.id: "1" for item in ITEMS.values() if item.codes == SCALE}
ON_STEP_5 = NOTHING_SHARED | {"DES1": "5"}


@pytest.mark.parametrize(
    ("later", "columns", "kept"),
    [
        (ON_STEP_5, {}, (1, 0)),
        (ON_STEP_5, {"s5_do": "Yes"}, (1, 1)),
        (NOTHING_SHARED, {}, (-7, -7)),
    ],
    ids=["without both", "without one", "nothing on step 5 any more"],
)
def test_an_export_without_the_check_on_step_5_keeps_it(desk, later, columns, kept):
    grid = with_column(msforms(people(1, **ON_STEP_5)), "s5_decide", ["Yes"])
    desk.bring_in(as_csv(with_column(grid, "s5_do", ["No"])))
    grid = msforms(people(1, **later, OPN1="New words"))
    for heading, cell in columns.items():
        grid = with_column(grid, heading, [cell])

    desk.bring_in(as_csv(grid))

    (row,) = desk.rows()
    assert row.batch == "import-0002"
    assert (row.content.s5_decide, row.content.s5_do) == kept


def test_the_four_outcomes_are_the_rows_of_the_file(desk):
    grid = msforms(people(6))
    desk.bring_in(as_csv(grid[:4]))
    grid = with_cell(with_cell(grid, 0, "Making guides", ""), 5, "I have read", "No")

    planned = desk.bring_in(as_csv([*grid, grid[2]]))

    batch = desk.store.kept().batches[-1].about
    assert counts(planned) == [2, 3, 1, 1]
    assert batch.rows_in == batch.accepted + batch.unchanged + batch.replaced + batch.quarantined


def test_ids_are_made_from_nothing_about_the_person(desk, another_desk):
    other = another_desk()
    for one in (desk, other):
        one.bring_in(as_csv(msforms(people(3))))

    assert {r.submission_id for r in desk.rows()}.isdisjoint(r.submission_id for r in other.rows())
    assert all(len(row.submission_id) == 20 for row in desk.rows())
