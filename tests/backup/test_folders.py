"""A folder as one file: nothing leads out of it, and what others write meanwhile is whole."""

import errno
import io
import os
import sqlite3
import tarfile
from contextlib import closing

import pytest

from coprod_training.backup import folders
from coprod_training.backup.folders import check, pack, unpack
from coprod_training.errors import CoprodError


@pytest.mark.parametrize(
    "entries",
    [
        [("../out", tarfile.REGTYPE)],
        [("/srv/out", tarfile.REGTYPE)],
        [("at", tarfile.SYMTYPE), ("at/out", tarfile.REGTYPE)],
        [("at", tarfile.SYMTYPE), ("at", tarfile.REGTYPE)],
        [("pipe", tarfile.FIFOTYPE)],
    ],
)
def test_an_entry_that_leaves_its_folder_is_refused(tmp_path, entries):
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        for name, kind in entries:
            one = tarfile.TarInfo(name)
            one.type, one.linkname = kind, str(tmp_path)
            tar.addfile(one, io.BytesIO())

    for read in (check, lambda file: unpack(file, tmp_path / "there")):
        with pytest.raises(CoprodError, match="would leave its folder"):
            read(tmp_path / "bad.tar.gz")
    assert not (tmp_path / "there").exists()


def test_a_gradebook_in_a_folder_is_copied_with_what_lies_in_its_log(tmp_path):
    home = tmp_path / "home"
    (home / "inside").mkdir(parents=True)
    os.mkfifo(home / "pipe")
    (home / "broken.db").write_bytes(b"SQLite format 3\0 and no more")
    (home / "out").symlink_to(tmp_path)
    with closing(sqlite3.connect(home / "inside" / "gradebook.db")) as book:
        book.execute("PRAGMA journal_mode = WAL")
        book.execute("CREATE TABLE grade (points)")
        book.execute("INSERT INTO grade VALUES (3)")
        book.commit()
        assert (home / "inside" / "gradebook.db-wal").stat().st_size

        pack(home, tmp_path / "home.tar.gz")

    unpack(tmp_path / "home.tar.gz", tmp_path / "back", {"nobody"})

    found = sorted(
        str(one.relative_to(tmp_path / "back")) for one in (tmp_path / "back").rglob("*")
    )
    assert found == ["broken.db", "inside", "inside/gradebook.db", "out"]
    assert (tmp_path / "back" / "out").readlink() == tmp_path
    with closing(sqlite3.connect(tmp_path / "back" / "inside" / "gradebook.db")) as book:
        assert book.execute("SELECT points FROM grade").fetchall() == [(3,)]


def test_a_file_that_is_changed_while_it_is_read_is_read_again(tmp_path, monkeypatch):
    home, turns = tmp_path / "home", []
    home.mkdir()
    (home / "returned.html").write_text("old")
    copied = folders._all_of

    def changed_meanwhile(*parts):
        copied(*parts)
        if not turns:
            (home / "returned.html").write_text("the new page")
        turns.append(1)

    monkeypatch.setattr(folders, "_all_of", changed_meanwhile)
    pack(home, tmp_path / "home.tar.gz")
    unpack(tmp_path / "home.tar.gz", tmp_path / "back")

    assert (tmp_path / "back" / "returned.html").read_text() == "the new page"


def test_a_file_that_never_rests_holds_nothing_up(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    (home / "server.log").write_text("one\n")
    copied = folders._all_of

    def grows(*parts):
        copied(*parts)
        with (home / "server.log").open("a") as log:
            log.write("more\n")

    with monkeypatch.context() as patched:
        patched.setattr(folders, "_all_of", grows)
        pack(home, tmp_path / "home.tar.gz")
    unpack(tmp_path / "home.tar.gz", tmp_path / "back")

    assert (tmp_path / "back" / "server.log").read_text() == "one\nmore\nmore\n"


def test_a_database_that_is_only_busy_is_never_copied_as_bytes(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "gradebook.db")) as book:
        book.execute("CREATE TABLE grade (points)")

    def busy(file, to):
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorname = "SQLITE_BUSY"
        raise error

    monkeypatch.setattr(folders, "copy_sqlite", busy)

    with pytest.raises(sqlite3.OperationalError):
        pack(home, tmp_path / "home.tar.gz")


@pytest.mark.parametrize("name", ["words.jsonl", "keys"])
def test_what_may_not_be_read_is_never_left_out_in_silence(tmp_path, monkeypatch, name):
    home, opened = tmp_path / "home", os.open
    (home / "keys").mkdir(parents=True)
    (home / "words.jsonl").write_text("words\n")

    def closed(path, *rest, **more):
        if path == name:  # root, as whom tests may run, is let in everywhere
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return opened(path, *rest, **more)

    monkeypatch.setattr(os, "open", closed)

    with pytest.raises(PermissionError) as refused:
        pack(home, tmp_path / "home.tar.gz")

    assert name in refused.value.filename
