"""Made-up rows keep every rule of the dataset, and are marked in every file there is of them."""

import csv
import json
import shutil

import frictionless
import pyarrow.parquet
import pyreadstat
import pytest
from openpyxl import load_workbook

from coprod_training.cli import main
from coprod_training.content.released import read_release
from coprod_training.errors import CoprodError
from coprod_training.survey.dataset import build
from coprod_training.survey.dataset_folder import MARK, SYNTHETIC_NAME, exports_of
from coprod_training.survey.exports.export import FORMS, export
from coprod_training.survey.release.rows import read_rows
from coprod_training.survey.responses import PHASES
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.synthetic import write_synthetic
from coprod_training.survey.wide.checked import checked
from coprod_training.survey.wide.package import read_package

from .self_checks import INSTRUMENT, NOW

NAME, PEOPLE = "synthetic-submission-0.1", 40


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "up"
    write_synthetic(INSTRUMENT, folder, PEOPLE, 1, NOW)
    export(folder, FORMS)
    return folder


def test_it_keeps_every_rule_of_the_dataset(synthetic):
    assert list(checked(synthetic).values()) == [[]]
    report = frictionless.validate(str(synthetic / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []


def test_the_mark_is_in_the_name_of_the_package_and_in_every_row(synthetic):
    with (synthetic / "data" / f"{NAME}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))

    assert read_package(synthetic).synthetic
    assert {row["synthetic"] for row in rows} == {MARK}


def test_each_made_up_person_answers_before_the_course_and_most_of_them_after_it(synthetic):
    with (synthetic / "data" / f"{NAME}.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    before, after = ([row["pair_id"] for row in rows if row["phase"] == one] for one in PHASES)

    assert len(before) == len({*before}) == PEOPLE
    assert len(after) == len({*after}) > PEOPLE / 2
    assert {*after} < {*before}


@pytest.mark.parametrize("name", ["README.md", "codebook-cps-0.1.md", "datapackage.json"])
def test_the_mark_is_in_each_file_beside_the_rows(synthetic, name):
    assert MARK in (synthetic / name).read_text()


def test_the_mark_is_in_each_other_form(synthetic):
    folder = exports_of(synthetic)
    table = pyarrow.parquet.read_table(folder / f"{NAME}.parquet")
    _, about = pyreadstat.read_sav(folder / f"{NAME}.sav")
    book = load_workbook(folder / f"{NAME}.xlsx")
    with (folder / f"{NAME}-long.csv").open(newline="") as file:
        long = list(csv.DictReader(file))

    assert set(table["synthetic"].to_pylist()) == {MARK}
    assert table.schema.metadata[b"package"] == SYNTHETIC_NAME.encode()
    assert about.file_label.startswith(MARK)
    assert book.sheetnames[0] == MARK
    assert {line["package"] for line in long} == {SYNTHETIC_NAME}
    assert next(iter(long[0])) == "synthetic"
    assert {line["synthetic"] for line in long} == {MARK}
    assert json.loads((folder / "exports.json").read_text())["synthetic"] is True


def test_the_reader_of_releases_refuses_it(synthetic, tmp_path):
    shutil.copytree(synthetic, tmp_path / "released")
    for path in [*(tmp_path / "released").rglob("*.md"), tmp_path / "released" / "data"]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    with pytest.raises(CoprodError, match="not a release of the survey"):
        read_release(tmp_path / "released", INSTRUMENT)


def test_a_real_dataset_never_takes_its_place(synthetic, tmp_path):
    copied = tmp_path / "up"
    shutil.copytree(synthetic, copied)

    with pytest.raises(CoprodError, match="There is a made-up dataset here already"):
        build(SurveyStore(tmp_path / "private"), [INSTRUMENT], copied, NOW, text_version="cn-0.1")


def test_made_up_rows_take_the_place_of_nothing_and_say_of_what(synthetic, tmp_path):
    real = tmp_path / "real"
    build(SurveyStore(tmp_path / "private"), [INSTRUMENT], real, NOW, text_version="cn-0.1")
    before = (real / "datapackage.json").read_bytes()

    with pytest.raises(CoprodError, match="There is a survey dataset here already"):
        write_synthetic(INSTRUMENT, real, 5, 1, NOW)
    with pytest.raises(CoprodError, match="There is a made-up dataset here already"):
        write_synthetic(INSTRUMENT, synthetic, 5, 1, NOW)

    assert (real / "datapackage.json").read_bytes() == before


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path):
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        write_synthetic(INSTRUMENT, tmp_path / name, 5, seed, NOW)

    one, two, three = (
        (tmp_path / name / "data" / f"{NAME}.csv").read_bytes() for name in ("one", "two", "three")
    )
    assert one == two != three


def test_the_command_begins_with_the_warning(tmp_path, capsys):
    assert main(["survey", "synthetic", str(tmp_path / "up"), "--learners", "3"]) == 0
    assert capsys.readouterr().out.startswith(MARK)
    assert main(["survey", "synthetic", str(tmp_path / "none"), "--learners", "0"]) == 1


def test_nothing_is_released_of_it(synthetic):
    with pytest.raises(CoprodError, match="made up by a program, so no figures are published"):
        read_rows(synthetic, INSTRUMENT)
