"""Empty databases with this version's tables, which are made once in a run: it takes a while."""

import shutil
from secrets import token_hex

import psycopg
from made_once import made

from coprod_training.collector.database import open_database
from coprod_training.collector.database_mark import MARK

_FILES = {"main": "collector.db", "survey": "survey.db"}


def sqlite(folder, kind="main"):
    """The address of a file of its own in the folder."""
    name = _FILES[kind]

    def make(place):
        place.mkdir()
        _upgrade(f"sqlite:///{place / name}", kind)

    shutil.copy(made(f"tables-{kind}", make) / name, folder / name)
    return f"sqlite:///{folder / name}"


def postgresql(server, kind="main"):
    """The address of a database of the server, whose rows are gone and whose tables stay."""
    name = f"{kind}_with_tables"
    if not server.has_database(name):
        _upgrade(server.new_database(name), kind)
        return server.url(name)
    with psycopg.connect(server.url(name), autocommit=True) as connection:
        tables = connection.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchone()
        if tables[0]:
            connection.execute(f"TRUNCATE {tables[0]} RESTART IDENTITY CASCADE")
            connection.execute("INSERT INTO about VALUES (%s, %s)", (MARK, token_hex(16)))
    if not tables[0]:  # a test has taken all of them away
        _upgrade(server.emptied(name), kind)
    return server.url(name)


def _upgrade(url, kind):
    database = open_database(url, kind)
    database.upgrade()
    database.close()
