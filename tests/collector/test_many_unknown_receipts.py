"""Whoever tries codes without end makes nobody's withdrawal slower: those stay in the store."""

from datetime import date

import pytest
import with_tables
from sqlalchemy import insert

from coprod_training.collector.database import open_database
from coprod_training.collector.survey_store import add_event, events_of, stands, take_out
from coprod_training.collector.survey_tables import consent_event
from coprod_training.survey.consent import ConsentEvent

DAY = date(2026, 11, 23)
YES = ConsentEvent(
    id="yes", pseudonym="amira", state="yes", text_version="1", receipt="hers", day="2026-11-20"
)


@pytest.fixture
def survey(tmp_path):
    found = open_database(with_tables.sqlite(tmp_path, "survey"), "survey")
    yield found
    found.close()


def steps_of(survey, work):
    """How many steps of its own SQLite takes for something."""
    steps = []
    with survey.writing() as connection:
        sqlite = connection.connection.driver_connection
        sqlite.set_progress_handler(lambda: steps.append(1), 1)
        work(connection)
        sqlite.set_progress_handler(None, 1)
    return len(steps)


def try_codes(survey, first, last):
    """Keep withdrawals with codes that nobody has, as they are kept."""
    tried = [
        {"pseudonym": "", "turn": n, "id": f"tried-{n}", "state": "withdrawn", "text_version": "",
         "receipt": f"unknown-{n}", "day": DAY.isoformat()}
        for n in range(first, last)
    ]  # fmt: skip
    with survey.writing() as connection:
        connection.execute(insert(consent_event), tried)


@pytest.mark.parametrize("receipt", ["hers", "of nobody"])
def test_a_withdrawal_takes_no_longer_after_many_with_unknown_codes(survey, receipt):
    with survey.writing() as connection:
        add_event(connection, YES)
    try_codes(survey, 1, 20)
    taken = []

    def withdraw(connection):
        taken.append(take_out(connection, receipt, DAY))
        connection.rollback()  # each time is the first one

    few = steps_of(survey, withdraw)
    try_codes(survey, 20, 3000)
    many = steps_of(survey, withdraw)

    assert [one.known for one in taken] == [receipt == "hers"] * 2
    assert 0 < many < 2 * few


def test_a_code_of_nobody_is_noted_once_a_day_and_keeps_its_yes_out(survey):
    try_codes(survey, 1, 20)
    with survey.writing() as connection:
        for _ in range(2):
            take_out(connection, "hers", date(2026, 11, 20))
        add_event(connection, YES)

        noted = [one for one in events_of(connection, [""]) if one.receipt == "hers"]
        assert len(noted) == 1
        assert not stands(connection, "amira", "1")
