"""What is said to be kept is on the disk, and so is its name in the folder."""

import os
from datetime import UTC, datetime

import pytest

from coprod_training.disclosure.ledger import Ledger
from coprod_training.grading import extensions, not_read, second_mark_records, trainer_names
from coprod_training.grading.deletion_audit import note_deletion
from coprod_training.key_files import put_new_file
from coprod_training.private_lines import PrivateLines
from coprod_training.survey.status import StatusSeen
from coprod_training.survey.store import SurveyStore

NOW = datetime(2026, 11, 28, tzinfo=UTC)
FIRST_RECORDS = {
    "more time": lambda at: extensions.give(
        at, at / "exchange", "a-task", "ann", None, by="tariq", now=NOW
    ),
    "not read": lambda at: not_read.note_not_read(at, "ann", "a-task", NOW, "test record"),
    "second mark": lambda at: second_mark_records.note(at, "a-task", NOW, [{"event": "seen"}]),
    "trainer's name": lambda at: trainer_names.give_name(at, "0" * 32, "Tariq", NOW),
    "deletion": lambda at: note_deletion(at, "deleted", {}, NOW),
    "release": lambda at: Ledger(at / "ledger.jsonl").append({"release": "2027-02-01"}),
    "survey": lambda at: SurveyStore(at).add_status(StatusSeen(status="draft", day="2026-11-28")),
}


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
    assert put_new_file(tmp_path / "test.key", b"test record")
    assert synced[-1] == str(tmp_path)


@pytest.mark.parametrize("what", FIRST_RECORDS)
def test_a_first_record_stays_in_its_folder_for_its_owners_eyes(what, tmp_path, synced):
    FIRST_RECORDS[what](tmp_path)

    (file,) = tmp_path.rglob("*.jsonl")
    assert synced == [str(file), str(file.parent)]
    assert file.stat().st_mode & 0o077 == 0

    synced.clear()
    FIRST_RECORDS[what](tmp_path)
    assert synced == [str(file)]
