"""`coprod start` as a person meets it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from opened import ROOT, coprod, keeping, opened

from coprod_training.errors import CourseNotFound
from coprod_training.lab.workspace import find_staff_copy, open_workspace

pytestmark = pytest.mark.slow


def status(server, token):
    request = urllib.request.Request(f"{server.base}api/status")
    if token:
        request.add_header("Authorization", f"token {token}")
    with urllib.request.urlopen(request, timeout=10) as reply:
        return reply.status


def test_its_owner_is_let_in_and_told_the_same_address_again_until_a_signal_stops_it(tmp_path):
    with opened(tmp_path / "coprod") as server:
        assert server.base.startswith("http://127.0.0.1:")
        assert status(server, server.token) == 200
        with pytest.raises(urllib.error.HTTPError, match="403"):
            status(server, None)

        said = coprod("start", "--workspace", tmp_path / "coprod", "--no-browser")
        assert "open already" in said
        assert server.address in said
        assert f"kill {keeping(server).pid}\n" in said

        server.stop(signal.SIGTERM)
        assert_it_is_gone(server)


def test_where_node_js_is_installed_it_is_not_waited_for(tmp_path, monkeypatch):
    """JupyterLab by itself asks yarn, before it serves, where to get packages to build."""
    node, asked = tmp_path / "bin" / "node", tmp_path / "asked"
    node.parent.mkdir()
    node.write_text(f"#!/bin/sh\necho \"$@\" >> '{asked}'\necho {{}}\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", f"{node.parent}{os.pathsep}{os.environ['PATH']}")

    with opened(tmp_path / "coprod") as server:
        assert status(server, server.token) == 200

    assert not asked.exists()


def test_an_interrupt_stops_the_server_too(tmp_path):
    with opened(tmp_path / "coprod") as server:
        server.stop(signal.SIGINT)

        assert_it_is_gone(server)


def test_a_terminal_that_is_closed_stops_the_server_too(tmp_path):
    """It says so twice: to its shell's jobs, and to what is in front."""
    with opened(tmp_path / "coprod") as server:
        server.process.send_signal(signal.SIGHUP)
        server.stop(signal.SIGHUP)

        assert_it_is_gone(server)


def assert_it_is_gone(server):
    for _ in range(50):
        try:
            status(server, server.token)
        except urllib.error.URLError:
            return
        time.sleep(0.1)
    raise AssertionError("the server is still there")


def test_private_files_are_for_their_owner_only(tmp_path):
    workspace = open_workspace(tmp_path / "w")

    assert workspace.private.stat().st_mode & 0o077 == 0
    assert workspace.settings("learner").stat().st_mode & 0o077 == 0
    assert workspace.trainer.stat().st_mode & 0o077 == 0


def test_a_learners_answers_are_closed_to_others_also_where_they_were_open(tmp_path):
    learner, exchange = (tmp_path / "w" / name for name in ("learner", "exchange"))
    for folder in (learner, exchange):
        folder.mkdir(parents=True)
        folder.chmod(0o755)

    open_workspace(tmp_path / "w")

    assert learner.stat().st_mode & 0o077 == 0
    assert exchange.stat().st_mode & 0o055 == 0o055  # where accounts meet


def test_a_folder_that_is_no_course_is_refused_in_words(tmp_path):
    with pytest.raises(CourseNotFound, match="There is no course here"):
        find_staff_copy(tmp_path, tmp_path)


def test_a_refusal_has_no_traceback(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "coprod_training.cli", "check", "--course", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines() == [
        str(tmp_path),
        "  There is no course here.",
        "  Give the folder that holds course/, modules/ and exercises/.",
    ]
