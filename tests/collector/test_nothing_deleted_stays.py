"""What was deleted from a file of SQLite cannot be read in that file any more."""

import sqlite3.dbapi2

import pytest

from coprod_training.collector.database import open_database
from coprod_training.collector.survey_store import wipe
from coprod_training.collector.survey_tables import survey_response


@pytest.fixture
def another_sqlite(monkeypatch):
    """SQLite as most build it: Debian's overwrites what is deleted without being asked."""
    connect = sqlite3.dbapi2.connect

    def connected(*arguments, **named):
        found = connect(*arguments, **named)
        found.execute("PRAGMA secure_delete = OFF")
        return found

    monkeypatch.setattr(sqlite3.dbapi2, "connect", connected)


def row(pseudonym, word):
    return {
        "pseudonym": pseudonym,
        "phase": "pre",
        "submission_id": f"s-{pseudonym}",
        "pair_id": f"p-{pseudonym}",
        "course_status": "draft",
        "content": {"answered": word},
    }


def test_wiped_answers_are_not_in_the_file_of_the_survey(tmp_path, another_sqlite):
    store = open_database(f"sqlite:///{tmp_path}/survey.db", "survey")
    store.upgrade()
    with store.writing() as connection:
        rows = [row("one", "of-one-person"), row("other", "of-another")]
        connection.execute(survey_response.insert(), rows)
    with store.writing() as connection:
        assert wipe(connection, ["one"]) == 1
    store.close()  # what was written beside the file goes into it

    assert [path.name for path in tmp_path.iterdir()] == ["survey.db"]
    left = (tmp_path / "survey.db").read_bytes()
    assert b"of-another" in left
    assert b"of-one-person" not in left
