"""Files beside a release say what its table says, to the byte, or the release is refused."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from coprod_training.content.instrument import load_instrument
from coprod_training.content.released import COLUMNS, DESCRIPTOR, FORMAT, TABLE, read_release
from coprod_training.content.released_companions import (
    CODEBOOK,
    COMPANIONS,
    SUMS,
    TWIN,
    companions,
)
from coprod_training.errors import CoprodError

ROOT = Path(__file__).parents[2]
INSTRUMENT = load_instrument(ROOT / "course" / "instruments" / "cps-0.1.yaml")
RECORDS = ROOT / "tests" / "survey" / "release_of_test_records"
CHANGE = [("improved", "45"), ("same", "60"), ("declined", "c")]


@pytest.fixture
def folder(tmp_path):
    """A release of test records with a change in it, and with everything beside it."""
    folder = tmp_path / "released"
    shutil.copytree(RECORDS, folder)
    add_change(folder, CHANGE)
    return folder


def add_change(folder, counts, item="DES1"):
    """Lines of the same people before and after; the files beside the table follow."""
    lines = "".join(f"test-record,all,,change,{item},{a},{n},120\n" for a, n in counts)
    table = folder / TABLE
    table.write_text(table.read_text() + lines)
    data = json.loads((folder / DESCRIPTOR).read_text())
    data["coprod"]["format"] = FORMAT
    data["resources"][0]["hash"] = f"sha256:{hashlib.sha256(table.read_bytes()).hexdigest()}"
    (folder / DESCRIPTOR).write_text(json.dumps(data))
    main = {name: (folder / name).read_bytes() for name in (DESCRIPTOR, TABLE)}
    rows = list(csv.DictReader(table.read_text().splitlines()))
    plain = shutil.copytree(RECORDS, folder.parent / "plain", dirs_exist_ok=True)
    info = replace(read_release(plain, INSTRUMENT).info, format=FORMAT)
    for name, content in companions(info, rows, INSTRUMENT, main).items():
        (folder / name).write_bytes(content)


def refused(folder):
    with pytest.raises(CoprodError) as refusal:
        read_release(folder, INSTRUMENT)
    return str(refusal.value)


def test_change_is_read_as_improved_same_and_declined(folder):
    tables = read_release(folder, INSTRUMENT).tables

    assert tables["all", "", "change", "DES1"].counts == {
        "improved": 45,
        "same": 60,
        "declined": None,
    }


@pytest.mark.parametrize("item", ["RES1", "THN1", "SD1"])
def test_change_of_what_is_not_asked_twice_is_refused(folder, item):
    add_change(folder, CHANGE, item)

    assert f"{item} is not shown with each of its answers" in refused(folder)


def test_change_without_one_of_its_three_counts_is_refused(folder):
    add_change(folder, CHANGE[:2], "DES2")

    assert "DES2 is not shown with each of its answers" in refused(folder)


@pytest.mark.parametrize("name", COMPANIONS)
def test_a_file_beside_the_table_that_says_anything_else_is_refused(folder, name):
    path = folder / name
    path.write_text(path.read_text() + "\nRow of a person: test record\n")

    assert "This file does not match the table of the release." in refused(folder)


def test_the_codebook_says_that_lost_is_about_two_rounded_numbers(folder):
    words = (folder / CODEBOOK).read_text()

    assert "is about the base in `pre` less that, both rounded." in words
    assert "Among these are people who wait to be counted in `change`." in words


def test_a_release_keeps_the_words_of_its_own_format():
    """Its files were written by the code of format 1, and are kept here as they were."""
    stored = Path(__file__).parent / "release_of_format_1"

    assert read_release(stored, INSTRUMENT).info.format == 1
    assert "lost is the base in `pre`, less that." in (stored / CODEBOOK).read_text()


def test_the_same_as_json_has_shares_of_published_figures_only(folder):
    tables = json.loads((folder / TWIN).read_text())["tables"]
    rows = list(csv.DictReader((folder / TABLE).read_text().splitlines()))

    answers = [(table, one) for table in tables for one in table["answers"]]
    assert len(answers) == len(rows)
    assert tuple(rows[0]) == COLUMNS
    for table, one in answers:
        if one["share"] is not None:
            exact = Decimal(100 * one["count"]) / table["base"]
            assert one["share"] == exact.quantize(Decimal(1), ROUND_HALF_UP)
        if one["count"] is None or table["base"] is None:
            assert one["share"] is None


def test_the_checksums_are_those_that_sha256sum_reads(folder):
    done = subprocess.run(["sha256sum", "-c", SUMS], cwd=folder, capture_output=True, text=True)

    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == len(COMPANIONS) + 1


def test_who_reads_a_release_or_types_a_command_loads_no_numpy():
    code = (
        "import sys, coprod_training.content.released, coprod_training.cli.survey_release;"
        "print({'numpy', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
