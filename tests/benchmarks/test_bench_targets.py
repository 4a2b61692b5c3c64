import json

import machine
import pytest
import targets

QUIET, BUSY = 0.0, 5.0


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Targets on two cores at these loads, before and after; and what they wrote down."""

    def begin(before, after=QUIET):
        loads = iter([before, after])
        monkeypatch.setattr(machine, "others", lambda: next(loads))
        monkeypatch.setattr(machine, "cores", lambda: 2)
        monkeypatch.setenv(targets.RECORD, str(tmp_path / "record"))
        return targets.Targets()

    begin.lines = lambda: list(map(json.loads, (tmp_path / "record").read_text().splitlines()))
    return begin


def code_at_end_of(one):
    try:
        one.end()
    except SystemExit as end:
        return end.code
    return 0


def test_a_missed_target_is_the_exit_code(told, capsys):
    one = told(QUIET)
    one.at_most("wait", "3 s", 3, 2)

    assert code_at_end_of(one) == 1
    assert "wait                   3 s  (at most 2: NOT REACHED)" in capsys.readouterr().out


def test_a_reached_target_ends_well(told, capsys):
    one = told(QUIET)
    one.at_least("rate", "3 a second", 3, 2)

    assert code_at_end_of(one) == 0
    assert "(at least 2: reached)" in capsys.readouterr().out


@pytest.mark.parametrize("figure", [1, 3], ids=["reached", "missed"])
def test_a_busy_machine_neither_passes_nor_fails(told, capsys, figure):
    one = told(BUSY)
    one.at_most("wait", "a while", figure, 2)

    assert code_at_end_of(one) == 3
    assert (
        "(at most 2: at this load the figure is not to be trusted, as others want 5 processors)"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("figure", [1, 3], ids=["reached", "missed"])
def test_a_machine_that_became_busy_takes_the_verdict_back(told, capsys, figure):
    one = told(QUIET, BUSY)
    one.at_most("wait", "a while", figure, 2)

    assert code_at_end_of(one) == 3
    assert "time, at this load the figure is not to be trusted." in capsys.readouterr().out


def test_what_does_not_depend_on_time_is_judged_on_a_busy_machine(told):
    one = told(BUSY, BUSY)
    one.at_most("page", "3 kB", 3, 2, timed=False)

    assert code_at_end_of(one) == 1


def test_a_peer_that_is_not_there_is_said_and_no_success(told, capsys):
    one = told(QUIET)
    one.missing("stock", "it could not be installed.")

    assert code_at_end_of(one) == 3
    assert "NOT MEASURED: it could not be installed." in capsys.readouterr().out


def test_everything_is_written_down_for_the_runner(told):
    one = told(QUIET)
    one.at_most("wait", "3 s", 3, 4, unit="s", runs=[2, 3, 4], peers={"stock": [5, 6, 7]})
    one.beside("memory", "5 MB", "8 MB", [6, 4, 5])
    one.curve("query", "ms", [(1, 2), (10, 3)])
    one.end()

    before, wait, memory, query, after = told.lines()
    assert (before, after) == ({"load_before": QUIET}, {"load_after": QUIET})
    assert (wait["target"], wait["runs"]) == (["at most", 4], [2, 3, 4])
    assert wait["peers"] == {"stock": [5, 6, 7]}
    assert "for comparison: 8 MB" in memory["words"]
    assert memory["figure"] == 5
    assert query["points"] == [[1, 2], [10, 3]]
