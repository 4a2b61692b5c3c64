import io
import re
from datetime import date

import pytest

from contributions.made_up import ONE, REF, TWO, everything_filled
from coprod_training.cli import main
from coprod_training.cli.register import _ROLES
from coprod_training.contributions.person import Person
from coprod_training.contributions.register import Register
from coprod_training.contributions.requests import Request
from coprod_training.contributions.role_keys import load_key
from coprod_training.contributions.sections import ROLES

PLANTED = re.compile(r"PLANTED|98765")


@pytest.fixture
def say(tmp_path, capsys):
    """What a command prints, in a workspace of its own."""

    def run(*words, status=0):
        where = [] if words[0] == "key" else ["--workspace", str(tmp_path / "workspace")]
        assert main(["register", *map(str, words), *where]) == status
        done = capsys.readouterr()
        return done.out if status == 0 else done.err

    return run


@pytest.fixture
def key(tmp_path, say):
    """A new key, and its public half."""

    def make(name):
        path = tmp_path / f"{name}.key"
        return path, re.search(r"age1\w+", say("key", path))[0]

    return make


@pytest.fixture
def keeper(key, say):
    path, public = key("keeper")
    say("give", "keeper", public, "--key", path)
    return path


@pytest.fixture
def private(tmp_path, keeper):
    asked = Request(wish="pause", asked_on=date(2026, 1, 5))
    register = Register(tmp_path / "workspace" / "private", load_key(keeper))
    register.add("contribution", everything_filled(requests=(asked,)))
    return tmp_path / "workspace" / "private"


def test_the_command_offers_the_roles_that_there_are():
    assert _ROLES == ROLES


def test_keys_are_made_given_and_taken(say, key, keeper, private):
    lead, public = key("lead")

    assert "opens nothing" in say("show", REF, "--key", lead, status=1)
    say("give", "lead", public, "--key", keeper)
    assert f"lead: {public}" in say("roles")
    assert "status: released" in say("show", REF, "--key", lead)
    say("take", "lead", public, "--key", keeper)
    assert "lead: nobody" in say("roles")
    assert "opens nothing" in say("show", REF, "--key", lead, status=1)
    assert "Only a keeper" in say("give", "keeper", public, "--key", lead, status=1)


def test_each_role_is_shown_its_sections_and_told_of_the_others(say, key, keeper, private):
    lead, public = key("lead")
    say("give", "lead", public, "--key", keeper)

    shown = say("show", REF, "--key", lead)
    assert "Your key does not open: payment, requests, support, terms." in shown
    assert set(PLANTED.findall(shown)) == {"PLANTED"}  # the impact note, which a lead may read
    assert "98765" in say("show", REF, "--key", keeper)


def test_the_list_says_the_stage_and_what_is_overdue_and_nothing_private(say, keeper, private):
    shown = say("list", "--key", keeper)

    assert f"{REF}  m3-s1  released" in shown
    assert '"pause", asked for on 2026-01-05, was due on the site by 2026-01-05.' in shown
    assert "1 in all." in shown
    assert PLANTED.search(shown) is None


def test_the_log_says_who_read_what_and_nothing_of_it(say, keeper, private):
    say("show", REF, "--key", keeper)

    shown = say("log")
    assert f"(keeper)  read  contribution {REF}" in shown
    assert load_key(keeper).fingerprint in shown
    assert PLANTED.search(shown) is None


def test_a_key_with_a_passphrase_is_asked_for_it(tmp_path, say, monkeypatch):
    path = tmp_path / "closed.key"
    monkeypatch.setattr("sys.stdin", io.StringIO("one test record\nanother\n"))
    assert "not the same" in say("key", path, "--passphrase", status=1)
    assert not path.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list"], "is sealed"),
        (["show", REF, "--key", "none.key"], "no key here"),
        (["show", "0" * 16], "is sealed"),
    ],
)
def test_without_a_key_nothing_is_shown(say, private, words, said):
    assert said in say(*words, status=1)


def test_a_damaged_record_is_named_and_no_half_of_a_list_is_shown(tmp_path, say, keeper, private):
    register = Register(private, load_key(keeper))
    first, second = (
        register.add("person", Person(ref=ref, name=f"test record {ref}")).ref for ref in (ONE, TWO)
    )
    path = private / "register" / "register.jsonl"
    *lines, last = path.read_text().splitlines()
    at = last.index('"identity"') + 600
    lines.append(last[:at] + ("A" if last[at] != "A" else "B") + last[at + 1 :])
    path.write_text("\n".join(lines) + "\n")

    said = say("people", "--key", keeper, status=1)
    assert 'The section "identity" of a record cannot be opened.' in said
    assert f"person {second}, line " in said
    assert first in say("show", first, "--key", keeper)
    assert REF in say("list", "--key", keeper)


def test_an_empty_register_says_so(say, keeper):
    assert say("people", "--key", keeper) == "Nobody is kept here yet.\n"
    assert say("list", "--key", keeper) == "There are no contributions yet.\n"
    assert "no record with that reference" in say("show", REF, "--key", keeper, status=1)


def test_nothing_that_is_kept_of_a_person_steers_the_terminal(say, keeper, private):
    register = Register(private, load_key(keeper))
    name = "test\x1b[8m record \u202ereversed"
    ref = register.add("person", Person(ref=ONE, name=name)).ref

    people, shown = say("people", "--key", keeper), say("show", ref, "--key", keeper)

    assert f"{ref}  test [8m record  reversed\n" in people
    assert "record  reversed" in shown
    assert not {"\x1b", "\u202e"} & set(people + shown)
