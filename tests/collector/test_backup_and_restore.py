"""A hub is wiped and restored: everything is there again, and nobody who wanted to be gone."""

import json
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from installation import NOW
from made_statements import of_activities
from running import as_
from tables_read import counted_again, rows_of, what_follows
from test_forget_me import LATER, forget, people, send  # noqa: F401 (a fixture)

from coprod_training.cli import main
from coprod_training.collector.survey_store import add_event, events_of, take_out
from coprod_training.collector.survey_tables import survey as survey_tables
from coprod_training.errors import CoprodError
from coprod_training.hub.backup.writing import current_deletions, write_list
from coprod_training.survey.consent import ConsentEvent, consented
from coprod_training.survey.pseudonym import pseudonym_of

pytestmark = pytest.mark.drawn


def names(parts):
    return [row[1] for row in rows_of(parts.database, "learner")]


def answers_of(parts):
    with parts.survey.database.reading() as connection:
        rows = connection.execute(survey_tables.tables["survey_response"].select()).all()
    return sorted(row.content["word"] for row in rows)


def test_after_a_wipe_every_row_and_file_is_there_again(hub_there, outline, parts):
    before, files = hub_there.tables(), hub_there.files()
    backup = hub_there.back_up()
    hub_there.wipe()

    said = hub_there.restore(backup)

    assert hub_there.tables() == before
    assert all(count for count, _ in (before["statement"], before["blob"], before["feedback"]))
    assert hub_there.files() == files
    with closing(sqlite3.connect(hub_there.base / "state" / "hub.sqlite")) as hub:
        assert hub.execute("SELECT name FROM users").fetchall() == [("amira",)]
        # No course is open any more, and nobody looks for its process; services are as they were.
        assert hub.execute("SELECT * FROM spawners").fetchall() == [("", None, "{}")]
        assert hub.execute("SELECT id FROM servers").fetchall() == [(1,)]
    assert what_follows(parts.database) == counted_again(parts.database, outline)
    assert any("The list of deletions is empty" in one for one in said)
    assert {one.stat().st_mode & 0o077 for one in [backup, *backup.iterdir()]} == {0}


def test_what_is_copied_while_others_write_fits_together(
    hub_there, collector, hub, course, outline, parts
):
    stop, sent = threading.Event(), []
    activities = [part.activity for part in outline.modules[1].parts]

    def write():
        while not stop.is_set():
            name = f"learner-{len(sent)}"
            batch = of_activities(course, activities, learner=name)
            token = hub.learner(name, "spring", "north-1")
            assert collector.post("/statements", json=batch, headers=as_(token)).is_success
            sent.append(name)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(sent) < 3:
            assert writer.is_alive()
        first = len(sent)
        backup = hub_there.back_up()
        last = len(sent) + 1
    finally:
        stop.set()
        writer.join()
    hub_there.wipe()

    hub_there.restore(backup)

    assert first + 2 <= len(names(parts)) <= last + 2
    counted = what_follows(parts.database)
    assert {row[2] for row in counted["cell"] if row[0] == "north-1"} == {len(names(parts))}
    assert counted == counted_again(parts.database, outline)


def test_who_deleted_their_data_since_does_not_come_back(
    hub_there, collector, tokens, parts, outline, course
):
    backup = hub_there.back_up(parts.now())
    forget(collector, tokens["amira"])

    said = hub_there.restore(backup, over=True)

    assert said[-1] == (
        "Learners in the list of deletions who would have come back and did not: 1."
    )
    assert names(parts) == ["bola"]
    assert answers_of(parts) == ["bola"]
    assert sorted(one.name for one in (hub_there.base / "people").iterdir()) == ["bola"]
    assert send(collector, course, tokens["amira"])["new"] == 0
    assert what_follows(parts.database) == counted_again(parts.database, outline)


def test_a_list_that_was_kept_elsewhere_does_the_same_after_a_wipe(
    hub_there, collector, tokens, parts, tmp_path, capsys
):
    backup = hub_there.back_up(parts.now())
    forget(collector, tokens["amira"])
    files = {name: tmp_path / name for name in ("url", "survey-url")}
    for file, url in zip(
        files.values(), (hub_there.layout.database, hub_there.layout.survey_database), strict=True
    ):
        file.write_text(url)
        file.chmod(0o600)
    options = [
        *(
            "--settings",
            str(hub_there.layout.settings),
            "--private",
            str(hub_there.base / "private"),
        ),
        *("--database-from", str(files["url"]), "--survey-database-from", str(files["survey-url"])),
    ]
    gone = str(tmp_path / "gone.json")
    assert main(["hub", "deletions", gone, *options]) == 0
    hub_there.wipe()

    assert main(["hub", "restore", str(backup), "--deletions", gone, *options]) == 0

    assert "who would have come back and did not: 1." in capsys.readouterr().out
    assert names(parts) == ["bola"]
    assert answers_of(parts) == ["bola"]


