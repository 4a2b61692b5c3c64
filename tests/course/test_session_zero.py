"""The session that begins the course, and the route of 90 minutes through its core."""

import re

import pytest
from parts import parts_of_lesson


@pytest.fixture(scope="module")
def session(course):
    return course.module("session-zero")


@pytest.fixture(scope="module")
def page(session):
    return {part["id"]: part["source"] for part in parts_of_lesson(session)}


def rows_of(text):
    """The rows of a table without its two heads, as lists of cells."""
    rows = [line.strip("| ").split(" | ") for line in text.split("\n") if line.startswith("|")]
    return rows[2:]


def test_it_comes_first_is_optional_and_has_no_exercise(course, session):
    assert course.modules[0] is session
    assert [module.id for module in course.modules if module.optional] == [session.id]
    assert session.id not in {assessment.module for assessment in course.assessments}


def test_the_running_order_takes_sixty_minutes(page):
    minutes = [int(row[1]) for row in rows_of(page["sixty-minutes"])]

    assert sum(minutes) == 60


def test_no_client_of_ones_own_is_asked_and_no_work_is_unpaid(page):
    words = " ".join(" ".join(page.values()).split())

    assert (
        "Use a paid group or partner with a written offer, not your own caseload."
        " Otherwise, hold the staff-only version below." in words
    )
    assert "60 minutes in the room, 45 minutes before it and 15 minutes after it." in words
    assert "You are paid if you pass, pause or leave" in words


def test_what_is_open_part_open_and_closed_is_said_with_a_reason(page):
    rows = rows_of(page["open-part-open-closed"])

    assert {row[1] for row in rows} == {"Open", "Part-open", "Closed"}
    assert all(len(row) == 3 and row[2] for row in rows)


def test_nothing_is_promised_that_is_not_open_yet(page):
    words = page["what-happens-to-what-is-said"]

    assert "offer your own words for the course is planned. It is not open yet." in words
    assert "not open yet" in page["open-part-open-closed"]


def test_all_points_can_be_sent_at_once_with_the_terms_agreed_first(page):
    words = page["what-happens-to-what-is-said"]

    assert "for a review pack of module 1" in words
    assert "Save the page and send it to them. Agree with them first, in writing" in words


def test_the_team_route_is_one_core_activity_a_module_and_takes_90_minutes(course, page):
    rows = rows_of(page["ninety-minutes"])
    taught = course.modules[1:-1]  # without session zero and the action plan
    found = [re.fullmatch(r"Module (\d+): (.+)", row[0]) for row in rows[1:-1]]

    assert [int(one[1]) for one in found] == list(range(1, len(taught) + 1))
    for module, one, row in zip(taught, found, rows[1:-1], strict=True):
        core = {a.title: a.minutes for a in module.activities if a.core}
        assert core[one[2]] == float(row[1]), one[2]
        assert row[3]
    assert sum(int(row[1]) + int(row[2]) for row in rows) == 90
