from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_training.answers import Answer
from coprod_training.survey.consent import ConsentEvent, came_back, consented, day_of, event_of
from coprod_training.survey.pseudonym import Key, pseudonym_of

from .self_checks import CONSENT, NOW, RECEIPT

KEY = Key("survey", b"s" * 32)
ADA = pseudonym_of("ada", KEY)
TODAY = date(2026, 11, 23)
TEXT = CONSENT.text_version
YES = {"CN1": "1", "CN3": "1", "text_version": CONSENT.text_version, "receipt": RECEIPT}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def event(response, *, checked=True, at="2026-11-23T12:00:00Z", name="a"):
    answer = Answer(id=name, activity=CONSENT.id, response=response, at=at, checked=checked)
    return event_of(answer, CONSENT, ADA, KEY, TODAY)


def test_two_yeses_to_the_text_as_it_stands_are_consent():
    said = event(YES)

    assert (said.state, said.text_version, said.day) == ("yes", "cn-0.1", "2026-11-23")
    assert consented([said], TEXT) == {ADA}


@pytest.mark.parametrize(
    "response",
    [
        {**YES, "CN1": "0"},
        {**YES, "CN3": "0"},
        {"CN1": "1", "text_version": CONSENT.text_version, "receipt": RECEIPT},
        {**YES, "text_version": "cn-0.0"},
        {**YES, "receipt": ""},
        {**YES, "note": "1"},
        {},
    ],
)
def test_anything_less_is_a_no(response):
    assert event(response).state == "no"


def test_a_page_that_asks_only_one_of_the_two_questions_never_gives_consent():
    page = replace(CONSENT, items=("CN3",))
    response = {k: v for k, v in YES.items() if k != "CN1"}
    said = Answer(id="a", activity=page.id, response=response, at="2026-11-23", checked=True)

    assert page.agreed(response)
    assert event_of(said, page, ADA, KEY, TODAY).state == "no"


def test_a_yes_that_was_not_saved_on_purpose_is_a_no():
    assert event(YES, checked=False).state == "no"


@given(ANY_JSON)
def test_whatever_a_file_holds_is_a_no(response):
    assert event(response).state == "no"


def test_without_any_event_nobody_agrees():
    assert consented([], TEXT) == frozenset()


def test_the_newest_event_counts_and_the_order_is_not_that_of_the_clock():
    yes = event(YES, at="2026-11-22T12:00:00Z", name="yes")
    no = event({**YES, "CN3": "0"}, at="2026-11-20T12:00:00Z", name="no")

    assert consented([yes, no], TEXT) == frozenset()
    assert consented([no, yes], TEXT) == {ADA}


def test_a_yes_to_an_earlier_text_is_kept_as_that_and_does_not_count_now():
    old = {**YES, "text_version": "cn-0.0"}
    answer = Answer(id="a", activity=CONSENT.id, response=old, at="2026-11-23", checked=True)

    said = event_of(answer, CONSENT, ADA, KEY, TODAY, {"cn-0.0"})

    assert (said.state, said.text_version) == ("yes", "cn-0.0")
    assert (consented([said], TEXT), consented([said], "cn-0.0")) == (frozenset(), {ADA})


def test_the_receipt_is_not_in_the_event():
    assert RECEIPT not in str(event(YES).as_record())
    assert len(event(YES).receipt) == 24


def test_an_event_has_a_day_and_no_finer_time():
    assert event(YES, at="2026-11-23T09:41:07.123Z").day == "2026-11-23"
    assert "09:41" not in str(event(YES, at="2026-11-23T09:41:07.123Z"))


@pytest.mark.parametrize("at", ["Ada", "", "2026-13-01T00:00Z", "2031-01-01", "1970-01-01"])
def test_a_time_that_cannot_be_is_taken_as_today(at):
    assert day_of(at, TODAY) == TODAY


def test_a_day_in_the_past_is_kept():
    yesterday = NOW - timedelta(days=1)

    assert day_of(yesterday.isoformat(), TODAY) == yesterday.date()


def test_a_yes_that_ended_once_is_known_whatever_is_said_later():
    yes, no = event(YES, name="yes"), event({**YES, "CN3": "0"}, name="no")
    again, taken_back = event(YES, name="again"), ConsentEvent.withdrawn(ADA, "2026-11-24")

    for end in (no, taken_back):
        assert came_back([yes, end]) == came_back([yes, end, again]) == {ADA}
    for never_ended in ([no, yes], [yes, again], []):
        assert came_back(never_ended) == frozenset()
