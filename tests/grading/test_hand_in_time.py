import os
from datetime import UTC, datetime, timedelta

from coprod_training.grading import hand_in_time

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_an_early_time_in_a_name_does_not_count(tmp_path):
    at, reason = hand_in_time.handed_in_by(NOW - timedelta(days=900), tmp_path.lstat().st_ctime)

    assert datetime.now(UTC) - at < timedelta(hours=1)
    assert reason.endswith("The time it arrived counts.")


def test_turning_a_folders_clock_back_does_not_help(tmp_path):
    os.utime(tmp_path, (0, 0))

    at, _ = hand_in_time.handed_in_by(None, tmp_path.lstat().st_ctime)

    assert datetime.now(UTC) - at < timedelta(hours=1)


def test_an_honest_time_is_kept_to_the_microsecond(tmp_path):
    claimed = datetime.now(UTC) - timedelta(seconds=3)

    assert hand_in_time.handed_in_by(claimed, tmp_path.lstat().st_ctime) == (claimed, "")


def test_a_time_that_a_collector_told_counts_whatever_the_folders_clock_says(tmp_path):
    last_year = NOW - timedelta(days=365)

    changed = tmp_path.lstat().st_ctime

    assert hand_in_time.handed_in_by(last_year, changed, told=True) == (last_year, "")
