"""Whatever somebody puts into their own folder, the backup of everybody ends, and is whole."""

import errno
import os
import tarfile
from pathlib import Path

import pytest

from coprod_training.backup import folders, room, walk
from coprod_training.backup.folders import pack, unpack
from coprod_training.backup.room import Room
from coprod_training.hub.delete_folder import delete_folder


def deep(folder, levels, name="a"):
    """Folders in each other, deeper than any path could say."""
    at = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=at)
        below = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)


@pytest.fixture
def people(tmp_path):
    for name in ("amira", "ben"):
        (tmp_path / "people" / name).mkdir(parents=True)
        (tmp_path / "people" / name / "words.jsonl").write_text("words\n")
    yield tmp_path / "people"
    delete_folder(tmp_path / "people")  # pytest's own clearing up breaks off where it is deep


def packed(people, room=None):
    """What is missing, and what comes back."""
    missing = pack(people, people.parent / "people.tar.gz", (), room)
    unpack(people.parent / "people.tar.gz", people.parent / "back")
    back = people.parent / "back"
    found = (one.relative_to(back) for one in back.rglob("*") if one.is_file())
    return dict(missing), sorted(map(str, found))


def test_folders_a_thousand_deep_do_not_end_the_backup(people):
    deep(people / "amira", 1_500)

    missing, found = packed(people)

    assert missing == {"amira": 1}
    assert found == ["amira/words.jsonl", "ben/words.jsonl"]


def test_a_path_that_is_too_long_to_be_put_back_is_left_out_and_counted(people):
    deep(people / "amira", walk.LONGEST // 250 + 1, name="b" * 250)

    missing, found = packed(people)

    assert missing == {"amira": 1}
    assert found == ["amira/words.jsonl", "ben/words.jsonl"]


@pytest.mark.parametrize("becomes", ["pipe", "link", "nothing"])
def test_a_folder_that_is_no_folder_any_more_is_passed_over(people, tmp_path, becomes):
    (people / "amira" / "notes").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret").write_text("nobody else's business")

    seen = []
    for one in walk.walk(people):
        seen.append(str(one.inside))
        if one.inside.name == "amira":
            (people / "amira" / "notes").rmdir()
            if becomes == "pipe":
                os.mkfifo(people / "amira" / "notes")
            elif becomes == "link":
                (people / "amira" / "notes").symlink_to(tmp_path / "elsewhere")

    assert seen == [".", "amira", "ben"]


def test_a_folder_beside_a_file_called_like_a_log_does_not_end_the_backup(people):
    (people / "amira" / "notes").mkdir()
    (people / "amira" / "notes-wal").write_text("no log")

    missing, found = packed(people)

    assert missing == {}
    assert found == ["amira/notes-wal", "amira/words.jsonl", "ben/words.jsonl"]


MADE = {
    "file": lambda place: place.write_text("words\n"),
    "folder": Path.mkdir,
    "link": lambda place: place.symlink_to("words.jsonl"),
    "pipe": os.mkfifo,
    "nothing": lambda place: None,
}


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("file", "folder"), ("file", "link"), ("file", "pipe"), ("file", "nothing"), ("link", "file")],
)
def test_what_is_no_file_or_link_any_more_is_passed_over(people, monkeypatch, was, becomes):
    notes, looked = people / "amira" / "notes", os.stat
    MADE[was](notes)

    def changed_meanwhile(path, *rest, **more):
        found = looked(path, *rest, **more)
        if path == "notes":
            notes.unlink()
            MADE[becomes](notes)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(os, "stat", changed_meanwhile)
        missing, found = packed(people)

    assert missing == {}
    assert found == ["amira/words.jsonl", "ben/words.jsonl"]


def test_a_file_that_a_program_of_its_owner_holds_is_left_out_and_counted(people, monkeypatch):
    (people / "amira" / "held").write_text("words\n")
    opened = os.open

    def held(path, *rest, **more):
        if path == "held":  # as Linux answers where somebody has a lease: open(2)
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable", path)
        return opened(path, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", held)
        missing, found = packed(people, Room())

    assert missing == {"amira": 1}
    assert found == ["amira/words.jsonl", "ben/words.jsonl"]


def test_a_file_of_holes_does_not_fill_the_backup(people):
    with (people / "amira" / "huge").open("wb") as file:
        file.truncate(10 << 40)

    missing, found = packed(people, Room())

    assert missing == {"amira": 1}
    assert found == ["amira/words.jsonl", "ben/words.jsonl"]


def test_many_large_files_of_one_person_end_at_their_own_room(people, monkeypatch):
    monkeypatch.setattr(room, "BIGGEST", 3_000)
    monkeypatch.setattr(room, "MOST", 5_000)
    monkeypatch.setattr(room, "SMALL", 100)
    for number in range(4):
        (people / "amira" / f"{number}.bin").write_bytes(b"x" * 2_000)
    (people / "amira" / "too-large.bin").write_bytes(b"x" * 3_001)
    (people / "ben" / "one.bin").write_bytes(b"x" * 2_000)

    missing, found = packed(people, Room())

    assert missing == {"amira": 3}
    assert found == [
        "amira/0.bin", "amira/1.bin", "amira/words.jsonl", "ben/one.bin", "ben/words.jsonl"
    ]  # fmt: skip


def test_a_file_that_grows_beyond_the_room_while_it_is_read_is_left_out(people, monkeypatch):
    monkeypatch.setattr(room, "BIGGEST", 3_000)
    (people / "amira" / "log").write_bytes(b"x")
    copied = folders._all_of

    def grows(file, *rest):
        copied(file, *rest)
        with (people / "amira" / "log").open("ab") as log:
            log.write(b"x" * 3_000)

    with monkeypatch.context() as patched:
        patched.setattr(folders, "_all_of", grows)
        missing = pack(people, people.parent / "people.tar.gz", (), Room())

    assert missing == {"amira": 1}


def test_one_s_own_workspace_is_packed_however_large_its_files_are(people, monkeypatch):
    monkeypatch.setattr(room, "BIGGEST", 10)
    (people / "amira" / "film.mp4").write_bytes(b"x" * 1_000)

    assert packed(people) == ({}, ["amira/film.mp4", "amira/words.jsonl", "ben/words.jsonl"])
    with tarfile.open(people.parent / "people.tar.gz") as tar:
        assert tar.getmember("amira/film.mp4").size == 1_000
