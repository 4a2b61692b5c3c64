"""Whoever has only the released package draws the report's figures again, with the same numbers."""

import csv
import json
import runpy
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coprod_training.content.resources import SCALE
from coprod_training.errors import CoprodError
from coprod_training.survey.report.charts import CHARTS
from coprod_training.survey.report.programme import read_programme
from coprod_training.survey.report.published import Published

from .made_release import described, made_programme, made_release, with_change_written
from .self_checks import INSTRUMENT

SCRIPT = Path(__file__).parents[2] / "docs" / "redraw.py"
MORE = f"DES{sum(one.area == 'design' for one in INSTRUMENT.items) + 1}"


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """What the script drew, by file, and the charts of the report."""
    root = tmp_path_factory.mktemp("redrawn")
    made_release(root / "release")
    release = with_change_written(root / "release")
    questions = [f"### {item.id}\n\n{item.text}\n" for item in INSTRUMENT.items]
    (root / "release" / "codebook.md").write_text("\n".join(questions))
    table = made_programme(root / "programme.csv")
    # -I: nothing but Python itself can be imported, whatever is installed beside it.
    asked = [sys.executable, "-I", "-S", SCRIPT, root / "release", root / "out", table]
    subprocess.run([*map(str, asked)], check=True, capture_output=True, cwd=root)
    programme = read_programme(table, release.info.rules)
    charts = {one.id: one for one in (draw(Published(release, INSTRUMENT, programme))
                                      for draw in CHARTS)}  # fmt: skip
    return root / "out", charts


def rows_of(path):
    with path.open(newline="") as file:
        return list(csv.reader(file))[1:]


def plain(cell):
    return str(cell).removesuffix("%")


def test_each_figure_of_the_report_is_drawn(both):
    out, charts = both

    assert {path.stem for path in out.glob("*.svg")} == set(charts)
    for path in out.glob("*.svg"):
        assert ElementTree.parse(path).getroot().tag.endswith("svg")


@pytest.mark.parametrize("name", ["steps", "yours"])
def test_the_steps_have_the_same_numbers(both, name):
    out, charts = both
    table = [row for one in charts[name].tables for row in one.rows]
    ours = [[row[0], *map(plain, row[1:7])] for row in table]

    assert [row[:7] for row in rows_of(out / f"{name}.csv")] == ours


def test_the_change_has_the_same_numbers(both):
    out, charts = both

    assert rows_of(out / "change.csv") == [list(row) for row in charts["change"].tables[0].rows]


def test_the_areas_have_the_same_spans(both):
    out, charts = both
    spans = [
        [row[0], *(cell.replace("%", "").replace(" to ", "-") for cell in row[1:])]
        for row in charts["areas"].tables[0].rows
    ]
    # The report leaves out the second of two equal ends.
    drawn = [[row[0], *map(_short, row[1:])] for row in rows_of(out / "areas.csv")]

    assert drawn == spans


@pytest.mark.parametrize("phases", [{"pre", "post", "baseline"}, {"pre"}])
def test_one_kind_of_work_more_is_drawn_as_in_the_report(tmp_path, phases):
    """Also where one of the forms does not ask about it: then its area has no span there."""
    made_release(tmp_path / "release")
    with (tmp_path / "release" / "figures.csv").open("r+", newline="") as file:
        lines = [one for one in csv.reader(file) if one[4] == "DES3" and one[3] in phases]
        csv.writer(file, lineterminator="\n").writerows([*n[:4], MORE, *n[5:]] for n in lines)
    more = [one for one in INSTRUMENT.items if one.id == "DES3"]
    instrument = replace(INSTRUMENT, items=(*INSTRUMENT.items, replace(*more, id=MORE)))
    release = described(tmp_path / "release", instrument)
    charts = [draw(Published(release, instrument)) for draw in CHARTS]
    (table,) = next(one.tables for one in charts if one.id == "areas")

    runpy.run_path(str(SCRIPT))["main"](tmp_path / "release", tmp_path / "out")

    drawn = [[row[0], *map(_short, row[1:])] for row in rows_of(tmp_path / "out" / "areas.csv")]
    assert drawn == [
        [row[0], *(cell.replace("%", "").replace(" to ", "-") for cell in row[1:])]
        for row in table.rows
    ]
    steps = (tmp_path / "out" / "steps.csv").read_text()
    assert (MORE in steps) == ("baseline" in phases)


