"""The tables, from nothing and from every earlier version, with what they held."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid5

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, column, table, text

from coprod_training.collector import survey_tables, tables
from coprod_training.collector.database import open_database, revisions
from coprod_training.collector.database_mark import MARK, mark_in
from coprod_training.collector.figures import services
from coprod_training.collector.repair import repair
from coprod_training.collector.services import put_services
from coprod_training.content.services import Service
from coprod_training.errors import CoprodError
from coprod_training.progress.statements import NAMESPACE

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
GONE = {("statement", "service"), ("course_activity", "place")}
"""Columns that a revision took away: nobody read them."""


@pytest.fixture
def empty(empty_url):
    found = open_database(empty_url)
    yield found
    found.close()


def filled(connection):
    """Two rows in each table that the database has, with made-up values; what stays of them."""
    there = MetaData()
    there.reflect(connection)
    held = {}
    for found in there.sorted_tables:
        if found.name == "alembic_version":
            continue
        known = tables.main.tables[found.name].c
        columns = [known.get(one.name, one) for one in found.columns]
        rows = [{one.name: value(one, number) for one in columns} for number in (1, 2)]
        into = table(found.name, *(column(one.name, one.type) for one in columns))
        connection.execute(into.insert(), rows)
        gone = {name for name in rows[0] if (found.name, name) in GONE}
        held[found.name] = [{name: row[name] for name in row.keys() - gone} for row in rows]
    return held


def value(column, number):
    if column.foreign_keys:
        return str(number)  # the key of the row that it points to
    if isinstance(column.type, tables.Utc):
        return NOW.replace(minute=number)
    kind = column.type.python_type
    made = {
        str: str(number),
        int: number,
        bool: number == 1,
        float: number / 4,
        bytes: b"\0" * number,
    }
    if kind.__name__ == "UUID":
        return uuid5(NAMESPACE, str(number))
    return made.get(kind, NOW.date())


def read(connection, name, columns):
    known = tables.main.tables[name]
    found = connection.execute(known.select().order_by(*known.primary_key.columns))
    own = [row for row in found if name != "about" or row.name != MARK]
    return [{one: getattr(row, one) for one in columns} for row in own]


@pytest.mark.parametrize("revision", revisions("main"))
def test_what_a_database_of_an_earlier_version_held_is_there_after_an_upgrade(empty, revision):
    empty.upgrade(revision)
    with empty.writing() as connection:
        held = filled(connection)
    assert held

    empty.upgrade()
    empty.upgrade()

    assert empty.is_current()
    with empty.reading() as connection:
        assert held == {name: read(connection, name, rows[0]) for name, rows in held.items()}


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_tables_as_the_first_commits_made_them_are_brought_up_to_date(empty, revision, outline):
    """earlier_schemas/ holds what those commits made; no revision that changes can rewrite it."""
    dialect = empty.engine.dialect.name
    made = (Path(__file__).parent / "earlier_schemas" / f"{revision}.{dialect}.sql").read_text()
    with empty.engine.connect() as connection:
        plain = connection.connection.driver_connection
        plain.executescript(made) if empty.is_sqlite else plain.execute(made)
        plain.commit()
    with empty.writing() as connection:
        held = filled(connection)
    assert "made_up" not in held["service"][0]

    empty.upgrade()

    assert empty.is_current()
    with empty.reading() as connection:
        assert held == {name: read(connection, name, rows[0]) for name, rows in held.items()}
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.main) == []
    with empty.writing() as connection:
        put_services(connection, [Service("new", "New", "1", "London", "I", "P", made_up=True)])
    with empty.reading() as connection:
        assert [one.made_up for one in services(connection)] == [True]
    repair(empty, outline)


@pytest.mark.parametrize("kind", ["main", "survey"])
def test_the_migrations_make_the_tables_that_the_code_knows(empty_url, kind):
    known = {"main": tables.main, "survey": survey_tables.survey}
    with closing(open_database(empty_url, kind)) as empty:
        empty.upgrade()

        assert empty.is_current()
        with empty.reading() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, known[kind]) == []


@pytest.mark.parametrize("kind", ["main", "survey"])
def test_tables_that_are_laid_out_anew_have_another_mark(empty_url, kind):
    marks = [mark_in(empty_url)]
    for lost in (False, False, True):
        with closing(open_database(empty_url, kind)) as found:
            if lost:
                there = MetaData()
                there.reflect(found.engine)
                with found.writing() as connection:
                    there.drop_all(connection)
            found.upgrade()
        marks.append(mark_in(empty_url))

    none, first, same, anew = marks
    assert none == ""
    assert first == same != ""
    assert anew not in ("", first)


def test_a_migration_that_fails_leaves_everything_as_it_was(empty, monkeypatch):
    empty.upgrade("0001")
    with empty.writing() as connection:
        connection.execute(text("CREATE TABLE blob (x INTEGER)"))  # in its way

    with pytest.raises(Exception, match="already exists"):
        empty.upgrade()

    with empty.reading() as connection:
        there = MetaData()
        there.reflect(connection)
    assert "release" not in there.tables
    assert not empty.is_current()


@pytest.mark.parametrize("kind", ["main", "survey"])
def test_tables_of_a_newer_version_are_left_as_they_are_and_it_is_said(empty_url, kind):
    """Whoever puts an older version back has to know that trying again is of no use."""
    with closing(open_database(empty_url, kind)) as newer:
        newer.upgrade()
        with newer.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

        with pytest.raises(CoprodError, match="by a newer version") as refused:
            newer.upgrade()

        assert "restore the backup from before" in str(refused.value)
        with newer.reading() as connection:
            assert MigrationContext.configure(connection).get_current_revision() == "9999"
