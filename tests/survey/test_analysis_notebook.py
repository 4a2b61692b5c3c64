"""The staff's analysis runs on a dataset from end to end, and says how sure its figures are."""

import runpy
from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pytest

from coprod_training.survey.synthetic import write_synthetic
from coprod_training.survey.wide.counts import changes, counted
from coprod_training.survey.wide.package import read_package, read_table
from coprod_training.survey.wide.table import wide_of

from .self_checks import INSTRUMENT, NOW

ANALYSIS = Path(__file__).parents[2] / "docs" / "analysis"
interval = runpy.run_path(str(ANALYSIS / "uncertainty.py"))["interval"]


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """What every cell of the page left behind, run on made-up rows."""
    folder = tmp_path_factory.mktemp("analysis") / "rows"
    write_synthetic(INSTRUMENT, folder, 120, 3, NOW)
    matplotlib.use("Agg")
    left = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPROD_DATASET", str(folder))
        patch.setenv("COPROD_ANALYSIS", str(ANALYSIS))
        for cell in nbformat.read(ANALYSIS / "survey.ipynb", 4).cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, "survey.ipynb", "exec"), left)
    (resource,) = read_package(folder).resources
    return left, wide_of(read_table(folder, resource), resource.fields)


def test_its_counts_are_those_that_a_release_would_begin_with(done):
    left, wide = done
    found = counted(wide)
    phase = found.phases.index(left["phase"])
    for item in left["items"]:
        for step in range(6):
            exact = found.numbers[0, phase, found.items.index(item), found.answers.index(step)]
            assert left["steps"].loc[item, step] == exact


def test_its_change_is_that_of_matched_people(done):
    left, wide = done
    found = changes(wide)
    for item in left["items"]:
        exact = found.numbers[found.items.index(item)].tolist()
        assert left["change"].loc[item, ["improved", "same", "declined"]].tolist() == exact


def test_made_up_rows_are_marked_on_every_picture(done):
    left, _ = done

    assert left["made_up"]
    titles = [axis.get_title() for number in left["plt"].get_fignums()
              for axis in left["plt"].figure(number).axes]  # fmt: skip
    assert len(titles) == 3
    assert all(title.startswith("SYNTHETIC") for title in titles)


def test_below_25_rows_the_interval_is_of_student():
    found = interval([1, 0, 1, 1, 0, 0, 1, 0, 1, 0], [None] * 10)

    # 0.5 ± t(0.975, 9) · s/√n, with s = 0.527
    assert found.method == "t interval"
    assert (round(found.low, 3), round(found.high, 3)) == (0.123, 0.877)


def test_from_25_rows_on_whole_services_are_drawn():
    alike = [1] * 20 + [0] * 20
    of_two = interval(alike, ["A"] * 20 + ["B"] * 20)
    apart = interval(alike, [None] * 40)

    assert of_two.method == "bootstrap of 2 services"
    assert apart.method == "bootstrap of rows"
    assert of_two.high - of_two.low > apart.high - apart.low


def test_a_single_row_has_no_interval():
    found = interval([1], [None])

    assert np.isnan(found.low)
    assert found.method == "too few rows"


def test_the_page_is_kept_without_what_it_printed():
    cells = nbformat.read(ANALYSIS / "survey.ipynb", 4).cells

    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
