"""A server that a demonstration starts ends with it, and only its owner reads its log."""

import stat

import psutil
import pytest

from coprod_training.errors import CoprodError
from coprod_training.hub.running import answering, free_ports


def test_a_server_is_there_until_the_block_ends_and_its_log_is_its_owners_alone(tmp_path):
    (port,) = free_ports(1)
    command = ["-m", "http.server", "--bind", "127.0.0.1", str(port)]
    log = tmp_path / "server.log"

    with answering(command, tmp_path, log, f"http://127.0.0.1:{port}/", "Not used.") as pid:
        assert psutil.pid_exists(pid)

    assert not psutil.pid_exists(pid)
    assert "GET / HTTP" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_server_that_ends_at_once_is_said_with_its_log(tmp_path):
    (port,) = free_ports(1)
    log = tmp_path / "server.log"
    command, health = ["-c", "raise SystemExit('no')"], f"http://127.0.0.1:{port}/"

    with (
        pytest.raises(CoprodError, match="It did not start") as refused,
        answering(command, tmp_path, log, health, "It did not start."),
    ):
        pass

    assert refused.value.where == str(log)
    assert log.read_text() == "no\n"
