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
    for port in (taken, 65536):
        with pytest.raises(CoprodError, match="cannot listen here") as refused:
            listening_on("127.0.0.1", port)
        assert str(port) in str(refused.value)


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
    assert "Most likely another program does already" in said
    assert f"127.0.0.1:{taken}" in said
    assert "disk" not in said
