"""`coprod hub backup` as an operator types it, and how pg_dump is told an address."""

import shutil
from contextlib import closing

import psycopg
import pytest
import with_tables
from installation import Installation
from sqlalchemy import inspect
from sqlalchemy.engine import make_url
from tables_read import rows_of

from coprod_training.backup.manifest import checked
from coprod_training.cli import main
from coprod_training.collector import database_copies
from coprod_training.collector.database import newest_revision, open_database
from coprod_training.collector.database_mark import MARK, mark_in
from coprod_training.errors import CoprodError


@pytest.fixture
def database_url(tmp_path):
    return with_tables.sqlite(tmp_path)


@pytest.fixture
def hub_there(tmp_path, parts):
    """With the addresses of its databases beside the collector's token, as a unit has them."""
    found = Installation(tmp_path / "hub", parts, None)
    for name, url in (
        ("database", found.layout.database),
        ("survey-database", found.layout.survey_database),
    ):
        (found.base / name).write_text(url)
        (found.base / name).chmod(0o600)
    return found


def options(hub_there):
    return [
        *("--settings", str(hub_there.layout.settings)),
        *("--private", str(hub_there.base / "private")),
    ]


def test_the_settings_say_where_everything_is(hub_there, capsys):
    before, files = hub_there.tables(), hub_there.files()
    into = hub_there.base / "backups"

    assert main(["hub", "backup", str(into), *options(hub_there)]) == 0

    said = capsys.readouterr().out
    (backup,) = into.iterdir()
    assert str(backup) in said
    assert "encrypt it" in said
    assert "Everything" not in said
    assert "NOT in it: the survey's ledger of releases" in said
    assert {one.part for one in checked(backup).items} == {
        *("collector-database", "survey-database", "hub-database", "hub-state"),
        *("collector-private", "people", "settings", "staff", "deletions"),
    }
    hub_there.wipe()
    shutil.rmtree(hub_there.base / "staff")
    again = ["hub", "restore", str(backup), *options(hub_there)]
    assert main(again) == 1
    assert "are not here, or are not those that were backed up" in capsys.readouterr().err
    assert hub_there.files() == {}
    assert main([*again, "--without-deletions"]) == 0
    said = capsys.readouterr().out
    assert "Left alone: settings and secrets." in said
    assert "Restored: the backup of" in said
    assert "`coprod restore` puts them back" in said
    assert (hub_there.tables(), hub_there.files()) == (before, files)
    assert (hub_there.base / "staff" / "course" / "services.csv").read_text() == "code\n"


def test_what_is_refused_is_said_in_plain_words(hub_there, tmp_path, capsys):
    more = ["--without-deletions", *options(hub_there)]  # nobody is known here yet
    assert main(["hub", "restore", str(tmp_path / "nowhere"), *more]) == 1

    said = capsys.readouterr().err
    assert "There is no such folder" in said
    assert "Traceback" not in said
    assert main(["hub", "restore", str(tmp_path), *more]) == 1
    assert "This backup is incomplete" in capsys.readouterr().err


def test_a_password_is_never_on_a_command_line(monkeypatch):
    seen = {}

    def run(words, env, **_):
        seen.update(words=words, env=env)
        return type("Done", (), {"returncode": 1, "stderr": "server is away\nrow: words"})

    monkeypatch.setattr(database_copies.subprocess, "run", run)
    monkeypatch.setattr(database_copies.shutil, "which", lambda program: f"/usr/bin/{program}")
    address = "postgresql+psycopg://one:se%40cret@/course?host=/run/postgresql&sslmode=require"

    with pytest.raises(CoprodError, match="pg_dump did not finish: server is away") as said:
        database_copies._run("pg_dump", address, "--format=custom")

    assert "words" not in str(said.value)
    assert "cret" not in " ".join(seen["words"])
    assert {name: seen["env"][name] for name in ("PGHOST", "PGUSER", "PGPASSWORD")} == {
        "PGHOST": "/run/postgresql",
        "PGUSER": "one",
        "PGPASSWORD": "se@cret",
    }
    assert seen["env"]["PGDATABASE"] == make_url(address).database
    assert seen["env"]["PGSSLMODE"] == "require"


def test_without_postgresqls_programs_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(database_copies.shutil, "which", lambda program: None)

    with pytest.raises(CoprodError, match="needs pg_dump, which is not installed"):
        database_copies._run("pg_dump", "postgresql://a@127.0.0.1/a")


def test_a_role_that_owns_its_database_and_nothing_else_is_enough(postgres, tmp_path):
    """As postgresql/setup.sql makes them. What another version left there goes."""
    with psycopg.connect(postgres.url(), autocommit=True) as admin:
        admin.execute("CREATE ROLE plain LOGIN")
        for name in ("plain_one", "plain_two"):
            admin.execute(f"CREATE DATABASE {name} OWNER plain TEMPLATE template0")
    urls = [postgres.url(name).replace("coprod@", "plain@") for name in ("plain_one", "plain_two")]
    for url in urls:
        with closing(open_database(url)) as store:
            store.upgrade()
            with store.writing() as connection:
                connection.exec_driver_sql("INSERT INTO about VALUES (%s, %s)", ("from", url))
                if url == urls[1]:
                    connection.exec_driver_sql("CREATE TYPE mood AS ENUM ('a')")
                    connection.exec_driver_sql("CREATE TABLE newer (of mood)")

    told = [("from", urls[0]), (MARK, mark_in(urls[0]))]
    assert database_copies.copy_out(urls[0], tmp_path / "one.dump") == newest_revision("main")
    database_copies.copy_in(tmp_path / "one.dump", urls[1])

    with closing(open_database(urls[1])) as store:
        assert rows_of(store, "about") == told
        assert store.is_current()
        with store.reading() as connection:
            assert "newer" not in inspect(connection).get_table_names()

    (tmp_path / "half.dump").write_bytes((tmp_path / "one.dump").read_bytes()[:-3000])
    with pytest.raises(CoprodError, match="pg_restore did not finish"):
        database_copies.copy_in(tmp_path / "half.dump", urls[1])
    with closing(open_database(urls[1])) as store:
        assert rows_of(store, "about") == told


def test_what_a_lost_file_left_beside_it_is_not_taken_for_part_of_the_copy(tmp_path):
    first, lost = (f"sqlite:///{tmp_path}/{name}.db" for name in ("first", "lost"))
    with closing(open_database(first)) as store:
        store.upgrade()
    database_copies.copy_out(first, tmp_path / "one.copy")
    (tmp_path / "lost.db-wal").write_bytes(b"of the file that was lost")

    database_copies.copy_in(tmp_path / "one.copy", lost)

    assert not (tmp_path / "lost.db-wal").exists()
    assert (tmp_path / "lost.db.lost-wal").read_bytes() == b"of the file that was lost"
    with closing(open_database(lost)) as store:
        assert store.is_current()
