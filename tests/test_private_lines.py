"""Each private file has a lock of its own."""

import fcntl

import pytest

from coprod_training.private_lines import PrivateLines


def test_two_files_of_one_folder_are_written_one_within_the_other(tmp_path, monkeypatch):
    one, other = (PrivateLines(tmp_path / "private" / name) for name in ("a.jsonl", "b.jsonl"))
    real = fcntl.flock
    # Waiting for a lock that one holds oneself would never end: it is an error here.
    monkeypatch.setattr(fcntl, "flock", lambda file, how: real(file, how | fcntl.LOCK_NB))

    with one.locked():
        other.append({"within": 1})
        one.write({"without": 2})

    assert (one.records(), other.records()) == (({"without": 2},), ({"within": 1},))


def test_one_file_is_written_by_one_alone(tmp_path, monkeypatch):
    path = tmp_path / "private" / "a.jsonl"
    real = fcntl.flock
    monkeypatch.setattr(fcntl, "flock", lambda file, how: real(file, how | fcntl.LOCK_NB))

    with PrivateLines(path).locked(), pytest.raises(BlockingIOError):
        PrivateLines(path).append({"meanwhile": 1})


def test_the_lock_is_for_its_owner_alone(tmp_path):
    lines = PrivateLines(tmp_path / "private" / "a.jsonl")
    lines.append({"test": 1})

    assert {one.stat().st_mode & 0o777 for one in lines.path.parent.iterdir()} == {0o600}
