"""The runner, with benchmarks that take no time."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import run_all

HEAD = '"""How long it takes."""\n\nimport os, time\nfrom targets import Targets\n'
QUIET = "import machine\nmachine.others = lambda: 0.0\n"
FOLDER = Path(run_all.__file__).parent


@pytest.fixture
def longest():
    """Seconds that it may take: the last of these."""
    return [60]


@pytest.fixture
def ran(tmp_path, monkeypatch, longest):
    """What the runner keeps of a benchmark with this text."""

    def run(text):
        path = tmp_path / "made_up.py"
        path.write_text(HEAD + QUIET + text)
        inherited = os.environ.get("PYTHONPATH", "")
        monkeypatch.setenv("PYTHONPATH", f"{FOLDER}{os.pathsep}{inherited}")
        run_all.measured(path, tmp_path, longest[-1])
        return json.loads((tmp_path / "made_up.json").read_text())

    return run


def test_each_file_that_follows_the_form_is_a_benchmark(tmp_path):
    (tmp_path / "one.py").write_text(HEAD)
    (tmp_path / "servers.py").write_text('"""No benchmark."""\n')

    assert list(run_all.benchmarks(tmp_path)) == ["one"]


def test_no_file_of_the_folder_that_can_be_run_is_left_out():
    runnable = {
        path.stem for path in FOLDER.glob("*.py") if '__name__ == "__main__"' in path.read_text()
    }

    assert runnable - set(run_all.benchmarks()) == {"run_all", "capacity"}


def test_figures_machine_day_and_commit_are_kept(ran):
    found = ran("one = Targets()\none.at_most('wait', '1 s', 1, 2, runs=[1, 2])\none.end()\n")

    assert found["ended"]
    assert (found["exit_code"], found["load_before"], found["load_after"]) == (0, 0.0, 0.0)
    assert found["about"] == "How long it takes."
    assert found["machine"]["cores"] >= 1
    assert found["commit"]
    assert [one["name"] for one in found["figures"]] == ["wait"]


def test_processor_time_counts_what_it_started(ran):
    busy = "import time\nwhile time.process_time() < 0.5: pass"
    work = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])\n"

    assert ran(f"{work}Targets().end()\n")["processor_seconds"] >= 0.5


def test_one_that_breaks_off_is_not_taken_for_a_result(ran, tmp_path):
    found = ran("one = Targets()\none.at_most('wait', '1 s', 1, 2)\nraise ValueError('no')\n")

    assert not found["ended"]
    assert run_all.code_of([found]) == 1
    assert "ValueError: no" in (tmp_path / "made_up.log").read_text()


@pytest.mark.drawn
def test_one_that_never_ends_is_told_to_stop(ran, longest):
    longest.append(1)
    began = time.monotonic()

    found = ran("one = Targets()\ntime.sleep(600)\n")

    assert not found["ended"]
    assert time.monotonic() - began < 60


def test_in_a_run_of_all_a_benchmark_does_all_that_its_targets_mean(tmp_path, monkeypatch):
    """It is given no arguments, which could make its work smaller."""

    class Asked(Exception):
        pass

    def measured(*given):
        raise Asked(*given)

    path = FOLDER / "release_audit.py"
    monkeypatch.setattr(run_all, "OUT", tmp_path)
    monkeypatch.setattr(run_all, "benchmarks", lambda: {path.stem: path})
    monkeypatch.setattr(run_all, "measured", measured)
    monkeypatch.setattr(sys, "argv", ["run_all.py"])

    with pytest.raises(Asked) as asked:
        run_all.main()

    assert asked.value.args == (path, tmp_path, run_all.LONGEST)


@pytest.mark.parametrize(("codes", "code"), [([0, 0], 0), ([0, 3], 3), ([3, 1], 1)])
def test_the_worst_of_all_is_the_exit_code(codes, code):
    assert run_all.code_of([{"exit_code": one, "ended": True} for one in codes]) == code


def test_ctrl_c_ends_it_in_words_and_keeps_the_figures_from_before(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "docs" / "benchmarks")
    (tmp_path / "docs" / "benchmarks" / "slow.py").write_text(
        '"""Slow."""\n\nimport time\n\nfrom targets import Targets\n\nTargets()\ntime.sleep(60)\n'
    )
    before = tmp_path / "bench" / "slow.json"
    before.parent.mkdir()
    before.write_text("{}")
    command = [sys.executable, "-u", tmp_path / "docs" / "benchmarks" / "run_all.py", "slow"]
    running = subprocess.Popen(
        command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    record = tmp_path / "bench" / "slow.jsonl"
    while not record.exists():
        assert running.poll() is None, running.stdout.read()
        time.sleep(0.1)

    os.killpg(running.pid, signal.SIGINT)  # as a terminal does, to all of them
    said, _ = running.communicate(timeout=60)

    assert running.returncode == 130
    assert "Traceback" not in said
    assert "Stopped." in said
    assert before.read_text() == "{}"
