"""Who said no, left or was taken off after a backup is not counted or on the course again."""

import json
from datetime import timedelta
from errno import ENOSPC

import pytest
from installation import NOW
from tables_read import counted_again, rows_of, what_follows
from test_forget_me import people  # noqa: F401 (a fixture)

from coprod_training.collector.deletions import read_deletions
from coprod_training.hub.backup import restoring
from coprod_training.hub.backup.writing import lengthen_list
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.survey.pseudonym import pseudonym_of

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def book(hub_there):
    found = EnrolmentBook(hub_there.base / "state")
    found.begin("amira", "north-1", True, NOW - timedelta(days=1))
    return found


@pytest.mark.parametrize("lost", [False, True])
def test_a_no_said_since_the_backup_stays(hub_there, book, parts, outline, tmp_path, lost):
    backup = hub_there.back_up()
    book.begin("amira", "north-1", False, LATER)
    file = tmp_path / "deletions.json"
    lengthen_list(file, hub_there.layout, LATER)
    if lost:
        hub_there.wipe()

    said = hub_there.restore(backup, over=True, deletions=file if lost else None)

    assert "A no to being counted was said after the backup, and stays, for: 1." in said
    assert book.of("amira").counted is False
    who = pseudonym_of("amira", parts.progress_key)
    assert [row for row in rows_of(parts.database, "statement") if who in row] == []
    assert len([row for row in rows_of(parts.database, "submission") if who in row]) == 1
    assert what_follows(parts.database) == counted_again(parts.database, outline)
    assert len(rows_of(parts.database, "statement")) > 0  # bola's


def test_codes_that_were_closed_and_people_who_were_taken_off_since_stay_so(hub_there, book):
    code = book.new_code(Place("learner", "spring"), NOW, days=60, most=9)
    backup = hub_there.back_up()
    book.begin("amira", "north-1", False, LATER)
    book.close_code(code, LATER)
    book.leave("amira", LATER)

    said = hub_there.restore(backup, over=True)

    assert "Lines kept of what was there, on closed codes and on who left: 3." in said
    assert not book.join("dora", code, LATER)
    assert (book.of("amira").places, book.of("amira").taken_off) == (frozenset(), True)
    assert not book.of("amira").counted


def test_a_restore_that_broke_off_knows_what_ended_when_it_is_run_again(
    hub_there, book, monkeypatch
):
    code = book.new_code(Place("learner", "spring"), NOW, days=60, most=9)
    backup = hub_there.back_up()
    book.close_code(code, LATER)

    def full(*_):
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(restoring, "_put_back", full)
        with pytest.raises(OSError, match="No space"):
            hub_there.restore(backup, over=True)
    (kept,) = backup.parent.glob("deletions-*.json")
    assert not (hub_there.base / "state").exists()
    hub_there.restore(backup, over=True, deletions=kept, now=NOW + timedelta(minutes=1))

    assert not book.join("dora", code, LATER)
    assert [*backup.parent.glob("*.json")] == []


def test_a_yes_that_is_later_than_the_no_counts(hub_there, book, parts, tmp_path):
    file = tmp_path / "deletions.json"
    book.begin("amira", "north-1", False, LATER)
    lengthen_list(file, hub_there.layout, LATER)
    listed = json.loads(file.read_text())["not_counted"]
    book.begin("amira", "north-1", True, LATER + timedelta(hours=1))
    backup = hub_there.back_up(LATER + timedelta(hours=2))

    hub_there.restore(backup, over=True, deletions=file, now=LATER + timedelta(hours=3))

    assert listed == {pseudonym_of("amira", parts.progress_key): LATER.isoformat()}
    assert book.of("amira").counted
    lengthen_list(file, hub_there.layout, LATER)
    assert json.loads(file.read_text())["not_counted"] == {}


def test_a_list_of_before_there_were_nos_in_it_is_read(tmp_path):
    file = tmp_path / "deletions.json"
    file.write_text(json.dumps({"format": 1, "key": "K", "deleted": {"A": NOW.isoformat()}}))

    found = read_deletions(file)

    assert (found.asked, found.not_counted) == ({"A": NOW}, {})
