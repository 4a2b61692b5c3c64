"""A file is there whole or as it was, and private from its first byte where it is to be."""

import os

import pytest

from coprod_training.file_in_place import put_file_in_place


def test_a_file_is_replaced_whole(tmp_path):
    put_file_in_place(tmp_path / "new" / "a.json", b"one")
    put_file_in_place(tmp_path / "new" / "a.json", b"two")

    assert [p.read_bytes() for p in (tmp_path / "new").iterdir()] == [b"two"]


def test_a_private_file_is_private_from_its_first_byte(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(os.fstat(handle).st_mode & 0o077))

    put_file_in_place(tmp_path / "a.csv", b"one", mode=0o600)

    assert seen[0] == 0
    assert (tmp_path / "a.csv").stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path):
    (tmp_path / "a.csv").mkdir()

    with pytest.raises(OSError, match="directory"):
        put_file_in_place(tmp_path / "a.csv", b"one")

    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_two_who_write_at_the_same_moment_both_put_a_whole_file_in_place(tmp_path, monkeypatch):
    real = os.fsync

    def meanwhile(handle):
        """Before the first is on the disk, another writes all of theirs."""
        monkeypatch.setattr(os, "fsync", real)
        put_file_in_place(tmp_path / "a.json", b"another's, which is longer")
        real(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)

    put_file_in_place(tmp_path / "a.json", b"mine")

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.json": b"mine"}


def test_what_a_power_cut_left_behind_goes_and_what_is_being_written_stays(tmp_path):
    for name in (".a.json.new", ".a.json.12ab34cd.new", ".b.json.12ab34cd.new"):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / ".a.json.56ef7890.new").write_bytes(b"half")

    put_file_in_place(tmp_path / "a.json", b"whole")

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".a.json.56ef7890.new",
        ".b.json.12ab34cd.new",
        "a.json",
    ]


def test_whoever_is_interrupted_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)

    with pytest.raises(KeyboardInterrupt):
        put_file_in_place(tmp_path / "a.json", b"one")

    assert list(tmp_path.iterdir()) == []
