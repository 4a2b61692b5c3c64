"""The command that tells a keeper of a withdrawal by link: it may fail, or take too long."""

import asyncio
import os
import shlex
import sys
from threading import Thread

import pytest

from contributions.made_up import REF
from coprod_training.cli import withdrawal_server
from coprod_training.cli.withdrawal_server import told


def test_whoever_withdrew_has_their_answer_whatever_becomes_of_that_command(capfd):
    # In a thread of its own: a browser's tests may have left a loop running in this one.
    for command in (["a-command-that-there-is-not"], [sys.executable, "-c", "raise SystemExit(3)"]):
        telling = Thread(target=lambda words=command: asyncio.run(told(words, REF)))
        telling.start()
        telling.join()

    said = capfd.readouterr().err
    assert said.count("The keeper was not told") == 2
    assert REF not in said


def test_a_command_that_takes_too_long_is_gone_when_that_is_said(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(withdrawal_server, "PATIENCE", 1)
    number = tmp_path / "number"
    command = ["sh", "-c", f"echo $$ > {shlex.quote(str(number))}; exec sleep 60"]
    gone = []

    async def tell():
        await told(command, REF)
        with pytest.raises(ProcessLookupError):  # nor is it left behind as a dead one
            os.kill(int(number.read_text()), 0)
        gone.append(True)

    telling = Thread(target=lambda: asyncio.run(tell()))
    telling.start()
    telling.join()

    assert gone == [True]
    assert "The keeper was not told" in capfd.readouterr().err
