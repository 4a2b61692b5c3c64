"""Where a cut could leave half of a file, the old one stays until the new one is on the disk."""

import errno
import os
from datetime import UTC, datetime

import pytest

from coprod_training.cli import release
from coprod_training.content import tidy
from coprod_training.content.course_list import add_to_list
from coprod_training.contributions import history_files
from coprod_training.contributions.history import History
from coprod_training.contributions.manifest import write_manifest
from coprod_training.contributions.public import PublicManifest
from coprod_training.exchange.copies import put_feedback, put_hand_in
from coprod_training.grading.due import DUE, read_due, write_due
from coprod_training.grading.from_collector import MARK, copied_feedback, note_copied

EARLIER, LATER = datetime(2027, 1, 11, tzinfo=UTC), datetime(2027, 2, 11, tzinfo=UTC)


def tidied(root, monkeypatch):
    monkeypatch.setattr(tidy, "load_course", lambda folder: None)
    monkeypatch.setattr(tidy, "read_notebook", lambda path: path)
    monkeypatch.setattr(tidy, "tidied", lambda notebook, course: "in normal form")
    tidy.tidy(root)


def published(root):
    for name, content in history_files.files_of(
        History(course="A course", edition="1", made="2026-11")
    ).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)


def put(root, name, text):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text)


# What is there before, and what writes over it.
WRITERS = {
    "the status of the course": (
        lambda root: put(root, "course/course.yaml", "status: draft\n"),
        lambda root, _: release._say_status(root, "released"),
    ),
    "the public manifest": (
        lambda root: put(root, "manifest.yaml", "slots: []\n"),
        lambda root, _: write_manifest(root / "manifest.yaml", PublicManifest(), {}),
    ),
    "credits": (published, lambda root, _: history_files.take_out(root, "0" * 16)),
    "what was copied from a collector": (
        lambda root: note_copied(root, {}),
        lambda root, _: note_copied(root, {"one": "0" * 64}),
    ),
    "feedback that was copied": (
        lambda root: put_feedback(root, "secret", {"a-task.html": b"before"}),
        lambda root, _: put_feedback(root, "secret", {"a-task.html": b"after"}),
    ),
    "a due date": (
        lambda root: write_due(root, EARLIER),
        lambda root, _: write_due(root, LATER),
    ),
    "a lesson": (lambda root: put(root, "modules/01-a.ipynb", "as written"), tidied),
    "a list of the course": (
        lambda root: put(root, "course.yaml", "modules: [a]\n"),
        lambda root, _: add_to_list(root / "course.yaml", "modules", "b"),
    ),
}


def files_in(root):
    return {path.name: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("what", WRITERS)
def test_what_was_there_stays_until_the_new_is_on_the_disk(what, tmp_path, monkeypatch):
    def broken(_):
        raise OSError(errno.EIO, "Input/output error")

    before, write = WRITERS[what]
    (tmp_path / "feedback").mkdir()
    before(tmp_path)
    kept = files_in(tmp_path)
    monkeypatch.setattr(os, "fsync", broken)

    with pytest.raises(OSError, match="Input/output"):
        write(tmp_path, monkeypatch)

    assert files_in(tmp_path) == kept


def test_a_copied_hand_in_has_its_name_only_once_it_is_on_the_disk(tmp_path, monkeypatch):
    """One that is there is not fetched again."""
    synced, real = [], os.fsync

    def fsync(handle):
        synced.extend(path.name for path in tmp_path.glob("a-hand-in"))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    one = {"timestamp": "2026-11-28 12:00:00 UTC", "submission": "0" * 32}

    put_hand_in(tmp_path / "a-hand-in", one, {"a-task.ipynb": b"{}"})

    assert synced == ["a-hand-in"]  # only the last, of the folder that it lies in


def test_what_says_so_already_is_not_written_again(tmp_path):
    """The pages of learners look anew when the folder changes."""
    write_due(tmp_path, EARLIER)
    note_copied(tmp_path, {"one": "two"})
    os.utime(tmp_path, (1, 1))

    write_due(tmp_path, EARLIER)
    note_copied(tmp_path, {"one": "two"})

    assert tmp_path.stat().st_mtime == 1
    assert (read_due(tmp_path), copied_feedback(tmp_path)) == (EARLIER, {"one": "two"})
    assert {path.name for path in tmp_path.iterdir()} == {DUE, MARK}
