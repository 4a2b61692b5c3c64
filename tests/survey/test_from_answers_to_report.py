"""From an export of a survey tool to published figures and their report, by the commands alone."""

import csv
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from whole_consent import whole

from coprod_training.cli import main
from coprod_training.content.released import EVERYBODY, read_release

from .imports.forms import INSTRUMENT, SINGLE, msforms, person

pytestmark = pytest.mark.drawn

ROOT = Path(__file__).parents[2]
DRAWN_FROM = 20261127
PEOPLE, REGIONS = 300, ("LO", "NW", "SE")
ABOUT_ROW = ("CN1", "CN2", "SD1", "SD2", "SD4")


def answers():
    """Test records: nobody answered any of it."""
    drawn = random.Random(DRAWN_FROM)
    for number in range(PEOPLE):
        said = {
            item.id: drawn.choice([code.value for code in INSTRUMENT.codes_of(item)])
            for item in SINGLE
            if item.id not in ABOUT_ROW
        }
        place = {"SD1": drawn.choice("123"), "SD2": drawn.choice(REGIONS), "SD4": "1"}
        yield person(number, **said, **place)


@pytest.fixture(scope="module")
def steward(tmp_path_factory):
    """A data steward's desk after everything: where it all lies, and how to ask for more."""
    desk = tmp_path_factory.mktemp("steward")
    for folder in ("course", "modules", "exercises"):
        shutil.copytree(ROOT / folder, desk / "staff" / folder)
    survey = desk / "staff" / "course" / "instruments" / "cps-0.1.yaml"
    survey.write_text(whole(survey.read_text(encoding="utf-8")), encoding="utf-8")
    plan = desk / "staff" / "course" / "publication.yaml"
    agreed = yaml.safe_load(plan.read_text(encoding="utf-8"))
    agreed["dates"] = [datetime.now(UTC).date().isoformat()]
    plan.write_text(yaml.safe_dump(agreed, sort_keys=False), encoding="utf-8")
    export = msforms([*answers()], first=datetime(2025, 7, 1, 9, 30))  # noqa: DTZ001 (a form's own)
    with (desk / "export.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(export)

    def asked(*words):
        return main(["survey", *map(str, words)])

    here = ("--workspace", desk / "workspace")
    course = ("--course", desk / "staff")
    dataset = ("--dataset", desk / "dataset")
    assert asked("import", desk / "export.csv", "--yes", *here, *course) == 0
    assert asked("build", desk / "dataset", *here, *course) == 0
    for by in (("--by", "first"), ("--by", "second", "--check")):
        assert asked("release", desk / "released", *dataset, *by, *here, *course) == 0
    return desk, asked


def test_what_is_released_is_what_the_answers_add_up_to_and_no_more(steward):
    desk, _ = steward
    release = read_release(desk / "released", INSTRUMENT)

    counted = release.tables[EVERYBODY, "", "baseline", "DES1"]

    true = [said["DES1"] for said in answers()]
    wanted = {value: true.count(value) for value in counted.counts}
    assert sum(wanted.values()) == PEOPLE
    assert counted.counts == {
        value: 5 * ((many + 2) // 5) if many > 9 else None for value, many in wanted.items()
    }
    assert {phase for _, _, phase, _ in release.tables if release.tables} >= {"baseline"}


def test_a_figure_leads_back_to_its_rows(steward, capsys):
    desk, asked = steward
    wanted = sum(said["DES1"] == "2" and said["SD1"] == "1" for said in answers())

    asked(
        "trace", "baseline.DES1.2@setting=PC", "--dataset", desk / "dataset",
        "--release", desk / "released", "--course", desk / "staff",
        "--workspace", desk / "workspace",
    )  # fmt: skip

    assert f"Rows in it that this figure counts: {wanted}" in capsys.readouterr().out


def test_the_report_and_the_gaps_are_made_from_the_released_folder_alone(steward, capsys):
    desk, asked = steward
    alone = desk / "somewhere-else" / "released"
    shutil.copytree(desk / "released", alone)

    assert asked("report", alone, desk / "report.html") == 0
    assert asked("gaps", alone) == 0

    assert "<svg" in (desk / "report.html").read_text(encoding="utf-8")
    assert "| question | where | part of the course | resources |" in capsys.readouterr().out


def test_whoever_has_only_the_released_folder_draws_it_again(steward):
    desk, _ = steward
    script = [sys.executable, "-I", "-S", ROOT / "docs" / "redraw.py"]

    subprocess.run([*script, desk / "released", desk / "drawn"], check=True, cwd=desk)

    assert [*(desk / "drawn").glob("*.svg")] != []


def test_a_course_with_this_release_shows_it_to_learners(steward):
    desk, _ = steward
    folder = desk / "staff" / "course" / "released"
    shutil.copytree(desk / "released", folder, dirs_exist_ok=True)

    assert read_release(folder, INSTRUMENT).picture().items["DES1"].base is not None
