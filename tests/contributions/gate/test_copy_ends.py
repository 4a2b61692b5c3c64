"""A released copy that loses what it needs ends by itself, also where nobody publishes again."""

from datetime import UTC, datetime, timedelta

import pytest

from contributions.made_up import REF
from coprod_training.content.course import load_course
from coprod_training.content.on_a_day import course_on, gives_certificate
from coprod_training.content.upgrade import MARKER, install
from coprod_training.contributions.gate.standing import NOT_IN_ORDER

TODAY = datetime.now(UTC).date()


@pytest.fixture
def copies(released):
    """The published copy, and the course that is open in the workspace."""
    install(released.out, released.workspace / "learner")
    return [released.out, released.workspace / "learner" / MARKER]


def test_after_a_withdrawal_it_stays_released_for_30_days_with_a_banner(released, copies):
    released.run("withdraw", REF)

    for copy in copies:
        course = load_course(copy / "course")
        assert "A contribution was removed" in course.info.notice
        assert course_on(course, TODAY + timedelta(days=29)).info.status == "released"
        over = course_on(course, TODAY + timedelta(days=30)).info
        assert (over.status, over.status_words) == (
            "draft",
            "A contribution was removed, and no other has taken its place.",
        )


@pytest.mark.parametrize("step", ["pause", "stop"])
def test_while_it_hides_what_it_needs_it_is_a_draft_and_gives_no_certificate(
    released, copies, step
):
    released.run("contribution", step, REF)

    for copy in copies:
        now = course_on(load_course(copy / "course"), TODAY).info
        assert (now.status, now.status_words) == ("draft", NOT_IN_ORDER)
        assert not gives_certificate(now, began="2026-01-05")
