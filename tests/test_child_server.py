"""A server that is a process of ours: waited for, let in to, and ended."""

import subprocess
import sys

import pytest
from tiny_server import Quiet, serving

from coprod_training.child_server import answers, stop, wait_for
from coprod_training.errors import CoprodError

STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    " print('ready', flush=True); time.sleep(60)"
)


@pytest.fixture
def started():
    """Starts Python with some words; what is still there at the end is ended."""
    running = []

    def start(words):
        process = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE)
        running.append(process)
        return process

    yield start
    for one in running:
        one.kill()
        one.wait()
        one.stdout.close()


@pytest.fixture
def asked():
    """A server that lets one token in; its address, and the headers that came."""
    came = []

    class Answer(Quiet):
        def do_GET(self):
            came.append(self.headers.get("Authorization"))
            self.send_response(200 if came[-1] == "token right" else 403)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(Answer) as address:
        yield f"{address}/", came


def test_a_server_answers_whoever_has_its_token(asked):
    address, came = asked

    assert answers(address, "right")
    assert not answers(address, "wrong")
    assert not answers(address)
    assert came == ["token right", "token wrong", None]


def test_no_proxy_is_asked(asked, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert answers(asked[0], "right")


def test_where_nothing_listens_nothing_answers():
    assert not answers("http://127.0.0.1:9/")


def test_what_is_found_comes_back(started, tmp_path):
    finds = iter([None, "", "found"])

    process = started("import time; time.sleep(60)")
    assert wait_for(process, lambda: next(finds), tmp_path / "log", "Silent.") == "found"


def test_a_process_that_ends_is_told_with_its_log(started, tmp_path):
    process = started("")

    with pytest.raises(CoprodError, match=r"It did not start\.") as refused:
        wait_for(process, lambda: None, tmp_path / "its.log", "It did not start.")
    assert "its.log" in str(refused.value)


def test_one_that_stays_silent_is_not_waited_for_without_end(started, tmp_path, monkeypatch):
    monkeypatch.setattr("coprod_training.child_server.PATIENCE", 0.3)

    with pytest.raises(CoprodError, match="Silent"):
        wait_for(started("import time; time.sleep(60)"), lambda: None, tmp_path / "log", "Silent.")


def test_a_process_that_does_not_end_when_asked_is_ended(started):
    process = started(STUBBORN)
    process.stdout.readline()

    stop(process, 0.2)
    assert process.poll() == -9


def test_what_has_ended_by_itself_is_left_alone(started):
    process = started("")
    process.wait()

    stop(process, 0.2)
    assert process.poll() == 0
