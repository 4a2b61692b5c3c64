"""Copies a whole database into a file, consistent while others write, and puts it back.

SQLite by its own online backup, PostgreSQL by its own pg_dump and pg_restore. The hub's database is
copied by the same code: nothing here knows what the tables hold.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError

from coprod_training.backup.sqlite_copies import BESIDE, copy_sqlite
from coprod_training.collector.database import open_database
from coprod_training.errors import CoprodError

SQLITE, POSTGRESQL = "sqlite", "postgresql"

# All that a role of its own has made: what is put back must not meet tables of another version.
_EMPTY = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT c.oid::regclass AS it FROM pg_class c WHERE c.relkind IN ('r', 'p')
    AND c.relnamespace = 'public'::regnamespace
  LOOP EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', one.it); END LOOP;
  FOR one IN SELECT t.oid::regtype AS it FROM pg_type t WHERE t.typtype = 'e'
    AND t.typnamespace = 'public'::regnamespace
  LOOP EXECUTE format('DROP TYPE IF EXISTS %s CASCADE', one.it); END LOOP;
END $$
"""


def kind_of(address: str) -> str:
    """SQLITE or POSTGRESQL. Raises CoprodError for the address of anything else."""
    with closing(open_database(address)) as found:
        return SQLITE if found.is_sqlite else POSTGRESQL


def file_of(address: str) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    if kind_of(address) == POSTGRESQL:
        return None
    return Path(str(make_url(address).database)).absolute()


def holds_tables(address: str) -> bool:
    """Whether there is anything in it. Raises SQLAlchemyError when PostgreSQL is away."""
    file = file_of(address)
    if file is not None and not file.exists():
        return False
    with closing(open_database(address)) as found:
        try:
            return bool(inspect(found.engine).get_table_names())
        except DatabaseError:
            if file is None:
                raise
            return True  # a file that is no database, or a broken one, is something as well


def copy_out(address: str, to: Path) -> str:
    """Copy a database into a new file of mode 600; the revision of its tables, "" for none.

    Raises CoprodError when there is none, or when a program of PostgreSQL fails.
    """
    file = file_of(address)
    to.touch(mode=0o600, exist_ok=False)
    if file is None:
        revision = _revision(address)
        _run("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges",
             "--file", str(to))  # fmt: skip
        return revision
    if not file.is_file():
        raise CoprodError(
            "There is no database here.", where=str(file), fix="Check the address that was given."
        )
    copy_sqlite(file, to)
    return _revision(f"sqlite:///{to}")


def copy_in(copy: Path, address: str) -> None:
    """Put a copy into an SQLite file that is not there, or in the place of all in PostgreSQL.

    With PostgreSQL all of it is there at the end, or what was there before. Raises CoprodError.
    """
    file = file_of(address)
    if file is None:
        with TemporaryDirectory(prefix="coprod-restore-") as folder:
            script = Path(folder) / "all.sql"
            _program("pg_restore", {}, "--no-owner", "--no-privileges", "--exit-on-error",
                     "--file", str(script), str(copy))  # fmt: skip
            _run("psql", address, "--no-psqlrc", "--quiet", "--single-transaction",
                 "--set", "ON_ERROR_STOP=1",
                 "--command", _EMPTY, "--file", str(script))  # fmt: skip
        return
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = file.parent.stat()
    beside = file.with_name(f".{file.name}.restoring")
    beside.touch(mode=0o600)
    shutil.copyfile(copy, beside)
    if os.geteuid() == 0:
        os.chown(beside, owner.st_uid, owner.st_gid)
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    for end in BESIDE:  # of a file that was lost: SQLite would take it for part of the new one
        left = file.with_name(file.name + end)
        if left.exists():
            left.rename(file.with_name(f"{file.name}.lost{end}"))
    beside.rename(file)


def _revision(address: str) -> str:
    with closing(open_database(address)) as found, found.reading() as connection:
        if "alembic_version" not in inspect(connection).get_table_names():
            return ""
        rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        return str(rows.scalar() or "")


def _run(program: str, address: str, *arguments: str) -> None:
    _program(program, _surroundings(make_url(address)), *arguments)


def _surroundings(url: URL) -> Mapping[str, str]:
    """A database's address as libpq reads it: on a command line everybody could read a password.

    Source: PostgreSQL, "Environment Variables" of libpq.
    """
    asked = url.normalized_query
    found = {
        "PGHOST": url.host or "".join(asked.get("host", ())),
        "PGPORT": str(url.port or "".join(asked.get("port", ()))),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": url.database or "",
        "PGSSLMODE": "".join(asked.get("sslmode", ())),
    }
    return {name: value for name, value in found.items() if value}


def _program(program: str, more: Mapping[str, str], *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise CoprodError(
            f"This needs {program}, which is not installed here.",
            fix="Install PostgreSQL's programs: apt-get install postgresql-client",
        )
    done = subprocess.run(  # noqa: S603 (our own words, no shell)
        [path, *arguments], env=os.environ | more, capture_output=True, text=True, check=False
    )
    if done.returncode:
        # Its first line names the fault. More of it could quote rows.
        said = next(iter(done.stderr.strip().splitlines()), "")
        raise CoprodError(
            f"{program} did not finish: {said}",
            fix="The program must be as new as the server, and the role must own its database.",
        )
