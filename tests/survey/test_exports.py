"""The dataset in other forms: each read back by a program that is not ours."""

import csv
import hashlib
import json
import time

import pyarrow.parquet
import pyreadstat
import pytest
from openpyxl import load_workbook

from coprod_training.cli import main
from coprod_training.errors import CoprodError
from coprod_training.survey.dataset_folder import exports_of
from coprod_training.survey.exports.export import FORMS, export

from .built import built
from .self_checks import INSTRUMENT

NAME = "submission-course-0.1"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = built(tmp_path_factory.mktemp("exports"))
    export(folder, FORMS)
    return folder


@pytest.fixture(scope="module")
def wide(dataset):
    with (dataset / "data" / f"{NAME}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def as_text(value):
    return (
        ""
        if value is None or value != value
        else f"{value:.0f}"
        if isinstance(value, float)
        else str(value)
    )


def test_parquet_has_each_cell_of_the_table(dataset, wide):
    table = pyarrow.parquet.read_table(exports_of(dataset) / f"{NAME}.parquet")
    rows = [{name: as_text(value) for name, value in row.items()} for row in table.to_pylist()]

    assert rows == wide
    assert str(table.schema.field("DES1").type) == "int8"
    words = json.loads(table.schema.field("DES1").metadata[b"values"])
    assert words["-6"].startswith("Did not happen")


def test_sav_has_each_cell_with_its_label_and_its_reasons_as_missing(dataset, wide):
    path = exports_of(dataset) / f"{NAME}.sav"
    frame, about = pyreadstat.read_sav(path, user_missing=True)
    rows = [{n: as_text(v) for n, v in row.items()} for row in frame.to_dict("records")]

    assert rows == wide
    assert about.variable_value_labels["DES1"][2.0] == "Asked: We asked for views. Staff decided"
    assert about.variable_value_labels["phase"]["pre"] == "Before"
    assert about.variable_value_labels["region_list_version"]["nhse-2024"]
    assert about.missing_ranges["DES1"] == [{"lo": -9.0, "hi": -6.0}]
    assert about.column_names_to_labels["CON1"].startswith("For people who take part")
    assert about.file_encoding.upper() in ("UTF-8", "UTF8")


def test_sav_leaves_out_reasons_for_no_answer_unless_they_are_asked_for(dataset):
    frame, _ = pyreadstat.read_sav(exports_of(dataset) / f"{NAME}.sav")

    assert set(frame["DES2"].dropna()) == set()


def test_the_workbook_has_each_cell_and_what_each_code_means(dataset, wide):
    book = load_workbook(exports_of(dataset) / f"{NAME}.xlsx")
    first, *rest = book["Answers"].iter_rows(values_only=True)
    rows = [{n: as_text(v) for n, v in zip(first, row, strict=True)} for row in rest]
    meaning = [row[:3] for row in book["What each code means"].iter_rows(values_only=True)]

    assert rows == wide
    assert ("DES1", meaning[[m[0] for m in meaning].index("DES1")][1], -9) in meaning


def test_the_long_view_has_one_line_for_each_answer_that_was_asked_for(dataset, wide):
    with (exports_of(dataset) / f"{NAME}-long.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    found = {(line["submission_id"], line["item"]): line["answer"] for line in lines}
    items = [item.id for item in INSTRUMENT.items if item.id in wide[0]]

    assert len(found) == len(lines)
    for row in wide:
        for item in items:
            key = (row["submission_id"], item)
            assert (key in found) is (row[item] != "-7")
            assert found.get(key, "-7") == row[item]


def test_two_clean_builds_have_equal_hashes_whatever_the_clock_says(tmp_path, monkeypatch):
    first = built(tmp_path, "one")
    export(first, FORMS)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    second = built(tmp_path, "two")
    export(second, FORMS)

    one, two = ({p.name: hashlib.sha256(p.read_bytes()).hexdigest()
                 for p in exports_of(folder).iterdir()} for folder in (first, second))  # fmt: skip
    assert one == two
    assert len(one) == len(FORMS) + 1


def test_only_the_owner_may_read_them(dataset):
    folder = exports_of(dataset)

    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_table_that_was_changed_by_hand_is_refused(tmp_path):
    folder = built(tmp_path)
    table = folder / "data" / f"{NAME}.csv"
    table.write_bytes(table.read_bytes().replace(b",DAT,", b",PC,"))

    with pytest.raises(CoprodError, match="not the one that was built"):
        export(folder, ["parquet"])


def test_somebody_elses_file_is_never_replaced(tmp_path):
    folder = built(tmp_path)
    exports_of(folder).mkdir()
    (exports_of(folder) / "thesis.docx").write_text("mine")

    with pytest.raises(CoprodError, match=r"thesis\.docx"):
        export(folder, ["parquet"])


def test_an_unknown_form_is_refused_in_words(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["survey", "export", str(tmp_path), "--as", "stata"])

    assert 'there is no form "stata"' in capsys.readouterr().err


def test_the_command_says_what_it_wrote(tmp_path, capsys):
    folder = built(tmp_path)

    assert main(["survey", "export", str(folder), "--as", "parquet,long"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(f"{NAME}.parquet")
    assert {path.name for path in exports_of(folder).iterdir()} == {
        "exports.json", f"{NAME}.parquet", f"{NAME}-long.csv",
    }  # fmt: skip
