import json
import xml.etree.ElementTree as Xml
from dataclasses import replace

import page
import plots
import pytest
from figures import Figure
from house.tree import ROOT

WAIT = Figure("wait", "3 s", 3, "s", ("at most", 2), runs=[2, 3, 4], peers={"stock": [5, 6, 9]})
GROWS = Figure("query", "1: 2 ms, 100: 4 ms", 4, "ms", points=[(1, 2), (10, 3), (100, 4)])


def result(*figures, load=0.0, **more):
    return {
        "name": "made_up",
        "about": "How long it takes.",
        "at": "2026-11-27 14:00 UTC",
        "commit": "abc",
        "machine": {"cores": 2, "memory_gb": 8, "python": "3.11", "system": "Linux"},
        "seconds": 60,
        "processor_seconds": 30,
        "exit_code": 0,
        "ended": True,
        "load_before": load,
        "load_after": 0.0,
        "figures": [one.as_json() for one in figures],
    } | more


def test_a_missed_target_stands_at_the_top_and_in_its_row():
    words = page.page([result(WAIT)])

    assert "Targets: 1. Reached: 0. Not reached: 1." in words
    assert "- made_up: wait, 3 s (at most 2; 50 % short of it). Why: Not known yet" in words
    assert "| wait | 3 s | 2.00 to 4.00 s | at most 2 | NOT REACHED |" in words


def test_why_a_target_is_missed_is_said_where_it_is_known():
    slow = replace(WAIT, why="both share a processor.")

    assert "(at most 2; 50 % short of it). Why: both share a processor." in page.page(
        [result(slow)]
    )
    assert "both share" not in page.page([result(replace(slow, figure=1))])


def test_at_a_high_load_a_row_says_so():
    words = page.page([result(WAIT, load=4.0)])

    assert "| at most 2 | not to be trusted |" in words
    assert "Others wanted 4 processors before and 0 after." in words


def test_how_fast_the_machine_is_stands_beside_it():
    machine = result()["machine"]

    assert "Python 3.11, Linux. Others" in page.page([result()])
    assert "Linux, a million additions in 46 ms. Others" in page.page(
        [result(machine=machine | {"loop_ms": 46})]
    )


def test_a_peer_has_its_own_row_and_how_many_times_ours_it_takes():
    words = page.page([result(WAIT)])

    assert "| wait | stock | 6.00 s | 5.00 to 9.00 s | 2.00 |" in words
    assert "pictures/bench-made_up.svg" in words


def test_a_curve_has_a_table():
    assert "| query | 100 | 4.00 ms |" in page.page([result(GROWS)])


def test_a_benchmark_that_broke_off_is_named():
    assert "- made_up did not finish." in page.page([result(ended=False)])


@pytest.mark.parametrize("draw", [plots.compared, plots.curves])
def test_a_plot_is_whole_and_says_what_it_shows(draw):
    drawn = Xml.fromstring(draw("made_up", [WAIT, GROWS]))
    name = "{http://www.w3.org/2000/svg}"

    assert drawn.get("role") == "img"
    assert drawn.find(f"{name}title").text
    assert len(drawn.find(f"{name}desc").text) > 20


def test_nothing_is_drawn_of_nothing():
    assert plots.compared("made_up", [GROWS]) is None
    assert plots.curves("made_up", [WAIT]) is None


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (0.01234, "0.0123"), (12.34, "12.3"), (12345.6, "12,346")]
)
def test_numbers_are_short(number, words):
    assert plots.shortened(number) == words


def test_writing_takes_away_what_an_earlier_run_drew(tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "bench-old.svg").write_text("")

    page.write([result(WAIT, GROWS)], tmp_path)

    drawn = sorted(path.name for path in (tmp_path / "pictures").iterdir())
    assert drawn == ["bench-made_up-curves.svg", "bench-made_up.svg"]
    assert json.loads((tmp_path / "benchmarks.json").read_text())[0]["name"] == "made_up"


def test_the_committed_page_is_made_of_the_committed_figures():
    docs = ROOT / "docs"
    kept = json.loads((docs / "benchmarks.json").read_text())

    assert (docs / "benchmarks.md").read_text() == page.page(kept), "Run: make bench"
