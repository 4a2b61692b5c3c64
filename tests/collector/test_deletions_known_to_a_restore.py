"""A restore knows of a deletion that still waited, and does not go on where it cannot know."""

from dataclasses import replace
from datetime import timedelta

import pytest
from installation import NOW
from test_backup_and_restore import answers_of, names
from test_forget_me import forget, people  # noqa: F401 (a fixture)

from coprod_training.errors import CoprodError
from coprod_training.hub.backup.restoring import restore
from coprod_training.hub.backup.writing import current_deletions
from coprod_training.lab.collector_deletion import CollectorDeletion
from coprod_training.lab.workspace import Workspace


def test_a_deletion_that_waited_for_the_collector_is_done(hub_there, parts):
    backup = hub_there.back_up()
    home = hub_there.base / "people" / "amira"
    learner = Workspace(home / "coprod").learner
    waits = CollectorDeletion(learner, "http://collector", "token").waiting
    waits.parent.mkdir(parents=True)
    waits.write_text((NOW - timedelta(minutes=1)).isoformat())

    hub_there.restore(backup, over=True)

    assert names(parts) == ["bola"]
    assert answers_of(parts) == ["bola"]
    assert not home.exists()
    assert [one for one in backup.parent.iterdir() if "deletions" in one.name] == []


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
