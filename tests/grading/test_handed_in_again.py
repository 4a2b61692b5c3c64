"""On one machine: work that a trainer deleted leaves no receipt, and is handed in again."""

from datetime import UTC, datetime

import pytest
from graded_course import SLUG, make_course
from handin_asked import asked

from coprod_training.grading import config
from coprod_training.grading.delete_work import delete_work

pytestmark = [pytest.mark.drawn, pytest.mark.slow]


def test_work_that_a_trainer_deleted_can_be_handed_in_again(tmp_path):
    course = make_course(tmp_path / "course")
    own = course.answer("ann", test_one="green")
    asked(course, "submit", "--assignment", SLUG)
    course.nbgrader("collect", SLUG)
    receipts = course.root / "learners" / "ann" / ".coprod" / "hand-ins" / config.COURSE_ID
    ben = receipts / f"ben+{SLUG}+2026-01-01 00:00:00.000000 UTC"
    ben.mkdir()

    delete_work(
        course.trainer,
        course.inbound.parent,
        course.root / "private",
        course.root / "on-paper",
        receipts,
        "ann",
        datetime(2026, 11, 28, tzinfo=UTC),
    )

    assert asked(course, "list")["handed_in"] == []
    assert list(receipts.iterdir()) == [ben]
    assert own.is_file(), "their answers are theirs"
    assert asked(course, "submit", "--assignment", SLUG) == {"ok": True, "again": False}
    course.nbgrader("collect", SLUG)
    assert course.submitted("ann").is_dir()
