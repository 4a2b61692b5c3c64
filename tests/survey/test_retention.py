"""Answers leave when the time that people agreed to is over, and leave a count behind."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coprod_training.content.instrument import load_instrument
from coprod_training.errors import ContentProblems
from coprod_training.survey.feed import feed
from coprod_training.survey.release.taken_out import NOBODY, taken_out
from coprod_training.survey.retention import first_kept, take_out_the_old

from .conftest import LEARNER
from .self_checks import BEFORE, INSTRUMENT, NOW, PRE, agree, answer, course

ROOT = Path(__file__).parents[2]
TWO_YEARS = replace(INSTRUMENT, retention_months=24)


def later(months):
    whole = 12 * NOW.year + NOW.month - 1 + months
    return datetime(whole // 12, whole % 12 + 1, 28, tzinfo=UTC)


@pytest.fixture
def kept(fed, learner, store):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()
    assert len(store.rows()) == 1
    return store


def test_the_first_month_that_is_kept_is_so_many_months_back():
    assert first_kept(TWO_YEARS, datetime(2029, 1, 31, tzinfo=UTC)) == "2027-01"
    assert first_kept(TWO_YEARS, datetime(2029, 2, 1, tzinfo=UTC)) == "2027-02"
    assert first_kept(replace(INSTRUMENT, retention_months=None), NOW) == ""


def test_answers_stay_for_the_whole_time_and_are_then_wiped(kept):
    assert take_out_the_old(kept, [TWO_YEARS], later(24)) == []
    assert len(kept.rows()) == 1

    (out,) = take_out_the_old(kept, [TWO_YEARS], later(25))

    assert (out.course, out.brought_in) == (1, 0)
    assert kept.rows() == {}
    assert take_out_the_old(kept, [TWO_YEARS], later(25)) == []


def test_what_is_noted_says_how_many_and_never_who(kept):
    ((name, _), row), *_ = kept.rows().items()

    take_out_the_old(kept, [TWO_YEARS], later(25))

    note = (kept.folder / "retention.jsonl").read_text()
    assert json.loads(note)["rows"] == {"pre": 1, "brought_in": 0}
    assert name not in note
    assert row.submission_id not in note


def test_no_word_of_an_answer_stays_in_the_file(kept):
    before = (kept.folder / "responses.jsonl").read_text()
    assert '"DES1"' in before

    take_out_the_old(kept, [TWO_YEARS], later(25))

    assert '"DES1"' not in (kept.folder / "responses.jsonl").read_text()


def test_while_no_time_is_agreed_everything_stays(kept):
    never = replace(INSTRUMENT, retention_months=None)

    assert take_out_the_old(kept, [never], later(600)) == []
    assert len(kept.rows()) == 1


def test_a_later_feed_does_not_bring_them_back(kept, key, learner):
    agreed = replace(course("draft"), instrument=TWO_YEARS)
    take_out_the_old(kept, [TWO_YEARS], later(25))

    feed(kept, key, agreed, [(LEARNER, learner)], later(25))

    assert kept.rows() == {}


def test_the_store_says_who_is_out_before_a_release(kept):
    assert taken_out(kept.folder, INSTRUMENT.consent_text_version) == NOBODY
    (row,) = kept.rows().values()

    take_out_the_old(kept, [TWO_YEARS], later(25))

    out = taken_out(kept.folder, INSTRUMENT.consent_text_version)
    assert out.has({"submission_id": row.submission_id, "source": "course"})
    assert not out.has({"submission_id": "another", "source": "course"})


def test_a_yes_to_an_earlier_text_is_out_before_a_release(kept):
    (row,) = kept.rows().values()

    out = taken_out(kept.folder, "another-text")

    assert out.has({"submission_id": row.submission_id, "source": "course"})


def test_the_time_is_the_one_in_the_consent_text(tmp_path):
    whole = (ROOT / "course" / "instruments" / "cps-0.1.yaml").read_text()
    path = tmp_path / "cps-0.1.yaml"
    path.write_text(whole.replace("retention_months: null", "retention_months: 7"))

    with pytest.raises(ContentProblems, match="the consent text does not say"):
        load_instrument(path)
