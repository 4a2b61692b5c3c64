"""The days of cohorts: from the file that a new hub has, to the calendar that a monitor sees."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from collector_parts import PROGRESS_KEY

from coprod_training.collector import tables
from coprod_training.collector.figures import read_figures
from coprod_training.collector.learners import Enrolled, held_learner
from coprod_training.collector.services import Cohort, put_cohorts, read_cohorts
from coprod_training.errors import ContentProblems
from coprod_training.hub.new_hub import write_hub
from coprod_training.monitor.calendar import cohorts
from coprod_training.monitor.made_ready import change_of
from coprod_training.monitor.pages import Chosen, Places, page
from coprod_training.monitor.watched import still_since

SPRING = Cohort("spring", "", date(2027, 1, 11), date(2027, 4, 2))
AT = datetime(2027, 2, 1, 12, 0, tzinfo=UTC)
TASK = {"assignment": "a-task", "sha256": "0" * 64}
HAND_IN = TASK | {"submission": "0" * 32, "learner": "x", "timestamp": AT, "receipt": "K7M4Q2X"}


@pytest.fixture
def written(tmp_path):
    """The file of a new hub, and the unit that names it."""
    write_hub(tmp_path / "new", "https://course.example.org")
    return tmp_path / "new" / "cohorts.csv"


def stands_at(watched, day, *known):
    """What the calendar says of these cohorts, by name, on a day."""
    there = replace(watched.figures, cohorts=known)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return {
        one.cohort.cohort: one.stands for one in cohorts(replace(watched, at=at, figures=there))
    }


def test_the_unit_of_a_new_hub_reads_the_file_that_comes_with_it(written):
    unit = (written.parent / "systemd" / "coprod-collector.service").read_text()

    assert "--cohorts /etc/coprod/cohorts.csv" in unit
    assert read_cohorts(written) == ()


def test_the_example_is_a_cohort_once_its_sign_is_taken_away(written):
    text = written.read_text()
    written.write_text(re.sub(r"^# (?=spring,)", "", text, flags=re.MULTILINE))

    assert read_cohorts(written) == (SPRING,)


def test_a_cohort_that_ends_before_it_starts_is_named_with_its_line(written):
    written.write_text(
        f"{written.read_text()}autumn,,2027-04-02,2027-01-11\nday,,2027-01-11,2027-01-11\n"
    )

    with pytest.raises(ContentProblems) as refused:
        read_cohorts(written)

    (only,) = refused.value.problems
    assert only.line == len(written.read_text().splitlines()) - 1
    assert only.what == "This cohort ends before it starts."


def test_a_day_that_is_none_is_named_with_its_line_among_comments(written):
    written.write_text(f"{written.read_text()}autumn,,September,\n")

    with pytest.raises(ContentProblems) as refused:
        read_cohorts(written)

    (only,) = refused.value.problems
    assert only.line == len(written.read_text().splitlines())
    assert "year, month and day" in only.what


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (date(2027, 1, 10), "To come"),
        (date(2027, 1, 11), "Running"),
        (date(2027, 4, 2), "Running"),
        (date(2027, 4, 3), "Ended"),
    ],
)
def test_a_cohort_runs_from_its_first_day_to_its_last(watched, day, stands):
    assert stands_at(watched, day, SPRING) == {"spring": stands}


def test_a_cohort_without_a_last_day_runs_on_and_one_without_days_comes_last(watched):
    open_, none = Cohort("open", "", date(2026, 1, 1), None), Cohort("a", "", None, None)

    found = stands_at(watched, date(2030, 1, 1), none, open_)

    assert list(found.items()) == [("open", "Running"), ("a", "No days set")]


def test_the_monitors_page_shows_what_the_file_says(written, store, watched, course):
    written.write_text(f"{written.read_text()}winter,,2026-11-01,2026-12-18\n")
    with store.writing() as connection:
        put_cohorts(connection, read_cohorts(written))
    with store.reading() as connection:
        figures = read_figures(connection, still_since(watched.at))

    shown = page(
        "cohorts", replace(watched, figures=figures), Chosen(), change_of(course), Places()
    )

    row = next(one for one in shown.split("<tr") if "winter" in one)
    assert all(one in row for one in ("1 November 2026", "18 December 2026", "Running"))


def test_a_cohort_that_left_the_list_goes_or_keeps_no_days_where_somebody_has_it(store):
    named = [replace(SPRING, cohort=one) for one in ("gone", "learnt", "open", "handed-in", "kept")]
    with store.writing() as connection:
        put_cohorts(connection, named)
        held_learner(connection, "amira", PROGRESS_KEY, Enrolled("sample-a", "learnt"))
        connection.execute(tables.release.insert().values(**TASK, cohort="open", released=AT))
        connection.execute(tables.submission.insert().values(**HAND_IN, cohort="handed-in"))
        put_cohorts(connection, named[-1:])
        left = {one.cohort: one.starts for one in read_figures(connection, AT).cohorts}
        put_cohorts(connection, [])
        none = {one.cohort: one.ends for one in read_figures(connection, AT).cohorts}

    assert left == {"learnt": None, "open": None, "handed-in": None, "kept": SPRING.starts}
    assert none == {"learnt": None, "open": None, "handed-in": None}
