"""The dataset as whole columns: what is read, what is wrong with it, and what is counted."""

import csv
import io
from collections import Counter
from random import Random

import pyarrow as pa
import pytest

from coprod_training.cli import main
from coprod_training.disclosure.derived import CHANGES
from coprod_training.survey.dictionary import table_schema
from coprod_training.survey.wide.counts import changes, counted
from coprod_training.survey.wide.package import arrow_types, read_package, read_table
from coprod_training.survey.wide.rules import errors
from coprod_training.survey.wide.schema import fields_of
from coprod_training.survey.wide.table import EMPTY, wide_of

from .built import built
from .self_checks import INSTRUMENT

FIELDS = fields_of(table_schema(INSTRUMENT), "here")
TABLE = "data/submission-course-0.1.csv"


def made(count=40, seed=1):
    """Rows that keep every rule, made at random."""
    rng, rows = Random(seed), []
    for number in range(count):
        phase = ("pre", "post")[number % 2]
        row = {}
        for field in FIELDS:
            if field.number:
                asked = "Asked in" not in field.description or phase in field.description
                row[field.name] = rng.choice([*field.numbers, None]) if asked else -7
            elif field.values:
                row[field.name] = rng.choice(list(field.words))
            else:
                row[field.name] = "course" if field.filled else None
        row |= {
            "submission_id": f"{number:020x}", "pair_id": f"{seed}{number // 2:031x}",
            "phase": phase, "completed_month": "2027-01", "content_sha": f"{number:016x}",
        }  # fmt: skip
        rows.append(row)
    return rows


def wide(rows):
    types = arrow_types(FIELDS)
    columns = {name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()}
    return wide_of(pa.table(columns), FIELDS)


def test_rows_that_keep_every_rule_have_no_error():
    assert errors(wide(made())) == []


@pytest.mark.parametrize(
    ("column", "value", "code", "words"),
    [
        ("DES1", 12, "not_in_list", "12 is not one of its answers"),
        ("s5_check", 7, "not_in_list", "It has to be one of: 1, 0, -7."),
        ("phase", "before", "not_in_list", "It has to be one of: "),
        ("phase", None, "missing", "This is empty"),
        ("completed_month", "2027-13", "wrong_form", "not in the form"),
        ("completed_month", "2027-01-05", "wrong_form", "not in the form"),
        ("submission_id", f"{0:020x}", "twice", "Another row has the same"),
        ("pair_id", f"1{0:031x}", "twice", "another row of the same form"),
    ],
)
def test_one_wrong_cell_is_named_with_row_column_code_and_words(column, value, code, words):
    rows = made()
    rows[4][column] = value

    (found, *_) = errors(wide(rows))

    assert (found.row, found.column, found.code) == (6, column, code)
    assert words in found.message


def test_an_item_of_another_form_cannot_have_been_answered():
    rows = made()
    rows[0]["THN1"] = 3

    (found,) = errors(wide(rows))

    assert str(found) == (
        "Row 2, THN1 (not_asked_then): This is asked in post only, so it has to be -7."
    )


def test_a_text_of_the_table_is_never_in_a_message():
    rows = made()
    rows[3]["setting"] = "ħđŋŧβλ"

    (found,) = errors(wide(rows))

    assert "ħđŋŧβλ" not in str(found)


def test_no_more_errors_than_were_asked_for_are_listed():
    rows = made()
    for row in rows:
        row["DES1"] = 99

    assert len(errors(wide(rows), most=7)) == 7


def test_counts_are_those_of_counting_one_by_one():
    rows = made(200)
    found = counted(wide(rows), "setting")
    by_hand = Counter(
        (row["setting"], row["phase"], item, EMPTY if row[item] is None else row[item])
        for row in rows
        for item in found.items
    )

    counts = {
        (group, phase, item, answer): int(found.numbers[g, p, i, a])
        for g, group in enumerate(found.groups)
        for p, phase in enumerate(found.phases)
        for i, item in enumerate(found.items)
        for a, answer in enumerate(found.answers)
    }
    assert {key: n for key, n in counts.items() if n} == dict(by_hand)


def test_everybody_is_the_sum_of_the_groups():
    rows = wide(made(60))

    assert (counted(rows).numbers[0] == counted(rows, "region").numbers.sum(axis=0)).all()


def test_change_is_counted_on_matched_people_with_an_answer_in_both():
    rows = made(41)  # the last one has no row after
    found = changes(wide(rows))
    by_hand = Counter()
    for before, after in zip(rows[:40:2], rows[1:40:2], strict=True):
        for item in found.items:
            then, now = before[item], after[item]
            if then is not None and now is not None and min(then, now) >= 0:
                by_hand[item, CHANGES[(now <= then) + (now < then)]] += 1

    assert (found.pairs, found.before, found.after) == (20, 21, 20)
    assert {
        (item, name): int(found.numbers[i, c])
        for i, item in enumerate(found.items)
        for c, name in enumerate(CHANGES)
        if found.numbers[i, c]
    } == dict(by_hand)


def test_a_built_dataset_passes_and_the_command_says_so(tmp_path, capsys):
    folder = built(tmp_path)

    assert main(["survey", "check", str(folder)]) == 0
    assert "every cell fits" in capsys.readouterr().out
    (resource,) = read_package(folder).resources
    assert wide_of(read_table(folder, resource), resource.fields).rows == 6


@pytest.mark.parametrize(
    ("value", "said"),
    [("12", "(not_in_list): 12 is not one"), ("many", "(not_a_number): It has to be one of"),
     ("300", "(not_a_number): It has to be one of")],
)  # fmt: skip
def test_a_cell_that_was_changed_by_hand_is_named(tmp_path, capsys, value, said):
    folder = built(tmp_path)
    lines = [*csv.reader(io.StringIO((folder / TABLE).read_text()))]
    lines[3][lines[0].index("DES1")] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    (folder / TABLE).write_text(out.getvalue())

    assert main(["survey", "check", str(folder)]) == 1
    assert f"Row 4, DES1 {said}" in capsys.readouterr().out
