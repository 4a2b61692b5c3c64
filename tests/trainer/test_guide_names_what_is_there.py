"""The trainer's guide names what a trainer has to find by the words that the pages have."""

from datetime import UTC, datetime
from pathlib import Path

from coprod_training.grading.second_marks import SecondMarking
from coprod_training.trainer.second_marking import turn_words
from coprod_training.trainer.words import partly_read_words

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "trainer.md").read_text(encoding="utf-8")


def test_the_answer_to_agree_on_in_the_list_of_second_marks():
    apart = SecondMarking(
        learner="ann",
        assignment="task",
        activity="words",
        handed_in=datetime(2026, 11, 20, tzinfo=UTC),
        first=3,
        first_by="tom",
        given=True,
        second=1,
        agreed=None,
    )

    assert f"**{turn_words(apart, 'eve')}**" in GUIDE


def test_the_notice_of_a_part_that_could_not_be_read():
    assert partly_read_words(1).removesuffix(".") in GUIDE
    assert "**See what went wrong**" in GUIDE
