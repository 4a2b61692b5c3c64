"""The dataset with rows of the survey itself beside those of the course."""

import csv
import json

import frictionless
import pytest

from coprod_training.survey import dataset
from coprod_training.survey.columns import columns
from coprod_training.survey.imports.kinds import TOOLS

from ..self_checks import BEFORE, PRE, agree, answer
from .forms import (
    INSTRUMENT,
    NOW,
    as_csv,
    limesurvey,
    msforms,
    people,
    person,
    smartsurvey,
    values_of,
)
from .kobo_form import kobotoolbox

SURVEY = "data/submission-import-{}-0.1.csv"


@pytest.fixture
def built(desk, tmp_path):
    def make(name="out", instruments=(INSTRUMENT,)):
        folder = tmp_path / name
        dataset.build(desk.survey, instruments, folder, NOW, text_version="cn-0.1")
        return folder

    return make


def rows_in(folder, batch="0001"):
    with (folder / SURVEY.format(batch)).open(newline="") as file:
        return list(csv.DictReader(file))


def test_each_batch_has_a_table_of_its_own_and_frictionless_finds_no_fault(desk, built):
    desk.bring_in(as_csv(msforms(people(4, OPN1="Words", RES1=[]))))
    desk.bring_in(as_csv(limesurvey(people(3))))
    desk.bring_in(as_csv(smartsurvey(people(2))))
    desk.bring_in(as_csv(kobotoolbox(people(5), labels=True)))

    folder = built()

    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "rowNumber", "fieldName", "message"]) == []
    batches = {batch: rows_in(folder, batch) for batch in ("0001", "0002", "0003", "0004")}
    assert [len(rows) for rows in batches.values()] == [4, 3, 2, 5]
    assert {row["source"] for rows in batches.values() for row in rows} == {*TOOLS}
    assert [row["submission_id"] for row in rows_in(folder)] == sorted(
        row["submission_id"] for row in rows_in(folder)
    )


def test_a_row_has_the_answers_that_were_given(desk, built):
    said = person(2, RES1=["a", "d"], DES1="7", DES2="8", DES3="9")
    desk.bring_in(as_csv(msforms([said])))

    (row,) = rows_in(built())

    setting, region, values = values_of(said)
    assert (row["setting"], row["region"]) == (setting, region)
    for name, value in values.items():
        assert row[name] == ("" if value is None else str(value))
    assert (row["DES1"], row["DES2"], row["DES3"]) == ("-6", "-8", "-9")
    assert (row["RES1_a"], row["RES1_b"], row["CFD1"], row["s5_check"]) == ("1", "0", "-7", "-7")
    assert (row["source"], row["batch_id"], row["phase"]) == ("msforms", "import-0001", "baseline")
    assert (row["pair_id"], row["course_status"]) == ("", "not_course")
    assert row["completed_month"] == "2026-10"


def test_a_row_of_the_course_was_not_asked_what_only_the_survey_asks(
    desk, built, learner, tmp_path
):
    from coprod_training.survey.feed import feed

    from ..self_checks import course

    agree(learner)
    answer(learner, PRE, BEFORE)
    feed(desk.survey, desk.key, course(), [("test-record", learner)], NOW)
    desk.bring_in(as_csv(msforms(people(1))))

    folder = built()

    with (folder / "data/submission-course-0.1.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["RES1_a"], row["DUP1"], row["service_pid"]) == ("-7", "-7", "")
    assert frictionless.validate(str(folder / "datapackage.json")).valid


def test_a_changed_row_and_new_ones_change_that_many_lines(desk, built):
    desk.bring_in(as_csv(msforms(people(10))))
    before = lines_in(built("one"))
    desk.bring_in(as_csv(msforms([person(0, DES1="5"), *people(15)[1:]])))

    after = lines_in(built("two"))

    heading = 1
    assert (len(after - before), len(before - after)) == (5 + 1, 1)
    assert len(after) == 15 + heading


def lines_in(folder):
    found = [path.read_text().splitlines() for path in (folder / "data").glob("*import*.csv")]
    return {line for lines in found for line in lines}


def test_the_same_store_gives_the_same_bytes(desk, built):
    desk.bring_in(as_csv(msforms(people(6))))

    one, two = built("one"), built("two")

    for path in one.rglob("*.*"):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()


def test_the_descriptor_and_the_readme_name_the_batches(desk, built):
    desk.bring_in(as_csv(msforms(people(2))))

    folder = built()

    (batch,) = json.loads((folder / "datapackage.json").read_text())["batches"]
    assert (batch["batch_id"], batch["rows_in"], batch["rows_now"]) == ("import-0001", 2, 2)
    assert (
        "- import-0001: 2 from The survey, in Microsoft Forms" in (folder / "README.md").read_text()
    )


def test_the_codebook_has_every_column_of_the_survey(built):
    book = (built() / "codebook-cps-0.1.md").read_text()

    for name in ("RES1_a", "RES2_8", "DUP1", "service_pid", "not_course", "smartsurvey"):
        assert name in book
    assert {"RES1_h", "DUP1"} < {column.name for column in columns(INSTRUMENT)}


def test_there_is_no_column_of_words(built):
    names = {column.name for column in columns(INSTRUMENT)}

    assert names.isdisjoint({"OPN1", "OPN2", "CN1", "CN2", "RES1", "receipt", "keys", "SD6"})
