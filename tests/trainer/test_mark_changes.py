"""What became of a mark, as a trainer reads it."""

import pytest
from shipped import COURSE

from coprod_training.trainer.mark_changes import change_rows

AT = "2026-11-26T09:00:00Z"


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"before": None, "mark": 2.0}, "none to 2"),
        ({"before": 2.0, "mark": 2.0, "why": "Later."}, "2, a reason given later"),
        ({"before": 2.0, "mark": 2.0, "confirms": True}, "2, confirmed"),
        ({"before": 2.0, "mark": 2.0, "confirms": True, "extra": 1.0}, "2 to 2, and 1 more"),
        ({"before": 2.0, "mark": 3.0, "extra": 1.0}, "2 to 3, and 1 more"),
        ({"before": 2.0, "mark": 2.0, "extra": 1.0}, "2 to 2, and 1 more"),
        ({"before": 2.0, "mark": 2.0, "extra": 0.0}, "2 to 2, and no extra points now"),
        ({"before": 2.0, "mark": 2.0, "extra": None}, "2 to 2, and no extra points now"),
    ],
)
def test_each_change_has_its_words(about, words):
    one = {"event": "mark given", "at": AT, "activity": "words", "by": "pat", **about}

    (row,) = change_rows(COURSE.assessments[0], [one], lambda by, at: f"{by} at {at}")

    assert row["change"] == words
    assert row["by"] == f"pat at {AT}"


def test_what_the_course_did_is_by_the_course():
    one = {"event": "mark reset", "at": AT, "activity": "words", "mark": 2.0}

    (row,) = change_rows(COURSE.assessments[0], [one], lambda by, at: "somebody")

    assert (row["by"], row["change"]) == ("The course", "2 to none")
