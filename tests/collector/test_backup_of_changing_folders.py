"""A backup as root of somebody's folder holds what is theirs, whatever they do meanwhile."""

import os
import sqlite3
from contextlib import closing

import pytest

from coprod_training.backup.folders import pack, unpack

AN_ACCOUNT = 54321  # a number that no account of this machine has
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="Giving folders away needs root.")


def database(path, words, mode="DELETE"):
    book = sqlite3.connect(path)
    book.execute(f"PRAGMA journal_mode = {mode}")
    book.execute("CREATE TABLE kept (words)")
    book.execute("INSERT INTO kept VALUES (?)", [words])
    book.commit()
    return book


def words_in(path):
    with closing(sqlite3.connect(path)) as book:
        return [words for (words,) in book.execute("SELECT words FROM kept")]


@pytest.fixture
def amira(tmp_path):
    """A folder of her own, below one that is closed to her."""
    (tmp_path / "people").mkdir(mode=0o700)
    home = tmp_path / "people" / "amira"
    home.mkdir(mode=0o700)
    return home


def hers(home):
    for path in (home, *home.iterdir()):
        os.chown(path, AN_ACCOUNT, AN_ACCOUNT)


def backed_up(home):
    pack(home, home.parents[1] / "amira.tar.gz")
    unpack(home.parents[1] / "amira.tar.gz", home.parents[1] / "back")
    return home.parents[1] / "back"


@as_root
def test_a_link_that_takes_the_place_of_a_database_gives_nothing_away(amira, tmp_path, monkeypatch):
    database(tmp_path / "secret.db", "nobody else's business").close()
    database(amira / "mine.db", "my own").close()
    hers(amira)
    opened = os.open

    def swapped(name, *arguments, **named):
        handle = opened(name, *arguments, **named)
        if name == "mine.db" and not (amira / name).is_symlink():
            (amira / name).unlink()
            (amira / name).symlink_to(tmp_path / "secret.db")
        return handle

    monkeypatch.setattr(os, "open", swapped)

    back = backed_up(amira)

    assert words_in(back / "mine.db") == ["my own"]


@as_root
def test_a_database_is_copied_with_its_log_where_the_folders_above_are_closed(amira):
    with closing(database(amira / "mine.db", "my own", "WAL")):
        assert (amira / "mine.db-wal").stat().st_size
        hers(amira)

        back = backed_up(amira)

    assert sorted(path.name for path in back.iterdir()) == ["mine.db"]
    assert words_in(back / "mine.db") == ["my own"]


@as_root
def test_nothing_of_roots_is_left_in_the_folder(amira):
    with closing(database(amira / "mine.db", "my own", "WAL")):
        hers(amira)
        kept = {name: (amira / name).read_bytes() for name in ("mine.db", "mine.db-wal")}
    for name, content in kept.items():  # as after a power cut
        (amira / name).write_bytes(content)
    hers(amira)

    backed_up(amira)

    assert {path.stat().st_uid for path in amira.iterdir()} == {AN_ACCOUNT}


@as_root
def test_a_database_that_somebody_keeps_locked_does_not_hold_up_the_backup(amira, monkeypatch):
    monkeypatch.setattr("coprod_training.backup.closed_in._PATIENCE", 1)
    with closing(database(amira / "mine.db", "my own")) as book:
        book.execute("BEGIN EXCLUSIVE")
        hers(amira)
        pack(amira, amira.parents[1] / "amira.tar.gz")

    unpack(amira.parents[1] / "amira.tar.gz", amira.parents[1] / "back")
    assert words_in(amira.parents[1] / "back" / "mine.db") == ["my own"]
