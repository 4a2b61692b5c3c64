"""`nbgrader collect` among folders that nobody can vouch for."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from graded_course import SLUG, hand_in_by_hand, make_course

from coprod_training.grading import collected as collected_hand_in
from coprod_training.grading import config, extensions, hand_in_name, marking_round
from coprod_training.grading.hand_in_name import left_there
from coprod_training.grading.not_read import not_read

pytestmark = pytest.mark.slow

OTHER = 12345


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """One good hand-in among folders that are not what they say."""
    course = make_course(tmp_path_factory.mktemp("collect"))
    good = hand_in_by_hand(course, "ann")
    stamp = good.name.partition("+")[2]
    (course.inbound / f"link+{stamp}").symlink_to(good)
    os.mkfifo(course.inbound / f"pipe+{stamp}")
    (course.inbound / f"file+{stamp}").touch()
    shutil.copytree(good, course.inbound / f"PLANTED;rm+{stamp}")
    shutil.copytree(good, course.inbound / f"..+{stamp}")
    (course.inbound / f"+{SLUG}+").mkdir()
    (course.inbound / ".new-ended").mkdir()
    if os.getuid() == 0:
        later = good.name.replace(SLUG, f"{SLUG}+2999-01-01 00:00:00.000000 UTC+x").split("x")[0]
        forged = course.inbound / f"{later}x"
        shutil.copytree(good, forged)
        (forged / f"{SLUG}.answers.jsonl").write_text("forged\n")
        os.chown(forged, OTHER, OTHER)
    log = course.nbgrader("collect", SLUG)
    return course, log


def test_one_good_hand_in_is_collected_among_bad_ones(collected):
    course, log = collected

    assert sorted(path.name for path in (course.trainer / "submitted").iterdir()) == ["ann"]
    assert "Collected the hand-in of ann" in log


def test_what_was_left_in_the_exchange_is_said_without_its_name(collected):
    _, log = collected

    assert "Something in the exchange does not belong to the learner it names" in log
    assert "PLANTED" not in log


def test_what_was_left_there_is_counted_for_the_trainer(collected):
    course, _ = collected

    left = 6 + (os.getuid() == 0)  # what the fixture put there beside the good one
    assert left_there(course.inbound, SLUG) == left
    assert left_there(course.inbound, "another") == 3  # those that name nobody


def test_what_an_ended_process_left_half_made_is_taken_out(collected):
    course, _ = collected

    assert not (course.inbound / ".new-ended").exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a folder somebody else's")
def test_nobody_can_hand_in_for_another(collected):
    course, _ = collected

    assert "forged" not in (course.submitted("ann") / f"{SLUG}.answers.jsonl").read_text()


def test_collecting_again_finds_nothing_newer(collected):
    course, _ = collected

    assert "Nothing newer from ann" in course.nbgrader("collect", SLUG)


def test_a_folder_that_is_renamed_while_it_is_looked_at_stops_nobody(tmp_path, monkeypatch):
    course = make_course(tmp_path)
    folders = {learner: hand_in_by_hand(course, learner) for learner in ("ann", "ben", "cem")}
    real = hand_in_name.is_theirs_by

    def then_it_goes(found, learner, **more):
        if learner == "ben":
            folders["ben"].rename(tmp_path / "gone")
        return real(found, learner, **more)

    monkeypatch.setattr(hand_in_name, "is_theirs_by", then_it_goes)

    assert marking_round.collect(course.trainer, SLUG)

    assert [name for name in folders if course.submitted(name).is_dir()] == ["ann", "cem"]
    # Nor does one in which anything else goes wrong.
    again = [hand_in_by_hand(course, learner) for learner in ("ann", "cem")]
    monkeypatch.setattr(collected_hand_in, "_take_secret", fails_for(again[0]))

    assert marking_round.collect(course.trainer, SLUG)

    failed = {who: reason for (_, who, _), reason in not_read(course.trainer).items()}
    assert sorted(failed) == ["ann", "ben"]
    assert failed["ann"].startswith("The hand-in could not be collected.")
    assert failed["ben"] == collected_hand_in.NOT_A_FOLDER  # it has gone


def fails_for(folder):
    """As taking the code of a hand-in is, except that it breaks at this one."""
    real, one = collected_hand_in._take_secret, folder.stat().st_ino

    def broken(opened, fresh):
        if os.fstat(opened).st_ino == one:
            raise MemoryError("PLANTED")
        return real(opened, fresh)

    return broken


def test_what_came_by_a_learners_own_date_is_not_put_back_for_an_older_hand_in(tmp_path):
    course = make_course(tmp_path)
    first = {learner: hand_in_by_hand(course, learner).name for learner in ("ann", "ben")}
    due = datetime.now(UTC)
    for learner in first:
        hand_in_by_hand(course, learner)
    with closing(sqlite3.connect(course.trainer / "gradebook.db")) as db, db:
        db.execute("UPDATE assignment SET duedate = ?", (str(due.replace(tzinfo=None)),))
    exchange, more = course.root / "exchange" / config.COURSE_ID, due + timedelta(days=1)
    extensions.give(course.trainer, exchange, SLUG, "ann", more, by="the tester", now=due)
    course.nbgrader("collect", SLUG)

    course.nbgrader("collect", "--before-duedate", SLUG)

    kept = {
        learner: name.split("+")[2] == (course.submitted(learner) / "timestamp.txt").read_text()
        for learner, name in first.items()
    }
    assert kept == {"ann": False, "ben": True}
