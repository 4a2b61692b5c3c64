"""After a restore every hand-in has the time at which it came, and the marks that it had."""

import shutil
import tarfile
from datetime import UTC, datetime, timedelta

import pytest
from graded_course import SLUG, hand_in_by_hand, make_course, read_marks

from coprod_training.backup import folders
from coprod_training.grading.hand_in_time import TIME_FORM, time_in
from coprod_training.grading.hand_ins_there import hand_ins_there
from coprod_training.grading.overview import overview
from coprod_training.grading.put_back import change_times, changed_at, note_put_back
from coprod_training.grading.records import PUT_BACK, own_folder
from coprod_training.lab.workspace import Workspace
from coprod_training.lab.workspace_backup import back_up
from coprod_training.lab.workspace_restore import restore

NOW = datetime(2026, 11, 28, 20, tzinfo=UTC)
FIRST, SECOND, THIRD = (
    datetime.now(UTC).replace(microsecond=123456) - timedelta(days=days) for days in (9, 8, 7)
)


def came(course, learner, at):
    """A hand-in that reached the exchange at a time that is past."""
    folder = hand_in_by_hand(course, learner)
    place = folder.with_name(f"{learner}+{SLUG}+{at.strftime(TIME_FORM)}+aaaaaaaaaaaa")
    folder.rename(place)
    note_put_back(course.trainer, course.inbound, {place.name: int(at.timestamp() * 1e9)})
    return place


def put_back(root, backups, made=NOW):
    """Copied, cleared, and put back into the same place."""
    backup = back_up(Workspace(root), backups, made).folder
    shutil.rmtree(root)
    restore(root, backup)


def waiting(course):
    (one,) = overview(course.trainer, course.inbound.parent, [SLUG])
    return {name: state.at for name, state in one.waiting.items()}


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "coprod")


@pytest.mark.slow
def test_collecting_after_a_restore_takes_nothing_again_and_dates_nothing_anew(course, tmp_path):
    came(course, "ann", FIRST)
    course.answer("ann", test_one="red")
    came(course, "ann", SECOND)
    course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)
    came(course, "ben", THIRD)
    marks = read_marks(course.trainer)

    put_back(course.root, tmp_path / "backups")
    assert waiting(course) == {"ben": THIRD}
    there = hand_ins_there(course.inbound, course.trainer / "submitted")
    assert sorted(there.values()) == [FIRST, SECOND, THIRD]
    said = course.nbgrader("collect", SLUG)
    course.nbgrader("autograde", SLUG)

    assert "Nothing newer from ann" in said
    assert "The time it arrived counts" not in said
    assert time_in(course.submitted("ann")) == SECOND
    assert time_in(course.submitted("ben")) == THIRD
    after = read_marks(course.trainer)
    assert {key: one for key, one in after.items() if key[0] == "ann"} == marks


@pytest.mark.slow
def test_what_was_collected_stays_where_folders_were_copied_without_their_times(course):
    came(course, "ann", FIRST)
    came(course, "ann", SECOND)
    course.nbgrader("collect", SLUG)
    (own_folder(course.trainer) / PUT_BACK).unlink()

    assert "Nothing newer from ann" in course.nbgrader("collect", SLUG)
    assert time_in(course.submitted("ann")) == SECOND


def test_a_folder_that_is_changed_after_a_restore_is_dated_by_that(course, tmp_path):
    place = came(course, "ann", FIRST)
    put_back(course.root, tmp_path / "backups")
    put_back(course.root, tmp_path / "backups", NOW + timedelta(days=1))
    times = change_times(course.trainer)
    assert changed_at(place.name, place.lstat(), times) == pytest.approx(FIRST.timestamp())

    (place / "another").touch()

    assert changed_at(place.name, place.lstat(), times) == place.lstat().st_ctime


def test_a_backup_keeps_when_a_folder_was_changed_and_an_older_one_has_its_other_time(
    course, tmp_path
):
    place = hand_in_by_hand(course, "ann")
    changed = place.lstat().st_ctime_ns
    put_back(course.root, tmp_path / "backups")
    assert changed_at(place.name, place.lstat(), change_times(course.trainer)) == changed / 1e9

    with tarfile.open(tmp_path / "old.tar.gz", "w:gz") as tar:
        tar.add(place, "place")
    kept = folders.unpack(tmp_path / "old.tar.gz", tmp_path / "there")
    assert kept == {"place": int(place.lstat().st_mtime) * 10**9}
