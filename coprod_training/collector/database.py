"""Opens a database, SQLite or PostgreSQL, so that the same code keeps the same promises on both.

A write that has returned is on the disk. On SQLite one writer at a time holds the file from its
first word on, so nobody works from what another is about to change.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from coprod_training.errors import CoprodError

_MIGRATIONS = Path(__file__).with_name("migrations")
_WAIT = 10  # seconds for another process that holds an SQLite file
_CONNECTIONS = 8  # of one process; a batch needs one for a few milliseconds
_LOST = {"40001", "40P01"}  # serialization failure, deadlock: PostgreSQL, appendix A
_TRIES_AGAIN = 3  # after the first; a lost one is soon over

T = TypeVar("T")


@dataclass(frozen=True)
class Database:
    """One opened database. kind: the folder of its migrations, "main" or "survey"."""

    engine: Engine
    kind: str
    _one_writer: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is on the disk at the end, or none of it."""
        # Without this, SQLite's writers poll for the file, and some wait far longer than others.
        turn = self._one_writer if self.is_sqlite else nullcontext()
        with turn, self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def write(self, change: Callable[[Connection], T]) -> T:
        """What `change` gives back, done in one transaction, which is tried again when it lost.

        PostgreSQL ends one of two transactions that wait for one another; nothing of it is kept.
        After a restart, connections from before are of no use. Whether one that broke had come to
        its end is not known, so a change must do nothing more when it is made twice.
        """
        for _ in range(_TRIES_AGAIN):
            try:
                with self.writing() as connection:
                    return change(connection)
            except DBAPIError as error:
                lost = getattr(error.orig, "sqlstate", "") in _LOST
                if not lost and not error.connection_invalidated:
                    raise
        with self.writing() as connection:
            return change(connection)

    def read(self, look: Callable[[Connection], T]) -> T:
        """What `look` gives back, which is asked once more of a database that was restarted."""
        try:
            with self.reading() as connection:
                return look(connection)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        with self.reading() as connection:
            return look(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that changes nothing, and holds up nobody."""
        with self.engine.connect() as connection:
            yield connection

    def upgrade(self, revision: str = "head") -> None:
        """Bring the tables to a revision, keeping what they hold; twice changes nothing more.

        Raises CoprodError, with nothing changed, for tables of a newer version of this program.
        """
        with self.writing() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
            if found is not None and found not in revisions(self.kind):
                raise CoprodError(
                    "The collector's tables were made by a newer version of this program.",
                    where=self.engine.url.database or "",
                    fix="Install that version, or restore the backup from before its upgrade, as"
                    " docs/operate.md says. Nothing has been changed.",
                )
            command.upgrade(_config(self.kind, connection), revision)

    def is_current(self) -> bool:
        """Whether the tables are those of this version. Raises SQLAlchemyError when it is away."""
        found = self.read(lambda one: MigrationContext.configure(one).get_current_revision())
        return found == newest_revision(self.kind)

    def refuse_other_version(self) -> None:
        """Raise CoprodError where the tables are not those of this version.

        A command never changes them: a collector of an earlier version may be at work on them.
        """
        file = self.engine.url.database if self.is_sqlite else None
        if file and not Path(file).exists():  # looking would make it
            raise CoprodError(
                "There is no database here.", where=file, fix="Check its address, and try again."
            )
        if not self.is_current():
            raise CoprodError(
                "The collector's tables and this program are from different versions.",
                fix="Check the address. If it is right, start the collector of this version once,"
                " then try again.",
            )

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_database(url: str, kind: str = "main") -> Database:
    """Open the database at an address such as "sqlite:////srv/coprod/collector.db".

    Nothing is made or changed, but for the file of an SQLite database. Raises CoprodError for an
    address that is none, or of another kind of database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _no_address() from error
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        return Database(_sqlite(parsed), kind)
    if parsed.drivername == "postgresql+psycopg":
        engine = create_engine(
            parsed,
            pool_size=_CONNECTIONS,
            max_overflow=0,
            pool_timeout=20,
            connect_args={
                "connect_timeout": 5,
                "application_name": "coprod-collector",
                "options": "-c timezone=UTC",  # a learner's clock may say the year 1
            },
        )
        return Database(engine, kind)
    raise _no_address()


def insert(connection: Connection, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT, in the words of this database."""
    kinds: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return kinds[connection.dialect.name](table)


def newest_revision(kind: str) -> str:
    """The name of the newest revision of the tables."""
    return str(ScriptDirectory.from_config(_config(kind)).get_current_head())


def revisions(kind: str) -> list[str]:
    """Every revision there has been, oldest first."""
    found = ScriptDirectory.from_config(_config(kind)).walk_revisions()
    return [one.revision for one in found][::-1]


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _WAIT, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        # SQLite leaves deleted words in its free pages otherwise: secure_delete.
        for one in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {one}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _config(kind: str, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(_MIGRATIONS / kind))
    config.attributes["connection"] = connection
    return config


def _no_address() -> CoprodError:
    return CoprodError(
        "This is not the address of a database that the collector can use.",
        where="Database",
        fix="Give one such as sqlite:////srv/coprod/collector.db"
        " or postgresql://coprod@127.0.0.1/coprod.",
    )
