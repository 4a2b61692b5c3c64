"""Who deletes their data is gone from the collector, and nobody else is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from made_statements import of_activities
from running import as_
from tables_read import rows_of, what_follows
from test_exchange_over_http import TASK, WORK, get, hand_in, put

from coprod_training.collector.addresses import hand_ins
from coprod_training.collector.hand_ins import give_back
from coprod_training.collector.repair import repair
from coprod_training.collector.survey_tables import survey as survey_tables
from coprod_training.survey.pseudonym import pseudonym_of

OF_LEARNER = ("learner", "statement", "reached", "progress", "state", "submission")
OWN = WORK | {f"{TASK}.answers.jsonl": b"words of amira alone"}
SENT = {"files": {"ladder": {"bytes": 3, "sha256": "0" * 64}}}
LATER = {"days_off": 60}  # said after the collector's clock of these tests


@pytest.fixture
def people(collector, hub, course, outline):
    """Amira and Bola, each with all that there can be of a learner."""
    activities = [part.activity for part in outline.modules[1].parts]
    tariq = hub.trainer("tariq", "spring")
    put(collector, tariq, f"/assignments/{TASK}?cohort=spring", WORK)
    found = {}
    for name, files in (("bola", WORK), ("amira", OWN)):
        token = found[name] = hub.learner(name, "spring", "north-1")
        batch = of_activities(course, activities, learner=name)
        assert collector.post("/statements", json=batch, headers=as_(token)).is_success
        assert collector.put("/state", json=SENT, headers=as_(token)).is_success
        said = hand_in(collector, token, files).json()
        back = f"/submissions/{said['submission']}/feedback?points=3&out_of=4"
        page = {"page.html": f"for {name}".encode()}
        assert put(collector, tariq, back, page).status_code == 201
    return found


def forget(collector, token, **query):
    return collector.delete("/me", params=query, headers=as_(token))


def send(collector, course, token, **more):
    batch = of_activities(course, ["ladder-sort"], **more)
    return collector.post("/statements", json=batch, headers=as_(token)).json()


def test_all_of_one_learner_goes_and_nothing_of_another(collector, people, parts, outline):
    amira = pseudonym_of("amira", parts.progress_key)
    kept = {
        name: [row for row in rows_of(parts.database, name) if amira not in row]
        for name in OF_LEARNER
    }

    assert forget(collector, people["amira"]).status_code == 204

    assert {name: rows_of(parts.database, name) for name in OF_LEARNER} == kept
    contents = [row[1] for row in rows_of(parts.database, "blob")]
    assert b"words of amira alone" not in contents
    assert b"for amira" not in contents
    assert b"for bola" in contents
    assert WORK[f"{TASK}.ipynb"] in contents  # amira had handed it in as well
    assert len(rows_of(parts.database, "feedback")) == 1
    counted = what_follows(parts.database)
    repair(parts.database, outline)
    assert what_follows(parts.database) == counted
    assert all(row[2] == 1 for row in counted["cell"])


def test_feedback_that_was_replaced_goes_as_well(collector, hub, people, parts):
    tariq = hub.trainer("tariq", "spring")
    listed = get(collector, tariq, f"/assignments/{TASK}/submissions").json()["submissions"]
    (hers,) = [one["submission"] for one in listed if one["learner"] == "amira"]
    back = f"/submissions/{hers}/feedback?points=4&out_of=4"
    assert put(collector, tariq, back, {"page.html": b"for amira anew"}).status_code == 201

    assert forget(collector, people["amira"]).status_code == 204

    contents = {row[1] for row in rows_of(parts.database, "blob")}
    assert contents == {*WORK.values(), b"for bola"}


def test_twice_is_no_mistake_and_nobody_new_leaves_a_row(collector, people, hub, parts):
    said = [forget(collector, people["amira"]).status_code for _ in range(2)]

    assert said == [204, 204]
    assert forget(collector, hub.learner("dora")).status_code == 204
    assert [row[1] for row in rows_of(parts.database, "learner")] == ["bola"]
    assert forget(collector, hub.trainer("tariq", "spring")).status_code == 403


def test_what_was_on_its_way_brings_nobody_back(collector, people, course, parts):
    forget(collector, people["amira"])

    said = send(collector, course, people["amira"])
    state = collector.put("/state", json=SENT, headers=as_(people["amira"])).json()

    assert said == {"new": 0, "known": 1, "refused": []}
    assert (state["files"], state["progress"]) == ({}, [])
    assert [row[1] for row in rows_of(parts.database, "learner")] == ["bola"]


def test_who_starts_anew_is_counted_anew(collector, people, course):
    token = people["amira"]
    forget(collector, token)

    assert send(collector, course, token, **LATER)["new"] == 1

    state = collector.put("/state", json=SENT, headers=as_(token)).json()
    assert set(state["files"]) == set(SENT["files"])
    assert sum(one["done"] for one in state["progress"]) == 1


def test_a_deletion_that_came_late_drops_what_was_said_before_it_was_asked(
    collector, people, course, parts
):
    asked = datetime(2026, 11, 2, 10, tzinfo=UTC).isoformat()
    forget(collector, people["amira"], asked=asked)

    assert send(collector, course, people["amira"])["new"] == 0
    assert send(collector, course, people["amira"], days_off=1)["new"] == 1


def test_consent_ends_and_answers_are_wiped(collector, people, parts, course):
    store = parts.survey.database
    name = pseudonym_of("amira", parts.survey.key)
    with store.writing() as connection:
        connection.execute(
            survey_tables.tables["consent_event"].insert(),
            {"pseudonym": name, "turn": 1, "id": "a", "state": "yes", "text_version": "1",
             "receipt": "r", "day": "2026-11-20"},
        )  # fmt: skip
        connection.execute(
            survey_tables.tables["survey_response"].insert(),
            {"pseudonym": name, "phase": "pre", "submission_id": "s", "pair_id": "p",
             "course_status": "draft", "content": {}},
        )  # fmt: skip

    for _ in range(2):
        forget(collector, people["amira"])

    with store.reading() as connection:
        events = connection.execute(survey_tables.tables["consent_event"].select()).all()
        answers = connection.execute(survey_tables.tables["survey_response"].select()).all()
    assert [one.state for one in events] == ["yes", "withdrawn"]
    assert answers == []


def test_feedback_that_comes_while_all_is_deleted_does_not_stay(
    collector, hub, people, parts, monkeypatch
):
    """Whoever gives it back holds the learner's row: the deletion waits, and takes it as well."""
    amira = pseudonym_of("amira", parts.progress_key)
    (hand_in_of,) = [row[0] for row in rows_of(parts.database, "submission") if amira in row]
    gone = []

    def in_the_middle(*given):
        gone.append(apart.submit(forget, collector, people["amira"]))
        with pytest.raises(TimeoutError):
            gone[0].result(timeout=0.7)
        return give_back(*given)

    monkeypatch.setattr(hand_ins, "give_back", in_the_middle)
    back = f"/submissions/{hand_in_of}/feedback?points=3&out_of=4"
    with ThreadPoolExecutor(1) as apart:
        page = {"page.html": b"late words"}
        assert put(collector, hub.trainer("tariq", "spring"), back, page).status_code == 201
        assert gone[0].result(timeout=20).status_code == 204

    assert b"late words" not in [row[1] for row in rows_of(parts.database, "blob")]
    assert hand_in_of not in str(rows_of(parts.database, "feedback"))
