"""A published figure is followed back to exactly the rows that it counts."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coprod_training.cli import main
from coprod_training.errors import CoprodError
from coprod_training.survey.code_version import code_version, made_at
from coprod_training.survey.figure_name import FigureName, figure_name
from coprod_training.survey.lineage import Lineage
from coprod_training.survey.synthetic import write_synthetic
from coprod_training.survey.trace import trace

from .built import built
from .made_release import with_change_written
from .self_checks import INSTRUMENT, NOW

RECORDS = Path(__file__).parent / "release_of_test_records"
ROOT = Path(__file__).parents[2]


def released_rows(folder):
    """The same dataset, as if the course had been released when it was answered."""
    table = folder / "data" / "submission-course-0.1.csv"
    table.write_bytes(table.read_bytes().replace(b",draft,", b",released,"))
    said = json.loads((folder / "datapackage.json").read_text())
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    said["resources"][0]["hash"] = f"sha256:{digest}"
    (folder / "datapackage.json").write_text(json.dumps(said))
    return folder


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("baseline.DES1", FigureName(phase="baseline", item="DES1")),
        ("pre.DES1.2", FigureName(phase="pre", item="DES1", answer="2")),
        (
            "pre.CON1.0@region=LO",
            FigureName(phase="pre", item="CON1", answer="0", group="region", value="LO"),
        ),
    ],
)
def test_a_name_is_read_and_written_alike(words, name):
    assert figure_name(words) == name
    assert str(name) == words


@pytest.mark.parametrize("words", ["", "DES1", "baseline.DES1@team=A", "baseline.DES1.2 or so"])
def test_what_is_no_name_is_refused(words):
    with pytest.raises(CoprodError, match="is not the name of a figure"):
        figure_name(words)


def test_the_rows_are_those_with_that_answer_in_that_form(tmp_path):
    dataset = released_rows(built(tmp_path))

    two = trace(figure_name("pre.DES1.2"), RECORDS, dataset, INSTRUMENT)
    other = trace(figure_name("pre.DES1.3"), RECORDS, dataset, INSTRUMENT)
    all_of_it = trace(figure_name("pre.DES1"), RECORDS, dataset, INSTRUMENT)

    assert (len(two.rows), len(other.rows), len(all_of_it.rows)) == (3, 0, 3)
    assert (two.count, two.base) == (15, 40)
    assert two.rows == tuple(sorted(set(two.rows)))


def test_rows_of_a_draft_or_a_pilot_stand_behind_no_figure(tmp_path):
    assert trace(figure_name("pre.DES1.2"), RECORDS, built(tmp_path), INSTRUMENT).rows == ()


def test_it_names_the_release_the_dataset_the_code_and_the_days(tmp_path):
    lines = trace(figure_name("pre.DES1.2"), RECORDS, released_rows(built(tmp_path)), INSTRUMENT)
    said = "\n".join(lines.lines())

    assert "15 of 40, on 2027-03-01, in the release test-record" in said
    assert "built 2026-11-23T12:00:00Z" in said
    assert f"Code that built it: {code_version()['version']}" in said


@pytest.mark.parametrize("made_from_it", [True, False, None])
def test_a_dataset_built_after_the_day_of_the_release_is_named_unless_the_ledger_knows_it(
    tmp_path, made_from_it
):
    found = trace(figure_name("pre.DES1.2"), RECORDS, released_rows(built(tmp_path)), INSTRUMENT)
    later = replace(
        found,
        package=replace(found.package, created="2027-03-02T09:00:00Z"),
        lineage=Lineage(made_from_it, ()),
    )
    warned = any("built after the release" in line for line in later.lines())

    assert warned == (made_from_it is not True)
    assert not any("built after the release" in line for line in found.lines())


def test_a_figure_that_was_not_published_is_refused(tmp_path):
    with pytest.raises(CoprodError, match=r"has no figure called pre\.EVA3"):
        trace(figure_name("pre.EVA3"), RECORDS, built(tmp_path), INSTRUMENT)


def test_made_up_rows_stand_behind_no_figure(tmp_path):
    write_synthetic(INSTRUMENT, tmp_path / "up", 3, 1, NOW)

    with pytest.raises(CoprodError, match="made up"):
        trace(figure_name("pre.DES1"), RECORDS, tmp_path / "up", INSTRUMENT)


def test_the_command_writes_the_ids_for_its_owner_alone(tmp_path, capsys):
    dataset = released_rows(built(tmp_path))
    release, ids = tmp_path / "release", tmp_path / "ids.txt"
    shutil.copytree(RECORDS, release)

    asked = ["survey", "trace", "pre.DES1.2", "--dataset", str(dataset), "--course", str(ROOT)]
    assert main([*asked, "--release", str(release), "--rows", str(ids)]) == 0

    lines = ids.read_text().splitlines()
    assert len(lines) == 3
    assert lines[0] not in capsys.readouterr().out
    assert ids.stat().st_mode & 0o077 == 0


def test_a_build_can_say_the_time_of_an_earlier_one():
    assert made_at(NOW, {}) == NOW
    assert made_at(NOW, {"SOURCE_DATE_EPOCH": "0"}).year == 1970
    with pytest.raises(CoprodError, match="seconds since 1970"):
        made_at(NOW, {"SOURCE_DATE_EPOCH": "yesterday"})


def test_a_change_is_traced_to_both_rows_of_each_person(tmp_path):
    release = tmp_path / "release"
    shutil.copytree(RECORDS, release)
    with_change_written(release)
    dataset = released_rows(built(tmp_path))  # DES1 goes from 2 to 4 for each

    improved = trace(figure_name("change.DES1.improved"), release, dataset, INSTRUMENT)
    declined = trace(figure_name("change.DES1.declined"), release, dataset, INSTRUMENT)

    assert (len(improved.rows), len(declined.rows)) == (6, 0)
    assert (improved.count, declined.count, improved.base) == (30, 15, 90)
