"""A test that waits without end is ended, tried again where others are, and hides no other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WAITS = """
import time
from pathlib import Path

def test_before():
    pass

def test_waits():
    seen = Path(__file__).with_name("seen")
    if {always} or not seen.exists():
        seen.touch()
        time.sleep(60)

def test_after():
    pass
"""


def _run(folder, always, *more):
    (folder / "test_one.py").write_text(WAITS.format(always=always))
    (folder / "pytest.ini").write_text("[pytest]\n")
    ends = ("-o", "faulthandler_timeout=1", "-o", "faulthandler_exit_on_timeout=true")
    return _pytest(folder, *ends, *more)


def _pytest(folder, *more):
    command = [sys.executable, "-m", "pytest", "-n", "1", "--dist", "loadfile"]
    command += ["--max-worker-restart=2", "-p", "tried_again", *more]
    # Of the plugins, the two that this is about: each of ten processes would load them all.
    command += ["-p", "xdist", "-p", "pytest_rerunfailures"]
    # Without a place of its own, each would first take away what earlier runs of ours left.
    command.append(f"--basetemp={folder / 'kept'}")
    looks_in = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": looks_in, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("always", "more", "code", "said"),
    [
        (False, ("--reruns", "1"), 0, "3 passed, 1 rerun"),
        (True, ("--reruns", "1"), 1, "1 failed, 2 passed, 1 rerun"),
        (False, (), 1, "1 failed, 3 passed"),
    ],
)
def test_it_is_ended_and_the_others_run(tmp_path, always, more, code, said):
    ran = _run(tmp_path, always, *more)
    assert (ran.returncode, said in ran.stdout) == (code, True), ran.stdout


def test_why_it_was_tried_again_is_said(tmp_path):
    """CI passes then, and nobody could mend what they cannot read."""
    (tmp_path / "test_one.py").write_text(
        "def test_first(seen=[]):\n    seen.append(1)\n    assert len(seen) == 2, 'too early'\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    ran = _pytest(tmp_path, "--reruns", "1")
    assert (ran.returncode, "1 passed, 1 rerun" in ran.stdout) == (0, True), ran.stdout
    assert "failed at its first try: test_one.py::test_first" in ran.stdout
    assert "AssertionError: too early" in ran.stdout


def test_our_own_run_ends_them(pytestconfig):
    assert pytestconfig.getini("faulthandler_timeout") > 0
    assert pytestconfig.getini("faulthandler_exit_on_timeout")