@pytest.mark.parametrize("count", [1, 4])
def test_before_and_after_are_not_drawn_beside_hidden_looking_back_answers(tmp_path, count):
    """Of the first areas, or of all four."""
    hidden = tuple(f"THN{n + 1}" for n in range(count))
    made_release(tmp_path / "release", hidden=hidden)

    runpy.run_path(str(SCRIPT))["main"](tmp_path / "release", tmp_path / "out")

    assert (tmp_path / "out" / "areas.csv").exists() == (count < 4)
    drawn = rows_of(tmp_path / "out" / "areas.csv") if count < 4 else []
    assert [row[1:] == ["c", "c", "c"] for row in drawn] == [True, False, False, False][
        : len(drawn)
    ]


@pytest.mark.parametrize(
    ("is_hidden", "left"),
    [(lambda item: True, set()), (lambda item: item.codes == SCALE, {"areas"})],
    ids=["everything", "each kind of work"],
)
def test_what_is_hidden_whole_is_left_out_as_in_the_report(is_hidden, left, tmp_path):
    hidden = [one.id for one in INSTRUMENT.items if is_hidden(one)]
    release = made_release(tmp_path / "release", hidden=hidden)

    runpy.run_path(str(SCRIPT))["main"](tmp_path / "release", tmp_path / "out")

    drawn = [draw(Published(release, INSTRUMENT)) for draw in CHARTS]
    assert {one.id for one in drawn if not one.missing} == left
    assert {path.stem for path in (tmp_path / "out").iterdir()} == left


def test_how_much_a_hidden_number_can_be_is_as_the_release_says(tmp_path):
    said = {"coprod": {"rules": {"smallest_count": 20}}}
    (tmp_path / "datapackage.json").write_text(json.dumps(said))
    rows = [
        ("test-record", "all", "", "pre", "DES1", step, *rest)
        for step, rest in (("4", ("c", 40)), ("5", (20, 40)))
    ]
    with (tmp_path / "figures.csv").open("w", newline="") as file:
        heads = ("release", "group", "value", "phase", "item", "answer", "count", "base")
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])

    spans = runpy.run_path(str(SCRIPT))["Release"](tmp_path).shared("pre", ["DES1"])

    assert spans == (50, 98, 40)  # from 20 to 39 people of 40


def _short(span):
    ends, of, whole = span.partition(" of ")
    low, _, high = ends.partition("-")
    return f"{low if low == high else ends}{of}{whole}"


def test_who_finished_and_who_answered_have_the_same_numbers(both):
    out, charts = both
    finished = {tuple(row[1:4]) for row in charts["completion"].tables[0].rows}
    answered = {tuple(row[1:3]) for row in charts["coverage"].tables[0].rows}

    assert {(row[1], row[3], row[5]) for row in rows_of(out / "completion.csv")} == finished
    assert {(row[1], row[2]) for row in rows_of(out / "coverage.csv")} == answered


def test_a_hidden_number_is_no_zero(both):
    out, _ = both
    cells = [cell for row in rows_of(out / "steps.csv") for cell in row[1:]]

    assert "c" in cells
    assert "0" not in cells


@pytest.mark.parametrize(
    ("before", "after", "by_the_report", "by_the_script"),
    [
        ("completion,setting,PC,", "completion,region,LO,", "not by region", "not by region"),
        ("finished,150,", "finished,260,", "more people finished", "larger than the whole"),
    ],
    ids=["who finished by region", "more finished than started"],
)
def test_what_the_report_refuses_of_a_table_is_refused(
    tmp_path, before, after, by_the_report, by_the_script
):
    release = made_release(tmp_path / "release")
    table = made_programme(tmp_path / "programme.csv")
    table.write_text(table.read_text().replace(before, after))

    with pytest.raises(CoprodError, match=by_the_report):
        read_programme(table, release.info.rules)
    with pytest.raises(SystemExit, match=by_the_script):
        runpy.run_path(str(SCRIPT))["main"](tmp_path / "release", tmp_path / "out", table)
