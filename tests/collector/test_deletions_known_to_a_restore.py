"""A restore knows of a deletion that still waited, and does not go on where it cannot know."""

from dataclasses import replace
from datetime import timedelta

import pytest
from installation import NOW
from tables_read import rows_of
from test_backup_and_restore import answers_of, names
from test_forget_me import LATER, forget, people, send  # noqa: F401 (a fixture)

from coprod_training.collector.survey_store import add_event, stands
from coprod_training.errors import CoprodError
from coprod_training.hub.backup.restoring import restore
from coprod_training.hub.backup.writing import current_deletions, lengthen_list
from coprod_training.lab.collector_deletion import CollectorDeletion
from coprod_training.lab.workspace import Workspace
from coprod_training.survey.consent import ConsentEvent
from coprod_training.survey.pseudonym import pseudonym_of


def test_a_deletion_that_waited_for_the_collector_is_done(hub_there, parts):
    backup = hub_there.back_up()
    home = hub_there.base / "people" / "amira"
    learner = Workspace(home / "coprod").learner
    waits = CollectorDeletion(learner, "http://collector", "token").waiting
    waits.parent.mkdir(parents=True)
    waits.write_text((NOW + timedelta(minutes=1)).isoformat())

    hub_there.restore(backup, over=True, now=NOW + timedelta(minutes=2))

    assert names(parts) == ["bola"]
    assert answers_of(parts) == ["bola"]
    assert not home.exists()
    assert [one for one in backup.parent.iterdir() if "deletions" in one.name] == []


def test_a_deletion_that_waited_at_the_backup_is_done_and_the_emptied_folder_comes_back(
    hub_there, parts
):
    home = hub_there.base / "people" / "amira"
    learner = Workspace(home / "coprod").learner
    waits = CollectorDeletion(learner, "http://collector", "token").waiting
    waits.parent.mkdir(parents=True)
    waits.write_text((NOW - timedelta(minutes=1)).isoformat())
    backup = hub_there.back_up()

    hub_there.restore(backup, over=True)

    assert names(parts) == ["bola"]
    assert answers_of(parts) == ["bola"]
    assert (home / "words.jsonl").exists()
    assert waits.exists()


def test_who_began_anew_in_a_database_after_a_loss_keeps_all_of_it(
    hub_there, collector, tokens, course, parts, tmp_path
):
    """The list has their earlier deletion, and the collector of the backup does not know of it."""
    store = parts.survey.database
    home = hub_there.base / "people" / "amira"
    forget(collector, tokens["amira"], asked=(NOW - timedelta(days=8)).isoformat())
    list_ = tmp_path / "deletions.json"
    lengthen_list(list_, hub_there.layout, NOW)
    hub_there.lose_databases()
    for one in hub_there.stores:
        one.upgrade()
    assert send(collector, course, tokens["amira"], **LATER)["new"] == 1
    who = pseudonym_of("amira", parts.survey.key)
    with store.writing() as connection:
        add_event(connection, yes(who))
    backup = hub_there.back_up()

    hub_there.restore(backup, over=True, deletions=list_)

    assert names(parts) == ["amira"]
    assert (home / "words.jsonl").exists()
    with store.reading() as connection:
        assert stands(connection, who, "1")
    assert len(rows_of(parts.database, "deleted")) == 1


def yes(who):
    return ConsentEvent(
        id="yes", pseudonym=who, state="yes", text_version="1", receipt="code", day="2026-11-26"
    )


def test_without_the_key_nobody_says_that_nothing_was_deleted(
    hub_there, collector, tokens, tmp_path
):
    """A typo after --private would bring back whoever deleted their data."""
    backup = hub_there.back_up()
    forget(collector, tokens["amira"])
    elsewhere = replace(hub_there.layout, private=tmp_path / "typo")

    with pytest.raises(CoprodError, match="The collector's key is not here"):
        current_deletions(elsewhere, NOW)
    with pytest.raises(CoprodError, match="The collector's key is not here"):
        list(restore(elsewhere, backup, NOW, over=True))


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "now"])
def test_what_is_no_time_asks_for_nothing_and_ends_no_backup(hub_there, parts, said):
    """A learner can write there."""
    learner = Workspace(hub_there.base / "people" / "amira" / "coprod").learner
    waits = CollectorDeletion(learner, "http://collector", "token").waiting
    waits.parent.mkdir(parents=True)
    waits.write_text(said)

    assert current_deletions(hub_there.layout, NOW).asked == {}
    assert hub_there.back_up().is_dir()
