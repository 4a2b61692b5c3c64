"""`coprod demo`, as a newcomer starts it."""

import os
import re
import signal
import subprocess
import sys

import psutil
import pytest
from opened import STAFF

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
    port = free_ports(1)[0]
    running = subprocess.Popen(
        [*COPROD, "--folder", str(tmp_path / "demo"), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said = ""
    for line in running.stdout:
        said += line
        if "Ctrl+C" in line:
            break
    family = psutil.Process(running.pid).children(recursive=True)
    seen, visitors = {}, {}
    for account, password in re.findall(r"^  (\w+) +password: (\S+)$", said, re.MULTILINE):
        visitors[account] = Visitor(f"http://127.0.0.1:{port}/", account)
        seen[account] = visitors[account].sign_in(password)
    refused = {
        account: visitors[account].ask("services/collector/").status
        for account in ("learner", "trainer")
    }
    running.send_signal(signal.SIGTERM)
    running.wait(60)

    assert set(seen) == {"learner", "trainer", "monitor"}
    assert "Which service do you work for?" in seen["learner"].text
    assert "grader-demo" in seen["trainer"].url + seen["trainer"].text
    assert seen["monitor"].url.endswith("/services/collector/")
    assert "Who the course is reaching" in seen["monitor"].text
    assert "Sample data, not real services" in seen["monitor"].text
    assert "made-up-" not in seen["monitor"].text.replace("made-up-spring", "").replace(
        "made-up-autumn", ""
    )
    assert refused == {"learner": 403, "trainer": 403}
    assert "nobody's folder is closed" in said
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
