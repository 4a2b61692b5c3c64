"""What is said to be kept is on the disk, and so is its name in the folder."""

import os

import pytest

from coprod_training.key_files import put_new_key
from coprod_training.private_lines import PrivateLines


@pytest.fixture
def synced(monkeypatch):
    """The names of what was brought to the disk, in order."""
    seen, real = [], os.fsync

    def fsync(handle):
        number = handle if isinstance(handle, int) else handle.fileno()
        seen.append(os.path.realpath(f"/proc/self/fd/{number}"))
        real(number)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_new_private_file_stays_in_its_folder(tmp_path, synced):
    lines = PrivateLines(tmp_path / "private" / "test.jsonl")

    lines.append({"first": 1})
    assert synced[-1] == str(tmp_path / "private")
    synced.clear()
    lines.append({"second": 2})
    assert synced == [str(lines.path)]


def test_what_takes_the_place_of_a_file_stays_there(tmp_path, synced):
    lines = PrivateLines(tmp_path / "private" / "test.jsonl")
    lines.append({"first": 1})
    synced.clear()

    with lines.locked():
        lines.replace([{"second": 2}])

    assert synced[-1] == str(tmp_path / "private")


def test_a_new_key_stays_in_its_folder(tmp_path, synced):
    assert put_new_key(tmp_path / "test.key", b"test record")
    assert synced[-1] == str(tmp_path)
