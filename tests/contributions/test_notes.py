"""What a note changes in a record, and the yes that does not go over to other words."""

from dataclasses import replace
from pathlib import Path

import pytest

from contributions.made_up import contribution, on
from coprod_training.content.course import load_course
from coprod_training.contributions.forms import blank, noted
from coprod_training.contributions.record import UNDER_18, ImpactNote
from coprod_training.contributions.sections import structured
from coprod_training.errors import CoprodError

APPROVED = replace(
    contribution(),
    impact_note=ImpactNote(text="test record: one", approved_on=on(3)),
    off_limits="test record: a topic",
    off_limits_followed_on=on(4),
)


@pytest.mark.parametrize(
    ("given", "approved_on"),
    [
        ({"text": "test record: two"}, None),
        ({"text": "test record: two", "approved_on": on(9)}, on(9)),
        ({"text": "test record: one"}, on(3)),
        ({"approved_on": on(5)}, on(5)),
    ],
)
def test_a_yes_to_one_line_is_no_yes_to_another(given, approved_on):
    assert noted(APPROVED, {"impact_note": given}).impact_note.approved_on == approved_on


@pytest.mark.parametrize(
    ("given", "followed_on"),
    [
        ({"off_limits": "test record: another topic"}, None),
        ({"off_limits": "test record: another", "off_limits_followed_on": on(9)}, on(9)),
        ({"off_limits": "test record: a topic"}, on(4)),
        ({"age": "18 or over"}, on(4)),
    ],
)
def test_what_is_newly_off_limits_has_not_been_followed_yet(given, followed_on):
    assert noted(APPROVED, given).off_limits_followed_on == followed_on


def test_the_form_names_the_settings_of_the_course():
    course = load_course(Path(__file__).parents[2] / "course")
    line = next(one for one in blank("note").splitlines() if one.startswith("#settings:"))

    assert line.endswith(", ".join(one.id for one in course.info.settings))


def test_nobody_under_18_is_noted_and_a_record_from_before_opens():
    with pytest.raises(CoprodError, match="under 18"):
        noted(APPROVED, {"age": UNDER_18})
    assert structured("contribution", {"age": UNDER_18}) == {"age": UNDER_18}
