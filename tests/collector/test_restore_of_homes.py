"""A hub with accounts of the machine: a restore gives each home to whoever has its name now."""

import os
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
import with_tables
from installation import NOW, Installation

from coprod_training.collector.deletions import Deletions, mark_of
from coprod_training.errors import CoprodError
from coprod_training.hub.backup.writing import write_list
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.hub.spawners import SERVER
from coprod_training.survey.pseudonym import pseudonym_of

HERS_THEN, HERS_NOW = 54321, 54322  # numbers that no account of this machine has
HOMES = "coprod_training.hub.backup.homes"


class Accounts:
    """Of a machine, by name, as Python's `pwd` says them."""

    def __init__(self, homes):
        self.homes, self.by_name = homes, {}

    def add(self, name, number):
        self.by_name[name] = SimpleNamespace(
            pw_uid=number, pw_gid=number, pw_dir=str(self.homes / name)
        )

    def getpwnam(self, name):
        return self.by_name[name]

    def getpwuid(self, number):
        return {one.pw_uid: one for one in self.by_name.values()}[number]


@pytest.fixture
def database_url(tmp_path):
    """What becomes of homes is the same whichever database it is."""
    return with_tables.sqlite(tmp_path)


@pytest.fixture
def hub_there(tmp_path, parts):
    """Amira learns, and Olga runs it. Bola has a home on the same machine, and no place."""
    found = Installation(tmp_path / "hub", parts, None)
    found.layout = replace(found.layout, hub=replace(found.layout.hub, runs_in="accounts"))
    EnrolmentBook(found.base / "state").enrol([("olga", Place("operator"))], NOW)
    (found.layout.people / "olga").mkdir()
    (found.layout.people / "olga" / "words.jsonl").write_text("words of olga\n")
    return found


@pytest.fixture
def homes(hub_there):
    return hub_there.layout.people


@pytest.fixture
def accounts(homes, tmp_path, monkeypatch):
    """Everybody has one, and no process of theirs runs."""
    found = Accounts(homes)
    for name in ("amira", "bola", "olga"):
        found.add(name, os.getuid())
    (tmp_path / "proc").mkdir()
    monkeypatch.setattr(f"{HOMES}.pwd", found)
    monkeypatch.setattr(f"{HOMES}.PROC", tmp_path / "proc")
    return found


def words_in(homes):
    """What each home says now."""
    return {one.parent.name: one.read_text() for one in homes.glob("*/words.jsonl")}


def write_since(homes):
    for one in homes.glob("*/words.jsonl"):
        one.write_text("since\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="Giving folders away needs root.")
def test_a_home_is_its_accounts_also_where_somebody_else_has_the_number_by_now(
    hub_there, homes, accounts
):
    for path in (homes / "amira", *(homes / "amira").iterdir()):
        os.chown(path, HERS_THEN, HERS_THEN, follow_symlinks=False)
    backup = hub_there.back_up()
    hub_there.wipe()
    accounts.add("amira", HERS_NOW)
    accounts.add("ben", HERS_THEN)

    hub_there.restore(backup)

    found = [path.lstat() for path in (homes / "amira", *(homes / "amira").iterdir())]
    assert len(found) == 3
    assert {(one.st_uid, one.st_gid) for one in found} == {(HERS_NOW, HERS_NOW)}


def test_only_the_homes_of_who_learns_go_back_and_the_others_stay(hub_there, homes, accounts):
    backup, place = hub_there.back_up(), homes.stat().st_ino
    write_since(homes)

    said = hub_there.restore(backup, over=True)

    assert words_in(homes) == {"amira": "words of amira\n", "bola": "since\n", "olga": "since\n"}
    assert homes.stat().st_ino == place  # it can be a mount, which nobody can move
    (aside,) = homes.glob("before-restore-*")
    assert words_in(aside) == {"amira": "since\n"}
    assert aside.stat().st_mode & 0o077 == 0
    assert f"What was there is in {aside}: delete it when nobody needs it." in said
    assert not any("NOT put back" in one for one in said)


def test_a_cohorts_trainers_have_their_home_back_and_so_has_who_left(hub_there, homes, accounts):
    (homes / "bola").rename(homes / "grader-spring")
    accounts.add("grader-spring", os.getuid())
    book = EnrolmentBook(hub_there.base / "state")
    for name in ("amira", "olga"):  # only one of them has learnt
        book.leave(name, NOW)
    backup = hub_there.back_up()
    write_since(homes)

    hub_there.restore(backup, over=True)

    assert words_in(homes) == {
        "amira": "words of amira\n",
        "grader-spring": "words of bola\n",
        "olga": "since\n",
    }


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_home_without_such_an_account_is_named_and_left_alone(
    hub_there, homes, accounts, elsewhere
):
    backup = hub_there.back_up()
    write_since(homes)
    if elsewhere:
        accounts.by_name["amira"].pw_dir = "/srv/homes/amira"
    else:
        del accounts.by_name["amira"]

    said = hub_there.restore(backup, over=True)

    assert words_in(homes)["amira"] == "since\n"
    assert any("NOT put back: the homes of amira." in one for one in said)


def test_the_home_of_who_deleted_their_data_since_is_let_be(hub_there, homes, accounts, tmp_path):
    backup, key = hub_there.back_up(), hub_there.parts.progress_key
    write_since(homes)
    asked = {str(pseudonym_of("amira", key)): NOW + timedelta(minutes=1)}
    write_list(tmp_path / "gone.json", Deletions(mark_of(key), asked))

    hub_there.restore(
        backup, over=True, deletions=tmp_path / "gone.json", now=NOW + timedelta(hours=1)
    )

    assert words_in(homes)["amira"] == "since\n"
    assert list(homes.glob("before-restore-*")) == []


def test_nothing_is_restored_while_the_server_of_somebody_runs_on(
    hub_there, homes, accounts, tmp_path
):
    """The hub is stopped, and this server would go on to save into what is moved aside."""
    backup = hub_there.back_up()
    write_since(homes)
    process = tmp_path / "proc" / "4001"
    process.mkdir()
    (process / "cmdline").write_bytes(b"python\0-m\0" + SERVER.encode() + b"\0")

    with pytest.raises(CoprodError, match="courses are still open: 1"):
        hub_there.restore(backup, over=True)

    assert words_in(homes)["amira"] == "since\n"
    (process / "cmdline").write_bytes(b"bash\0")
    hub_there.restore(backup, over=True)
    assert words_in(homes)["amira"] == "words of amira\n"
