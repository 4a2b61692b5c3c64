"""Consent, coded answers and withdrawal: a store of its own, with no name, time or word in it."""

from dataclasses import asdict, replace
from datetime import date, datetime
from functools import partial

import pytest
from running import as_, running
from sqlalchemy import delete, select

from coprod_training.collector import survey_tables
from coprod_training.collector.survey_store import events_of, responses
from coprod_training.errors import CoprodError
from coprod_training.survey.coding import coded_items, numbers_of
from coprod_training.survey.consent import consented
from coprod_training.survey.pseudonym import pseudonym_of

RECEIPT = "7K3M-9QXT-2B4D"


def yes(course, receipt=RECEIPT, **changed):
    response = {"CN1": "1", "CN3": "1", "receipt": receipt}
    response |= {"text_version": course.instrument.consent_text_version}
    return {
        "answer": "consent-1",
        "at": "2026-11-20T09:30:00Z",
        "checked": True,
        "response": response | changed,
    }


def answers(course, phase="pre", step=0):
    values = {}
    for item in coded_items(course.instrument):
        if phase in item.phases:
            values[item.id] = sorted(numbers_of(course.instrument, item))[-1 - step]
    return {
        "phase": phase,
        "instrument": course.instrument.id,
        "day": "2026-11-20",
        "completed_month": "2026-11",
        "setting": "PC",
        "region": "",
        "s5_decide": 1,
        "s5_do": None,
        "values": values,
    }


@pytest.fixture
def post(collector):
    def posted(address, said, token=""):
        return collector.post(address, json=said, headers=as_(token) if token else {})

    return posted


def met(state, _day):
    """The state of the learners' copy; None while it is replaced."""
    if state is None:
        raise CoprodError("There is no course here.")
    return state


def held(parts):
    with parts.survey.database.reading() as connection:
        return events_of(connection), responses(connection)


def test_answers_are_kept_once_where_a_yes_stands(post, hub, course, parts):
    token = hub.learner("amira")
    assert post("/responses", answers(course), token).json() == {"kept": "no consent"}
    assert post("/consent", yes(course), token).json() == {
        "state": "yes",
        "known": False,
        "stands": True,
    }
    assert post("/consent", yes(course), token).json() == {
        "state": "yes",
        "known": True,
        "stands": True,
    }

    said = [
        post("/responses", answers(course, phase, step), token).json()["kept"]
        for phase, step in (("pre", 0), ("pre", 0), ("pre", 1), ("post", 0))
    ]

    assert said == ["added", "unchanged", "replaced", "added"]
    events, rows = held(parts)
    (name,) = consented(events, course.instrument.consent_text_version)
    assert name == pseudonym_of("amira", parts.survey.key)
    assert {row.content.phase for row in rows} == {"pre", "post"}
    assert len({row.pair_id for row in rows}) == 1
    assert {row.course_status for row in rows} == {course.info.status}


def test_answers_count_by_the_state_that_learners_see_as_they_come(hub, course, parts):
    """And while the learners' copy is replaced they are asked for again."""
    token, states = hub.learner("amira"), iter(["released", "released", None, "draft"])

    def state(day):
        return met(next(states), day)

    changed = replace(parts, survey=replace(parts.survey, state=state))
    with running(changed) as client:
        client.post("/consent", json=yes(course), headers=as_(token))
        replies = [
            client.post("/responses", json=answers(course, step=step), headers=as_(token))
            for step in (0, 1, 1)
        ]

    assert [reply.status_code for reply in replies] == [200, 503, 200]
    assert [replies[at].json()["kept"] for at in (0, 2)] == ["added", "replaced"]
    assert [row.course_status for row in held(changed)[1]] == ["draft"]


@pytest.fixture
def a_day_at_a_time(parts, course):
    """Posts on a day, to a collector that meets the course in a state."""

    def posted(day, state, address, said, token):
        noon = datetime.fromisoformat(f"{day}T12:00:00+00:00")
        survey = replace(parts.survey, state=partial(met, state))
        with running(replace(parts, survey=survey, now=lambda: noon)) as client:
            return client.post(address, json=said, headers=as_(token))

    return posted


def test_a_yes_notes_a_draft_so_that_late_answers_to_it_stay_so(
    a_day_at_a_time, hub, course, parts
):
    token = hub.learner("amira")
    a_day_at_a_time("2026-11-24", "released", "/consent", yes(course), token)
    a_day_at_a_time("2026-11-24", "released", "/responses", answers(course), token)
    a_day_at_a_time("2026-12-10", "draft", "/consent", yes(course), token)
    late = answers(course, step=1) | {"day": "2026-12-05", "completed_month": "2026-12"}
    a_day_at_a_time("2026-12-22", "released", "/responses", late, token)

    assert [row.course_status for row in held(parts)[1]] == ["draft"]


def test_a_day_before_the_first_note_counts_as_draft(a_day_at_a_time, hub, course, parts):
    token = hub.learner("amira")
    with parts.survey.database.writing() as connection:
        connection.execute(delete(survey_tables.status_seen))
    a_day_at_a_time("2026-11-24", "released", "/consent", yes(course), token)

    a_day_at_a_time("2026-11-25", "released", "/responses", answers(course), token)

    assert [row.course_status for row in held(parts)[1]] == ["draft"]


