"""More time for one learner, over HTTP: who may give it, who sees it, and what becomes of it."""

from datetime import timedelta

import pytest
from running import as_
from tables_read import rows_of
from test_exchange_over_http import TASK, WORK, put

from coprod_training.collector.deletions import Deletions, Keys, delete_again, deletions_of
from coprod_training.survey.pseudonym import pseudonym_of

ADDRESS = f"/assignments/{TASK}/extensions"
COMMON, LATER, EARLIER = "2027-01-11T17:00:00Z", "2027-01-18T17:00:00Z", "2027-01-04T17:00:00Z"


@pytest.fixture
def spring(collector, hub):
    """A cohort with an exercise that is open until a date, by name to token."""
    people = {
        "amira": hub.learner("amira", "spring"),
        "bola": hub.learner("bola", "spring"),
        "tariq": hub.trainer("tariq", "spring"),
        "uma": hub.trainer("uma", "autumn"),
        "monitor": hub.monitor(),
    }
    said = put(collector, people["tariq"], f"/assignments/{TASK}?due={COMMON}", WORK)
    assert said.status_code == 201
    return people


def give(collector, token, own, address=ADDRESS, **query):
    return collector.put(address, json=own, params=query, headers=as_(token))


def due(collector, token):
    (one,) = collector.get("/assignments", headers=as_(token)).json()["assignments"]
    return one["due"]


def test_a_learner_sees_their_own_date_and_nobody_else_does(collector, spring):
    assert give(collector, spring["tariq"], {"amira": LATER}).status_code == 204

    assert due(collector, spring["amira"]) == LATER
    assert due(collector, spring["bola"]) == COMMON
    assert due(collector, spring["tariq"]) == COMMON


def test_what_is_said_last_is_all_there_is(collector, spring):
    give(collector, spring["tariq"], {"amira": LATER})
    give(collector, spring["tariq"], {"bola": LATER})

    assert due(collector, spring["amira"]) == COMMON
    assert due(collector, spring["bola"]) == LATER

    give(collector, spring["tariq"], {})
    assert due(collector, spring["bola"]) == COMMON


def test_it_never_takes_time_away(collector, spring):
    give(collector, spring["tariq"], {"amira": EARLIER})

    assert due(collector, spring["amira"]) == COMMON


@pytest.mark.parametrize("who", ["amira", "uma", "monitor"])
def test_only_a_trainer_of_the_cohort_gives_it(collector, spring, parts, who):
    said = give(collector, spring[who], {"bola": LATER}, cohort="spring")

    assert said.status_code == 403
    assert rows_of(parts.database, "extension") == []


@pytest.mark.parametrize(
    "own",
    [{"amira": "tomorrow"}, {"amira": 5}, {"": LATER}, {"a\nb": LATER}, {"x" * 256: LATER}, []],
)
def test_what_is_no_name_or_no_time_is_refused_and_changes_nothing(collector, spring, own):
    give(collector, spring["tariq"], {"bola": LATER})

    assert give(collector, spring["tariq"], own).status_code == 422
    assert due(collector, spring["bola"]) == LATER


def test_an_exercise_that_is_not_open_has_none(collector, spring):
    address = "/assignments/another/extensions"

    assert give(collector, spring["tariq"], {"amira": LATER}, address).status_code == 404


def test_no_name_is_kept_and_closing_the_exercise_takes_it_away(collector, spring, parts):
    give(collector, spring["tariq"], {"amira": LATER})
    (row,) = rows_of(parts.database, "extension")
    assert "amira" not in row

    collector.delete(f"/assignments/{TASK}", headers=as_(spring["tariq"]))
    assert rows_of(parts.database, "extension") == []


def test_who_deletes_their_data_has_none_and_gets_none_again(collector, spring, parts):
    give(collector, spring["tariq"], {"amira": LATER, "bola": LATER})

    assert collector.delete("/me", headers=as_(spring["amira"])).status_code == 204

    assert len(rows_of(parts.database, "extension")) == 1
    give(collector, spring["tariq"], {"amira": LATER, "bola": LATER})
    assert len(rows_of(parts.database, "extension")) == 1


def test_after_a_restore_who_never_began_and_deleted_since_has_none(collector, spring, parts):
    """Their row of the backup has no name that the list of deletions could be matched with."""
    give(collector, spring["tariq"], {"amira": LATER, "bola": LATER})
    gone = str(pseudonym_of("amira", parts.progress_key))
    keys = Keys(parts.progress_key, parts.survey.key)
    here = deletions_of(parts.database, keys.progress).key
    since, made = Deletions(here, {gone: parts.now()}), parts.now() - timedelta(hours=1)

    delete_again(parts.database, parts.survey.database, keys, since, [], made)

    (row,) = rows_of(parts.database, "extension")
    assert gone not in row
