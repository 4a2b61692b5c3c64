"""Two waves of a public survey whose words really changed: reported, and never pooled."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import frictionless
import pytest

from coprod_training.content.instrument import load_instrument
from coprod_training.survey import dataset
from coprod_training.survey.imports.import_map import load_map, refuse_misfit

from .forms import BEGAN, NOW, as_csv, moments

HERE = Path(__file__).parent / "cars"
EARLY, LATE = (load_instrument(HERE / f"cars-{wave}.yaml") for wave in (2021, 2026))
MAP = HERE / "only-the-tool-differs.yaml"


def export(instrument, count=4, *, first=BEGAN, **words):
    """One wave as SmartSurvey writes it. words: {item: what its heading says instead}."""
    grid = [["UserID", "UserNo", "Name", "Email", "IP Address", "Unique ID", "Started", "Ended"]]
    grid.append([""] * 8)
    stems, last = {area.id: area.stem for area in instrument.areas}, ""
    for number, item in enumerate(instrument.items, 1):
        stem, text = stems[item.area], words.get(item.id, item.text)
        grid[0].append(
            ("" if stem == last else f"Q{number}. {stem}") if stem else f"Q{number}. {text}"
        )
        grid[1].append(f"Q{number}.1. {text}" if stem else "")
        last = stem
    for n in range(count):
        began, done = (one.strftime("%d/%m/%Y %H:%M") for one in moments(n, first))
        row = [9_000 + n, n + 1, "", "", "192.0.2.1", "", began, done, "Yes"]
        for place, item in enumerate(instrument.items[1:]):
            codes = instrument.codes_of(item)
            row.append(codes[(n + place) % len(codes)].text.replace("'", "@SQ@"))
        grid.append(row)
    return as_csv(grid)


@pytest.fixture
def desk(another_desk):
    return another_desk(LATE, EARLY)


@pytest.mark.parametrize("wave", [EARLY, LATE], ids=lambda one: one.id)
def test_each_wave_is_told_by_its_words(desk, wave):
    found, planned = desk.planned(export(wave))

    assert found.issues == ()
    assert found.layout.instrument.id == wave.id
    assert planned.count("accepted") == 4


def test_a_wave_without_its_instrument_waits_and_every_changed_word_is_named(another_desk):
    desk = another_desk(EARLY)

    found, _ = desk.planned(export(LATE))

    said = "\n".join(map(str, found.issues))
    for item in ("SRC", "FUN", "TST", "REV", "GIT"):
        assert f"{item}" in said
        assert (
            LATE.item(item).text in said
            or item in said.partition("Nothing in this file answers")[2]
        )
    assert "The words differ, so the answers are not taken as answers to it." in said
    assert "If the form asks something else, it is a different version" in said


def test_the_question_that_did_not_change_is_told_apart_by_its_answers(another_desk):
    """In 2021 an answer is "Slightly worse", and in 2026 "It has become slightly worse"."""
    desk = another_desk(EARLY)
    words = {one.id: EARLY.item(one.id).text for one in LATE.items}
    late = replace(LATE, areas=EARLY.areas)

    found, planned = desk.planned(export(late, 8, **words))

    said = "\n".join(map(str, found.issues))
    assert planned.count("accepted") == 0
    assert "If it offered this, it is a different version" in said
    assert "slightly worse' is not one of its answers in cars-2021, but it is in 2 of 8" in said


def test_two_waves_are_two_tables_and_no_row_of_one_is_in_the_other(desk, tmp_path):
    desk.bring_in(export(EARLY, 5, first=BEGAN.replace(year=2021)))
    desk.bring_in(export(LATE, 3))

    dataset.build(desk.survey, [LATE, EARLY], tmp_path / "out", NOW, text_version="")

    tables = {}
    for path in sorted((tmp_path / "out/data").glob("*import*.csv")):
        with path.open(newline="") as file:
            tables[path.name] = {row["instrument_version"] for row in csv.DictReader(file)}
    assert tables == {
        "submission-import-0001-2021.csv": {"cars-2021"},
        "submission-import-0002-2026.csv": {"cars-2026"},
    }
    package = json.loads((tmp_path / "out/datapackage.json").read_text())
    titles = {
        one["path"]: {f["name"]: f["title"] for f in one["schema"]["fields"]}
        for one in package["resources"]
    }
    early, late = (titles[f"data/{name}"]["TST"] for name in tables)
    assert early.endswith(EARLY.item("TST").text)
    assert late.endswith(LATE.item("TST").text)
    assert frictionless.validate(str(tmp_path / "out/datapackage.json")).valid


def test_the_same_answers_as_another_version_are_kept_out(another_desk):
    same_words = replace(LATE, id="cars-2027", version="2027")
    desk = another_desk(LATE, same_words)
    found, _ = desk.planned(export(LATE))
    assert "cars-2026 or cars-2027" in str(found.issues[0])
    desk.bring_in(export(LATE), instrument="cars-2026")

    planned = desk.bring_in(export(LATE), instrument="cars-2027")

    assert planned.by_code == {"other-version": 4}


def test_what_only_the_tool_writes_differently_waits_until_a_map_says_so(desk):
    content = export(LATE, SRC="Use open source software")
    found, _ = desk.planned(content)
    assert any("SRC" in str(issue) for issue in found.issues)
    said = load_map(MAP)
    refuse_misfit(said, LATE, MAP)

    planned = desk.bring_in(content, said=said)

    assert planned.count("accepted") == 4
    assert all(row.content.instrument == "cars-2026" for row in desk.rows())