@pytest.fixture
def other_file(hub_there, tmp_path):
    """The list as an operator keeps it elsewhere."""

    def written():
        file = tmp_path / "elsewhere.json"
        write_list(file, current_deletions(hub_there.layout, NOW))
        return file

    return written


@pytest.mark.parametrize("lost", [False, True])
def test_answers_that_were_taken_back_since_do_not_count_again(hub_there, parts, other_file, lost):
    """bola with a receipt, amira with a no. lost: the old installation is gone."""
    names = {name: pseudonym_of(name, parts.survey.key) for name in ("amira", "bola")}
    no = ConsentEvent(
        id="no", pseudonym=names["amira"], state="no", text_version="", receipt="", day="2026-11-27"
    )
    backup = hub_there.back_up()
    with parts.survey.database.writing() as connection:
        take_out(connection, "bola", NOW.date())
        add_event(connection, no)
    file = other_file() if lost else None
    if lost:
        hub_there.wipe()

    for minute in range(2):
        now = NOW + timedelta(minutes=minute)
        said = hub_there.restore(backup, over=True, deletions=file, now=now)

        assert "A yes to the survey ended after the backup, and stays ended, for: 2." in said
        assert answers_of(parts) == []
        with parts.survey.database.reading() as connection:
            events = events_of(connection)
            assert consented(events, "1") == set()
            assert sorted(one.state for one in events) == ["no", "withdrawn", "yes", "yes"]


def test_no_list_holds_both_pseudonyms_of_who_deleted_everything(
    hub_there, collector, tokens, parts, other_file
):
    with parts.survey.database.writing() as connection:
        take_out(connection, "bola", NOW.date())
    forget(collector, tokens["amira"])

    text = other_file().read_text()

    survey, progress = parts.survey.key, parts.progress_key
    assert str(pseudonym_of("bola", survey)) in text
    assert str(pseudonym_of("amira", progress)) in text
    assert str(pseudonym_of("amira", survey)) not in text


def test_who_began_anew_before_the_backup_stays(hub_there, collector, tokens, course, parts):
    forget(collector, tokens["amira"])
    assert send(collector, course, tokens["amira"], **LATER)["new"] == 1
    backup = hub_there.back_up()

    hub_there.restore(backup, over=True)

    assert names(parts) == ["amira", "bola"]
    assert (hub_there.base / "people" / "amira").exists()


def test_over_keeps_what_was_there_and_without_it_nothing_is_changed(hub_there, capsys):
    backup = hub_there.back_up()
    before, files = hub_there.tables(), hub_there.files()

    with pytest.raises(CoprodError, match="There is something here already"):
        hub_there.restore(backup)
    assert (hub_there.tables(), hub_there.files()) == (before, files)

    hub_there.restore(backup, over=True)
    assert (hub_there.tables(), hub_there.files()) == (before, files)
    aside = [one.name for one in hub_there.base.iterdir() if ".before-" in one.name]
    assert len(aside) == 3


def test_a_later_list_of_another_installation_is_refused(hub_there, tmp_path):
    backup = hub_there.back_up()
    other = tmp_path / "other.json"
    asked = (NOW + timedelta(days=1)).isoformat()
    whole = {"format": 1, "key": "OTHER", "deleted": {"A" * 24: asked}, "ended": []}
    other.write_text(json.dumps(whole))
    hub_there.wipe()

    with pytest.raises(CoprodError, match="belongs to a different installation"):
        hub_there.restore(backup, deletions=other)
    assert not (hub_there.base / "state").exists()


def test_without_the_keys_a_restore_stops_and_the_list_of_who_is_gone_stays(
    hub_there, collector, tokens
):
    (hub_there.layout.private / "keys" / "survey.key").unlink()
    backup = hub_there.back_up()
    forget(collector, tokens["amira"])

    with pytest.raises(CoprodError, match="whoever deleted their data cannot be found"):
        hub_there.restore(backup, over=True)

    (kept,) = backup.parent.glob("deletions-*.json")
    assert json.loads(kept.read_text())
    assert not (hub_there.base / "people").exists()


def test_a_restore_that_broke_off_still_knows_who_is_gone(
    hub_there, collector, tokens, parts, monkeypatch
):
    backup = hub_there.back_up()
    forget(collector, tokens["amira"])
    with monkeypatch.context() as broken:
        broken.setattr("coprod_training.hub.backup.restoring._apply", None)
        with pytest.raises(TypeError):
            hub_there.restore(backup, over=True)
    assert names(parts) == ["amira", "bola"]
    (kept,) = backup.parent.glob("deletions-*.json")
    with pytest.raises(CoprodError, match="An earlier restore did not finish"):
        hub_there.restore(backup, over=True, now=NOW + timedelta(hours=1))

    hub_there.restore(backup, over=True, deletions=kept, now=NOW + timedelta(hours=1))

    assert names(parts) == ["bola"]
