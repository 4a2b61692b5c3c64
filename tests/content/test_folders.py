import os
from pathlib import Path

import pytest

from coprod_training.content.folders import put_in_place


def test_a_folder_is_replaced_whole(tmp_path):
    out = tmp_path / "out"
    for name in ("old", "new"):
        with put_in_place(out) as folder:
            (folder / name).write_text(name)

    assert [path.name for path in out.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_the_folder_as_it_was(tmp_path):
    out = tmp_path / "out"
    with put_in_place(out) as folder:
        (folder / "old").write_text("old")

    with pytest.raises(RuntimeError), put_in_place(out) as folder:  # noqa: PT012 (both lines fail it)
        (folder / "half").write_text("half")
        raise RuntimeError

    assert [path.name for path in out.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_when_the_exchange_fails_the_earlier_folder_is_back(tmp_path, monkeypatch):
    out = tmp_path / "out"
    with put_in_place(out) as folder:
        (folder / "old").write_text("old")
    rename = Path.rename

    def full(self, target):
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space left"), put_in_place(out) as folder:
        (folder / "new").write_text("new")

    assert [path.name for path in out.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_when_nothing_can_be_put_back_nothing_is_thrown_away(tmp_path, monkeypatch):
    out = tmp_path / "out"
    with put_in_place(out) as folder:
        (folder / "old").write_text("old")
    rename = Path.rename

    def full(self, target):
        if target == out:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space left"), put_in_place(out) as folder:
        (folder / "new").write_text("new")

    assert [path.read_text() for path in tmp_path.rglob("old/old")] == ["old"]


def left_by_a_cut(tmp_path, name, *, since=0.0):
    """What `put_in_place` leaves where the power goes between its two renames."""
    for part in ("new", "old"):
        (tmp_path / name / part).mkdir(parents=True)
        (tmp_path / name / part / part).write_text(part)
    if since:
        os.utime(tmp_path / name, (since, since))


def test_a_cut_between_the_two_renames_is_put_right_before_anything_else(tmp_path):
    left_by_a_cut(tmp_path, ".out.ab12_xyz")

    with pytest.raises(RuntimeError), put_in_place(tmp_path / "out"):
        raise RuntimeError

    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["old"]


def test_what_an_earlier_cut_left_goes_and_what_another_fills_now_stays(tmp_path):
    (tmp_path / "out").mkdir()
    left_by_a_cut(tmp_path, ".out.ab12_xyz", since=1.0)
    left_by_a_cut(tmp_path, ".out.filling_")
    left_by_a_cut(tmp_path, ".outer.ab12_xyz", since=1.0)
    (tmp_path / ".out.somebody").mkdir()
    (tmp_path / ".out.somebody" / "work").write_text("theirs")
    os.utime(tmp_path / ".out.somebody", (1, 1))

    with put_in_place(tmp_path / "out"):
        pass

    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"out", ".out.filling_", ".outer.ab12_xyz", ".out.somebody"}


def test_all_of_it_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    synced, real = [], os.fsync

    def fsync(handle):
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with put_in_place(tmp_path / "out") as folder:
        (folder / "inside").mkdir()
        (folder / "inside" / "file").write_text("words")

    *before, last = synced
    assert {path.name for path in before} == {"new", "inside", "file"}
    assert last == tmp_path


@pytest.mark.parametrize("mode", [0o700, 0o755])
def test_the_folder_may_be_looked_into_by_those_who_are_meant(tmp_path, mode):
    with put_in_place(tmp_path / "out", mode=mode):
        assert next(tmp_path.iterdir()).stat().st_mode & 0o777 == 0o700

    assert (tmp_path / "out").stat().st_mode & 0o777 == mode
