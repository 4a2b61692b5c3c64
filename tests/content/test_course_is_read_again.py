"""What runs shows the course as it lies on the disk, also when an older copy is put back."""

import os
import shutil

import pytest

from coprod_training.content import unchanged
from coprod_training.content.unchanged import load_unchanged


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A folder of two files. What is read of them is their words."""

    def read(folder):
        reads.append(folder)
        return {path.name: path.read_text() for path in folder.rglob("*.yaml")}

    reads = []
    monkeypatch.setattr(unchanged, "load_course", read)
    folder = tmp_path / "course"
    (folder / "modules").mkdir(parents=True)
    (folder / "modules" / "one.yaml").write_text("title: One")
    (folder / "course.yaml").write_text("title: New")  # the newest, which none of these take away
    yield folder
    assert len(reads) <= 2  # each state of the folder is read once


def test_what_did_not_change_is_read_once(root):
    assert load_unchanged(root) is load_unchanged(root)


def test_a_copy_put_back_with_its_older_times_is_read(root, tmp_path):
    earlier = tmp_path / "earlier.yaml"
    earlier.write_text("title: Old")
    os.utime(earlier, (1_000_000_000, 1_000_000_000))
    assert load_unchanged(root)["course.yaml"] == "title: New"

    shutil.copy2(earlier, root / "course.yaml")

    assert load_unchanged(root)["course.yaml"] == "title: Old"


def test_another_file_of_the_same_size_and_time_is_read(root):
    path = root / "modules" / "one.yaml"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    assert load_unchanged(root)["one.yaml"] == "title: One"

    path.write_text("title: Two")
    os.utime(path, ns=times)

    assert load_unchanged(root)["one.yaml"] == "title: Two"


def test_a_file_that_was_taken_away_is_gone(root):
    assert set(load_unchanged(root)) == {"course.yaml", "one.yaml"}

    (root / "modules" / "one.yaml").unlink()

    assert set(load_unchanged(root)) == {"course.yaml"}
