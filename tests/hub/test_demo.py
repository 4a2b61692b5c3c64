"""`coprod demo`, as a newcomer starts it."""

import os
import subprocess
import sys

import psutil
import pytest
from demo_way import demonstration, whole_loop
from opened import STAFF
from taking import TASK

from coprod_training.errors import CoprodError
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
