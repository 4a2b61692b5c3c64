"""Statements over HTTP, with tokens that a hub vouches for, on SQLite and on PostgreSQL."""

import json

import pytest
from made_statements import of_activities, outcome, statements
from running import as_
from tables_read import rows_of

from coprod_training.survey.pseudonym import pseudonym_of


def send(collector, token, batch):
    return collector.post("/statements", json=batch, headers=as_(token))


@pytest.fixture
def activities(outline):
    return [part.activity for part in outline.modules[1].parts]


def test_what_is_new_is_stored_once_however_often_it_is_sent(collector, hub, course, activities):
    token = hub.learner("amira")
    batch = of_activities(course, activities[:3])

    first = send(collector, token, batch)
    again = send(collector, token, batch + batch[:1])

    assert first.status_code == 200
    assert first.json() == {"new": 3, "known": 0, "refused": []}
    assert again.json() == {"new": 0, "known": 4, "refused": []}


def test_the_token_alone_says_whose_a_statement_is(collector, hub, course, activities, parts):
    batch = of_activities(course, activities[:1])
    for one in batch:
        one["actor"] = {"account": {"name": str(pseudonym_of("bola", parts.progress_key))}}

    send(collector, hub.learner("amira"), batch)

    (row,) = rows_of(parts.database, "statement")
    assert row[0] == pseudonym_of("amira", parts.progress_key)


def test_two_learners_may_send_the_same_id(collector, hub, course, activities):
    batch = of_activities(course, activities[:2])

    send(collector, hub.learner("amira"), batch)
    said = send(collector, hub.learner("bola"), batch).json()

    assert said["new"] == 2


def test_words_in_a_statement_go_nowhere(collector, hub, course, activities, parts):
    (one,) = of_activities(course, activities[:1])
    one["result"]["response"] = "planted words"
    one["context"]["extensions"]["urn:x"] = "planted words"
    one["object"]["definition"]["name"] = {"en": "planted words"}

    assert send(collector, hub.learner("amira"), [one]).json()["new"] == 1

    held = "".join(str(rows_of(parts.database, name)) for name in ("statement", "learner"))
    assert "planted" not in held


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"id": "7"}, "The id is not a UUID of version 5, as statements made from answers have."),
        (
            {"verb": {"id": "http://adlnet.gov/expapi/verbs/scored"}},
            "The verb is not one that a learner sends. Marks come from trainers.",
        ),
        (
            {"object": {"id": "urn:coprod-training:other:activity:a"}},
            "The object is not an activity of this course.",
        ),
        ({"result": {"completion": "yes"}}, "Completion and success are true or false."),
        (
            {"result": {"score": {"scaled": 1.5}}},
            "The score is not a number from 0 to 1.",
        ),
        (
            {"result": {"extensions": {"urn:coprod-training:extension:attempt": -1}}},
            "The attempt is not a count.",
        ),
    ],
)
def test_one_that_cannot_be_kept_is_named_and_the_others_are_kept(
    collector, hub, course, activities, change, why
):
    batch = of_activities(course, activities[:2])
    batch[0] |= change

    said = send(collector, hub.learner("amira"), batch).json()

    assert said == {"new": 1, "known": 0, "refused": [{"at": 0, "why": why}]}


@pytest.mark.parametrize("said", ["2026-11-25T09:00:00Z", "0001-01-01T00:00:00Z", "tomorrow", None])
def test_a_wrong_clock_is_no_reason_to_refuse(collector, hub, course, activities, parts, said):
    (one,) = of_activities(course, activities[:1])
    one["timestamp"] = said

    assert send(collector, hub.learner("amira"), [one]).json()["new"] == 1
    (row,) = rows_of(parts.database, "statement")
    assert row[14].year == 2026  # the time it was stored


def test_nobody_without_a_learners_token_can_send(collector, hub, course, activities):
    batch = of_activities(course, activities[:1])
    tokens = {"trainer": hub.trainer("tariq", "spring"), "monitor": hub.monitor()}
    asked = {name: send(collector, token, batch).status_code for name, token in tokens.items()}
    asked["service"] = send(
        collector, hub.add("spring", "custom:coprod:events:write", kind="service"), batch
    ).status_code

    assert asked == {"trainer": 403, "monitor": 403, "service": 403}
    assert send(collector, "unknown-token", batch).status_code == 401
    assert collector.post("/statements", json=batch).status_code == 401


def test_a_refusal_repeats_nothing_of_what_was_sent(collector, hub):
    token = hub.learner("amira")
    for content in (b'{"planted"', b"[" * 100_000, b'{"planted": 1}', b"\xff planted", b"[]"):
        reply = collector.post(
            "/statements",
            content=content,
            headers=as_(token) | {"Content-Type": "application/json"},
        )
        assert reply.status_code in (400, 422)
        assert set(reply.json()) == {"what", "fix"}
        assert "planted" not in reply.text


def test_batches_and_bodies_have_an_end(collector, hub, course, activities):
    token = hub.learner("amira")
    one = of_activities(course, activities[:1])

    assert send(collector, token, one * 501).status_code == 422
    large = json.dumps([{"x": "y" * 2**20}]).encode()
    headers = as_(token) | {"Content-Type": "application/json"}
    assert collector.post("/statements", content=large, headers=headers).status_code == 413
    pieces = (large[at : at + 2**16] for at in range(0, len(large), 2**16))  # no length said
    assert collector.post("/statements", content=pieces, headers=headers).status_code == 413


def test_an_activity_that_the_course_does_not_have_yet_is_kept(collector, hub, course, parts):
    batch = statements(course, outcome("a-later-activity"))

    assert send(collector, hub.learner("amira"), batch).json()["new"] == 1
    assert rows_of(parts.database, "progress") == []


def test_learners_read_their_own_and_trainers_their_cohort(collector, hub, course, activities):
    amira, bola = hub.learner("amira", "spring"), hub.learner("bola", "autumn")
    send(collector, amira, of_activities(course, activities[:3]))
    send(collector, bola, of_activities(course, activities[:1], learner="bola"))

    def read(token, **query):
        return collector.get("/statements", params=query, headers=as_(token))

    assert len(read(amira).json()["statements"]) == 3
    tariq = hub.trainer("tariq", "spring")
    of_spring = read(tariq, cohort="spring").json()["statements"]
    assert [one["learner"] for one in of_spring] == ["amira"] * 3
    assert read(tariq, cohort="autumn").status_code == 403
    assert read(tariq).status_code == 403
    assert read(amira, cohort="spring").status_code == 403
    assert read(hub.monitor(), cohort="spring").status_code == 403
    assert read(hub.monitor()).status_code == 403


def test_pages_follow_one_another_without_a_gap(collector, hub, course, activities):
    token = hub.learner("amira")
    send(collector, token, of_activities(course, activities))
    ids, after = [], ""

    while True:
        asked = {"limit": 2, "after": after}
        page = collector.get("/statements", params=asked, headers=as_(token)).json()
        ids += [one["id"] for one in page["statements"]]
        after = page["next"]
        if not after:
            break

    assert len(ids) == len(set(ids)) == len(activities)


def test_the_hub_is_asked_once_for_a_token_and_its_absence_is_said(
    collector, hub, course, activities
):
    token = hub.learner("amira")
    batch = of_activities(course, activities[:1])
    for _ in range(5):
        send(collector, token, batch)
    assert hub.asked == 1

    hub.broken = 502
    away = send(collector, hub.learner("bola"), batch)

    assert away.status_code == 503
    assert away.headers["Retry-After"] == "5"
    assert send(collector, token, batch).status_code == 200  # remembered
