"""One account in JupyterHub's own database, for an operator while the hub is stopped.

A hub that runs keeps accounts in its memory, and SQLite gives a deleted account's number to the
next one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, Literal

from jupyterhub import orm
from nativeauthenticator.orm import UserInfo
from sqlalchemy import create_engine, inspect, text

from coprod_training.collector.database_copies import file_of

State = Literal["none", "there", "open"]
_FORGOTTEN = (
    "UPDATE spawners SET state = '{}' WHERE server_id IS NOT NULL",
    "DELETE FROM servers WHERE id IN (SELECT server_id FROM spawners)",
    "UPDATE spawners SET server_id = NULL",
)


def state_of(database: str, account: str) -> State:
    """Whether there is such an account; "open" when its server was left running.

    database: the address of the hub's own.
    """
    file = file_of(database)
    if file is not None and not file.exists():
        return "none"  # looking would make it
    with _session(database) as session:
        found = _found(session, account)
        users = [one for one in found if isinstance(one, orm.User)]
        if any(one.server for user in users for one in user.orm_spawners.values()):
            return "open"
        return "there" if found else "none"


def delete_account(database: str, account: str) -> None:
    """Delete an account with its password, tokens and groups."""
    with _session(database) as session:
        for one in _found(session, account):
            session.delete(one)
        session.commit()
    file = file_of(database)
    if file is not None:
        with closing(sqlite3.connect(file)) as db:
            db.execute("VACUUM")  # else what was deleted stays in the file's free pages


def forget_servers(database: str) -> None:
    """Forget which courses were open: for a copy of the database from another time or machine.

    The hub would look for them by what it kept then, such as the number of a process. Here and now
    that number can be anything's.
    """
    engine = create_engine(database)
    try:
        # Not by JupyterHub's own classes: the copy can be of a version that had other columns.
        with engine.begin() as rows:
            if inspect(rows).has_table("spawners"):
                for statement in _FORGOTTEN:
                    rows.execute(text(statement))
    finally:
        engine.dispose()


def _found(session: Any, account: str) -> list[Any]:
    """Their row, and the one with their password, where there is one."""
    found = orm.User.find(session, account), UserInfo.find(session, account)
    return [one for one in found if one is not None]


@contextmanager
def _session(database: str) -> Iterator[Any]:
    session = orm.new_session_factory(database)()
    try:
        yield session
    finally:
        session.close()
        session.get_bind().dispose()
