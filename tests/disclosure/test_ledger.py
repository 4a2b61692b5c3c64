"""A line of the ledger stays, whoever adds another at the same moment."""

from contextlib import contextmanager

import pytest

from coprod_training import jsonl
from coprod_training.disclosure.ledger import Ledger
from coprod_training.errors import CoprodError


def releases(ledger):
    return [line["release"] for line in ledger.lines()]


def test_a_line_that_another_adds_just_before_is_not_cut_off(tmp_path, monkeypatch):
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append({"release": "first"})
    real = jsonl.locked_for_append

    @contextmanager
    def waits(*arguments, **named):
        """Who had the lock before has added a line."""
        monkeypatch.setattr(jsonl, "locked_for_append", real)
        ledger.append({"release": "another's"})
        with real(*arguments, **named) as file:
            yield file

    monkeypatch.setattr(jsonl, "locked_for_append", waits)
    ledger.append({"release": "mine"})

    assert releases(ledger) == ["first", "another's", "mine"]


def test_a_torn_end_gives_way_and_a_broken_chain_takes_nothing_more(tmp_path):
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.append({"release": "first"})
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole + b'{"rel')
    ledger.append({"release": "second"})
    assert releases(ledger) == ["first", "second"]

    changed = ledger.path.read_bytes().replace(b"first", b"other")
    ledger.path.write_bytes(changed)
    with pytest.raises(CoprodError, match="has been changed"):
        ledger.append({"release": "third"})
    assert ledger.path.read_bytes() == changed
