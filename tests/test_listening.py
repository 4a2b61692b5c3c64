"""A port that another program has: each command that listens says so, in plain words."""

import socket

import pytest

from coprod_training.cli import main
from coprod_training.errors import CoprodError
from coprod_training.listening import listening_on


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_free_port_is_listened_on_and_a_taken_one_is_named(taken):
    with listening_on("127.0.0.1", 0) as own:
        assert own.getsockname()[1] not in {0, taken}
    with pytest.raises(CoprodError, match="Another program listens here already") as refused:
        listening_on("127.0.0.1", taken)
    assert f"127.0.0.1:{taken}" in str(refused.value)


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", 65536), ("no.such.invalid", 0), ("a..b", 0), ("192.0.2.1", 0)]
)
def test_where_nobody_can_listen_no_other_program_is_blamed(host, port):
    with pytest.raises(CoprodError, match="Nothing can listen here") as refused:
        listening_on(host, port)
    assert f"{host}:{port}" in str(refused.value)
    assert "program" not in str(refused.value)


@pytest.mark.parametrize(
    "command",
    [
        "withdraw --workspace {here} --serve",
        "collector start --database sqlite:///{here}/main.db --private {here}/private"
        " --survey-database sqlite:///{here}/survey.db --hub-api http://127.0.0.1:1/hub/api --port",
    ],
)
def test_each_command_that_serves_says_so(command, taken, tmp_path, capsys):
    assert main([*command.format(here=tmp_path).split(), str(taken)]) == 1

    said = capsys.readouterr().err
    assert "Another program listens here already" in said
    assert f"127.0.0.1:{taken}" in said
    assert "disk" not in said
