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
