import json

import machine
import pytest
from figures import Figure


@pytest.mark.parametrize(
    ("figure", "busy", "verdict"),
    [
        (Figure("a", "", 1, target=("at most", 2)), False, "reached"),
        (Figure("a", "", 3, target=("at most", 2)), False, "NOT REACHED"),
        (Figure("a", "", 3, target=("at least", 2)), False, "reached"),
        (Figure("a", "", 1, target=("at least", 2)), False, "NOT REACHED"),
        (Figure("a", "", 1, target=("at most", 2)), True, "not to be trusted"),
        (Figure("a", "", 3, target=("at most", 2)), True, "not to be trusted"),
        (Figure("a", "", 3, target=("at most", 2), timed=False), True, "NOT REACHED"),
        (Figure("a", "", 3), True, "no target"),
        (Figure("a", "", None), False, "not measured"),
    ],
)
def test_what_may_be_said_of_a_figure(figure, busy, verdict):
    assert figure.verdict(busy) == verdict


def test_a_figure_comes_back_from_json_as_it_was():
    figure = Figure("a", "words", 1, "s", ("at most", 2), False, [1, 2], {"b": [3]}, [[1, 2]])

    back = Figure(**json.loads(json.dumps(figure.as_json())))

    assert back.as_json() == json.loads(json.dumps(figure.as_json()))
    assert back.verdict(True) == "reached"


@pytest.mark.parametrize(
    ("load", "cores", "busy"),
    [(0.0, 2, False), (1.0, 2, False), (1.1, 2, True), (0.6, 1, True), (0.2, 1, False)],
)
def test_a_machine_is_busy_when_others_leave_no_processor_free(load, cores, busy):
    assert machine.is_busy(load, cores) is busy


def test_what_runs_elsewhere_on_the_machine_is_seen(tmp_path, monkeypatch):
    counters = tmp_path / "stat"
    counters.write_text("cpu 1 2 3\nprocs_running 4\nprocs_blocked 0\n")
    monkeypatch.setattr(machine, "_COUNTERS", counters)

    assert machine.others(0.1) == 3


def test_a_description_names_no_machine_but_how_fast_it_is():
    described = machine.described()

    assert set(described) == {"cores", "memory_gb", "loop_ms", "python", "system"}
    assert described["loop_ms"] > 0