def test_a_no_counts_while_the_learners_copy_is_replaced(a_day_at_a_time, hub, course, parts):
    token = hub.learner("amira")
    a_day_at_a_time("2026-11-24", "released", "/consent", yes(course), token)
    a_day_at_a_time("2026-11-24", "released", "/responses", answers(course), token)
    no = yes(course, CN3="0") | {"answer": "consent-2"}

    assert a_day_at_a_time("2026-11-25", None, "/consent", no, token).json()["state"] == "no"
    assert held(parts)[1] == []


def test_a_withdrawal_wipes_what_was_answered(post, collector, hub, course, parts):
    token = hub.learner("amira")
    post("/consent", yes(course), token)
    post("/responses", answers(course), token)

    taken = post("/withdraw", {"receipt": RECEIPT.lower().replace("-", " ")})

    assert taken.json()["known"] is True
    assert taken.json()["rows"] == 1
    assert RECEIPT not in taken.text
    assert held(parts)[1] == []
    assert post("/responses", answers(course), token).json() == {"kept": "no consent"}
    assert post("/withdraw", {"receipt": RECEIPT}).json()["rows"] == 0
    own = collector.get("/responses", headers=as_(token)).json()
    assert [one["state"] for one in own["consent"]] == ["yes", "withdrawn"]
    assert own["stands"] is False


def test_a_no_wipes_and_stands(post, hub, course, parts):
    token = hub.learner("amira")
    post("/consent", yes(course), token)
    post("/responses", answers(course), token)

    said = post("/consent", yes(course, CN3="0") | {"answer": "consent-2"}, token)

    assert said.json()["state"] == "no"
    assert held(parts)[1] == []


def test_a_yes_to_a_text_that_is_not_here_yet_wipes_nothing_and_waits(post, hub, course, parts):
    token = hub.learner("amira")
    post("/consent", yes(course), token)
    post("/responses", answers(course), token)

    newer = yes(course, text_version="cn-9.9") | {"answer": "consent-2"}
    said = post("/consent", newer, token).json()

    assert said == {"state": "yes", "known": False, "stands": False}
    events, rows = held(parts)
    assert (len(rows), events[-1].text_version) == (1, "cn-9.9")
    assert len(consented(events, "cn-9.9")) == 1
    words = yes(course, text_version="words of somebody's own") | {"answer": "consent-3"}
    assert post("/consent", words, token).json()["state"] == "no"


def test_a_withdrawal_that_comes_before_its_yes_stands(post, hub, course, parts):
    token = hub.learner("amira")
    assert post("/withdraw", {"receipt": RECEIPT}).json()["known"] is False
    post("/consent", yes(course), token)

    assert post("/responses", answers(course), token).json() == {"kept": "no consent"}


@pytest.mark.sampled(8)
@pytest.mark.parametrize(
    "change",
    [
        {"instrument": "planted"},
        {"phase": "baseline"},
        {"completed_month": "planted"},
        {"setting": "planted"},
        {"region": "planted"},
        {"s5_do": 7},
        {"values": {"planted": 1}},
        {"values": {"CFD1": 99}},
        {"values": {"CFD1": "planted"}},
        {"values": {"CFD1": True}},
        {"values": []},
    ],
)
def test_nothing_but_codes_is_taken(post, hub, course, parts, change):
    token = hub.learner("amira")
    post("/consent", yes(course), token)

    said = post("/responses", answers(course) | change, token)

    assert said.status_code == 422
    assert "planted" not in said.text
    assert held(parts)[1] == []


def test_the_store_holds_no_name_no_minute_and_no_receipt(post, hub, course, parts):
    token = hub.learner("amira")
    post("/consent", yes(course), token)
    post("/responses", answers(course), token)

    with parts.survey.database.reading() as connection:
        whole = str(
            [
                [tuple(row) for row in connection.execute(select(table))]
                for table in survey_tables.survey.sorted_tables
            ]
        )
    for planted in ("amira", RECEIPT, "09:30", "consent-1"):
        assert planted not in whole
    assert str(pseudonym_of("amira", parts.progress_key)) not in whole
    assert date(2026, 11, 20).isoformat() in whole


def test_codes_cannot_be_tried_without_end(post):
    said = [post("/withdraw", {"receipt": f"7K3M-9QXT-{n:04}"}).status_code for n in range(32)]

    assert said == [200] * 30 + [429] * 2


def test_who_has_a_receipt_is_not_held_up_by_those_who_try_codes(post, hub, course, parts):
    token = hub.learner("amira")
    post("/consent", yes(course), token)
    post("/responses", answers(course), token)
    while post("/withdraw", {"receipt": "7K3M-9QXT-0000"}).status_code != 429:
        pass

    for _ in range(2):
        assert post("/withdraw", {"receipt": RECEIPT}).json()["known"] is True
    assert held(parts)[1] == []


def test_a_monitor_and_a_trainer_can_send_nothing(post, hub, course):
    for token in (hub.monitor(), hub.trainer("tariq", "spring"), hub.operator()):
        assert post("/consent", yes(course), token).status_code == 403
        assert post("/responses", answers(course), token).status_code == 403


def test_what_is_sent_is_what_is_read_back(post, hub, course, parts):
    token = hub.learner("amira")
    post("/consent", yes(course), token)
    sent = answers(course)
    post("/responses", sent, token)

    (row,) = held(parts)[1]

    kept = asdict(row.content)
    assert {name: kept[name] for name in sent if name not in ("day",)} == {
        name: sent[name] for name in sent if name != "day"
    }
