"""`coprod demo`, as a newcomer starts it."""

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
from argparse import Namespace
from contextlib import closing, contextmanager

import psutil
import pytest
from demo_way import demonstration, whole_loop
from opened import STAFF
from taking import TASK

from coprod_training.cli.demo import run
from coprod_training.errors import CoprodError
from coprod_training.hub import demo
from coprod_training.hub.proxy_program import proxy_program
from coprod_training.hub.running import free_ports
from hub.visitor import Visitor

COPROD = [sys.executable, "-m", "coprod_training.cli", "demo", "--course", str(STAFF)]


@pytest.mark.slow
def test_the_demonstration_lets_three_people_in_and_leaves_nothing_running(tmp_path):
    try:
        proxy_program()
    except CoprodError as error:
        pytest.skip(str(error))
    with demonstration(tmp_path / "demo", STAFF, free_ports(1)[0]) as demo:
        family = psutil.Process(demo.process.pid).children(recursive=True)
        seen = {
            account: Visitor(demo.address, account).sign_in(password)
            for account, password in demo.people.items()
        }
        (database,) = (tmp_path / "demo").rglob("hub.sqlite")
        with closing(sqlite3.connect(database)) as hub:
            kept = [one for (one,) in hub.execute("SELECT password FROM users_info")]
        (log,) = (tmp_path / "demo").rglob("collector.log")
        assert stat.S_IMODE(log.stat().st_mode) == 0o600

    # As slow to guess as bcrypt makes them; hubs of other tests are not (quick_passwords.py).
    assert {one[:7] for one in kept} == {b"$2b$12$"}
    assert set(seen) == {"learner", "trainer", "monitor"}
    assert "Which service do you work for?" in seen["learner"].text
    assert "grader-demo" in seen["trainer"].url + seen["trainer"].text
    assert seen["monitor"].url.endswith("/services/collector/monitor/")
    assert "of 60 who joined" in seen["monitor"].text
    assert "Made-up data, not real services" in seen["monitor"].text
    assert "people's folders are not closed" in demo.said
    gone, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []
    assert gone


def test_what_the_demonstration_needs_and_has_not_is_named(tmp_path):
    done = subprocess.run(
        [*COPROD, "--folder", str(tmp_path / "demo")],
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "needs Node.js, and it is not here" in done.stderr


def test_the_proxy_that_is_not_there_is_named_with_what_brings_it(tmp_path, monkeypatch):
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CoprodError, match="make demo") as caught:
        proxy_program(tmp_path)

    assert "configurable-http-proxy" in str(caught.value)


def test_a_port_that_is_taken_is_refused_before_anything_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(demo, "proxy_program", lambda: "proxy")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with (
            pytest.raises(CoprodError, match="another program does already") as refused,
            demo.demo(tmp_path / "demo", STAFF, port),
        ):
            pass

    said = str(refused.value)
    assert said.startswith(f"127.0.0.1:{port}\n")
    (other,) = re.findall(r'make demo ARGS="--port (\d+)"', said)
    assert said.endswith(f"coprod demo --port {other}")
    assert int(other) != port
    assert not (tmp_path / "demo").exists()


def test_the_log_of_a_start_that_failed_is_there_to_be_read(tmp_path, monkeypatch):
    """The folder of a demonstration is deleted when it ends, and the log was in it."""

    @contextmanager
    def fails(folder, _staff, _port):
        folder.mkdir(parents=True)
        log = folder / "hub.log"
        log.write_text("why it failed")
        raise CoprodError("The hub did not start.", where=str(log), fix="Look there.")
        yield

    monkeypatch.setattr(demo, "demo", fails)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(CoprodError, match="did not start") as refused:
        run(Namespace(course=STAFF, folder=None, port=1))

    (kept,) = tmp_path.iterdir()
    assert refused.value.where == str(kept)
    assert kept.read_text() == "why it failed"


@pytest.mark.drawn
@pytest.mark.slow
@pytest.mark.browser
def test_a_newcomer_clicks_through_the_whole_loop(tmp_path, browser):
    try:
        proxy_program()
    except CoprodError as error:
        pytest.skip(str(error))

    def look(_name, _page):
        """Nobody takes a picture here; docs/pictures/take_demo.py does."""

    with demonstration(tmp_path / "demo", STAFF, free_ports(1)[0]) as demo:
        before, after, report = whole_loop(demo, browser, TASK, tmp_path / "report.html", look)

    assert after == tuple(one + 1 for one in before)  # started, joined and finished
    started, joined, finished = after
    assert f"<dd>{started}<small>of {joined} who joined" in report
    assert f"Finished the course</dt><dd>{finished}<" in report
    assert "Made-up data, not real services" in report
