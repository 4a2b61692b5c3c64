"""The survey as an XLSForm, judged by the program that turns one into a form."""

import io
import time

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from coprod_training.survey.xlsform import xlsform

from .self_checks import INSTRUMENT

XLSX = ".xlsx"


def rows_of(content, sheet):
    first, *rest = load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rest]


def questions(content):
    return {row["name"]: row for row in rows_of(content, "survey") if row["name"]}


@pytest.mark.parametrize("phase", ["baseline", "pre", "post"])
def test_pyxform_warns_of_nothing(phase):
    warnings = []

    made = convert(io.BytesIO(xlsform(INSTRUMENT, phase)), warnings=warnings, file_type=XLSX)

    assert warnings == made.warnings == []


def test_each_item_of_the_survey_is_asked_under_its_own_id():
    asked = questions(xlsform(INSTRUMENT))

    assert {item.id for item in INSTRUMENT.asked_in("baseline")} <= set(asked)
    assert "CFD1" not in asked
    assert asked["SD1"]["required"] == "yes"
    assert asked["RES2"]["constraint"] == "count-selected(.) <= 2"
    assert "selected(., 'g')" in asked["RES1"]["constraint"]
    assert asked["OPN1"]["constraint"] == "string-length(.) <= 500"


def test_after_a_no_nothing_more_is_asked():
    asked = questions(xlsform(INSTRUMENT))
    parts = [row for name, row in asked.items() if name.startswith("part_")]

    assert asked["CN1"]["default"] == "0"
    assert [p["name"] for p in parts if "${CN1} = '1'" not in (p["relevant"] or "")] == [
        "part_consent"
    ]


def test_step_5_is_checked_once_after_the_last_of_the_twelve():
    names = list(questions(xlsform(INSTRUMENT)))

    assert names.index("EVA3") < names.index("s5_decide") < names.index("FRQ1")


def test_each_answer_has_the_value_of_the_dictionary():
    choices = rows_of(xlsform(INSTRUMENT), "choices")
    scale = [row["name"] for row in choices if row["list_name"] == "maturity"]

    assert scale == [code.value for code in INSTRUMENT.code_lists["maturity"]]


def test_two_workbooks_made_at_different_times_have_the_same_bytes(monkeypatch):
    first = xlsform(INSTRUMENT)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)

    assert xlsform(INSTRUMENT) == first


def test_it_brings_what_the_importer_needs_a_time_and_a_receipt_code():
    rows = questions(xlsform(INSTRUMENT))
    told, paper, code, _ = rows_of(xlsform(INSTRUMENT), "survey")[-4:]

    assert (rows["start"]["type"], rows["end"]["type"]) == ("start", "end")
    assert rows["receipt"]["type"] == "calculate"
    assert rows["receipt"]["calculation"].startswith("once(concat('1', substr(uuid(), 33, 36)")
    assert rows["instrument"]["calculation"] == f"'{INSTRUMENT.id}'"
    assert "${receipt}" in told["label"]
    assert (paper["name"], paper["default"]) == ("from_paper", "0")
    assert (code["name"], code["relevant"]) == ("receipt_on_paper", "${from_paper} = '1'")


def test_no_code_is_promised_where_no_consent_is_asked():
    assert "receipt" not in questions(xlsform(INSTRUMENT, "post"))
