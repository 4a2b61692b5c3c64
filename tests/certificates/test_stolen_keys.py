"""Which key was stolen is said where there are several. All issuers are test records."""

import re
from datetime import UTC, datetime

import pytest

from coprod_training.certificates.credential import signed_credential
from coprod_training.certificates.issuer import known_issuers, load_signing, make_key
from coprod_training.cli import main

from .conftest import facts_of

FIRST, NEXT, THIRD = (f"{which} issuer (test record)" for which in ("First", "Next", "Third"))
BEGAN, SIGNED, REPLACED = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 5, 10))


@pytest.fixture
def private(tmp_path):
    """A workspace's private folder with a key that has ended and one that is in use."""
    folder = tmp_path / "private"
    make_key(folder, FIRST, BEGAN)
    (tmp_path / "signed.json").write_bytes(
        signed_credential(facts_of(at=SIGNED), load_signing(folder))
    )
    make_key(folder, NEXT, REPLACED, "retired")
    return folder


@pytest.fixture
def coprod(private, capsys):
    def run(*asked):
        status = main(["certificate", *asked, "--workspace", str(private.parent)])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def dids(private):
    return [one.did for one in known_issuers(private)]


def test_a_key_that_was_stolen_after_it_had_ended_leaves_the_list_and_the_next_signs_on(
    coprod, private, tmp_path
):
    signed = str(tmp_path / "signed.json")
    old, new = dids(private)
    assert coprod("verify", signed)[0] == 0

    done, said = coprod("key", "--stolen-key", old)

    assert done == 0
    ended, left = said.split(f"{NEXT}: {new}")
    assert "Nothing that this key signed is accepted any more:" in ended
    assert re.findall(r"did:key:\w+", ended) == [old]
    assert said.count("  in use\n") == 1
    assert left.endswith("  in use\n")
    assert coprod("verify", signed)[0] == 1
    assert load_signing(private).issuer.did == new


def test_which_of_several_keys_was_stolen_is_asked_and_nothing_ends_meanwhile(coprod, private):
    listed = coprod("key")[1]
    old, new = dids(private)

    refused = [
        coprod("key", "--new", THIRD, "--stolen"),
        coprod("key", "--new", THIRD, "--stolen-key", old),
        coprod("key", "--stolen-key", new),
        coprod("key", "--stolen-key", f"{new}x"),
    ]

    assert [status for status, _ in refused] == [1, 1, 1, 1]
    assert listed.strip() in refused[0][1]
    assert "--stolen-key did:key:" in refused[0][1]
    assert "Leave out --new." in refused[1][1]
    assert "Say who signs from now on" in refused[2][1]
    assert "No such key is known here." in refused[3][1]
    assert coprod("key")[1] == listed


def test_of_several_keys_the_one_in_use_ends_with_a_next_one_and_the_others_stay(coprod, private):
    old, new = dids(private)

    done, said = coprod("key", "--new", THIRD, "--stolen-key", new)

    assert done == 0
    assert f"any more:\n{NEXT}: {new}" in said
    assert [one.name for one in known_issuers(private)] == [FIRST, THIRD]
    assert dids(private)[0] == old


def test_a_workspace_with_one_key_alone_needs_no_name_of_it(tmp_path, capsys):
    make_key(tmp_path / "private", FIRST, BEGAN)
    (did,) = dids(tmp_path / "private")

    own = ["--workspace", str(tmp_path)]
    assert main(["certificate", "key", "--new", NEXT, "--stolen", *own]) == 0

    assert f"any more:\n{FIRST}: {did}" in capsys.readouterr().out
    assert [one.name for one in known_issuers(tmp_path / "private")] == [NEXT]
