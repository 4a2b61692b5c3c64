"""Answers to the survey count by what learners see, whatever the staff copy says."""

from datetime import date

import pytest
from opened import STAFF

from coprod_training.collector import published_state as module
from coprod_training.collector.published_state import published_state
from coprod_training.content.build import Build
from coprod_training.content.course import Holds
from coprod_training.content.publish import publish
from coprod_training.errors import CoprodError

DAY = date(2026, 11, 30)


@pytest.fixture
def put(tmp_path):
    """Puts a copy of the course where learners have it, in a state of its own."""

    def made(**build):
        publish(STAFF, tmp_path / "published", Build(**build))
        return tmp_path / "published"

    return made


def test_a_released_copy_is_a_draft_from_the_day_on_which_its_review_ends(put):
    over = Holds(until="2026-12-01", status_words="Over.", certificate_off="Over.")
    copy = put(status="released", holds=over)

    assert published_state(copy, DAY) == "released"
    assert published_state(copy, date(2026, 12, 1)) == "draft"


def test_another_copy_in_its_place_counts_at_once(put):
    assert published_state(put(status="released"), DAY) == "released"
    assert published_state(put(), DAY) == "draft"


def test_while_a_copy_is_away_nothing_is_said(tmp_path):
    with pytest.raises(CoprodError):
        published_state(tmp_path / "published", DAY)


def test_an_installed_copy_counts_and_without_one_the_course_is_a_draft(put, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "PACKAGED_COURSE", put(status="released") / "course")
    assert published_state(None, DAY) == "released"

    monkeypatch.setattr(module, "PACKAGED_COURSE", tmp_path / "nowhere")
    assert published_state(None, DAY) == "draft"
