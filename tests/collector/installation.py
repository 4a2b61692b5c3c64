"""A hub's whole installation in a folder, around the collector of a test."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import select

from coprod_training.collector import survey_tables, tables
from coprod_training.hub.backup.layout import Layout
from coprod_training.hub.backup.restoring import restore
from coprod_training.hub.backup.state_mark import mark_state
from coprod_training.hub.backup.writing import back_up
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from coprod_training.hub.running import free_ports, write_settings
from coprod_training.hub.settings import read_settings

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
PLACES = ("state", "private", "people")


class Installation:
    """base: its folder. emptied: makes a PostgreSQL database of this name empty."""

    def __init__(self, base, parts, emptied):
        self.base, self.parts, self._emptied = base, parts, emptied
        hub_port, port = free_ports(2)
        (base / "staff" / "course").mkdir(parents=True)
        (base / "staff" / "course" / "services.csv").write_text("code\n")
        write_settings(
            base / "etc",
            {
                "state": base / "state",
                "homes": base / "people",
                "course": base / "course",
                "staff": base / "staff",
                "services": base / "staff" / "course" / "services.csv",
                "address": "http://127.0.0.1:1/",
                "subdomains": False,
                "runs_in": "own-folders",
                "hub_port": hub_port,
                "collector": {"url": f"http://127.0.0.1:{port}", "token_file": base / "token"},
            },
        )
        (base / "private" / "keys").mkdir(parents=True, mode=0o700)
        (base / "private" / "keys").chmod(0o700)
        for name, key in (("progress", parts.progress_key), ("survey", parts.survey.key)):
            file = base / "private" / "keys" / f"{name}.key"
            file.write_bytes(key.secret)
            file.chmod(0o600)
        EnrolmentBook(base / "state").enrol([("amira", Place("learner", "spring"))], NOW)
        mark_state(base / "state")  # as an earlier backup did
        with closing(sqlite3.connect(base / "state" / "hub.sqlite")) as hub:
            hub.execute("CREATE TABLE users (name)")
            hub.execute("INSERT INTO users VALUES ('amira')")
            # Her course is open: JupyterHub keeps where, and the number of its process.
            hub.execute("CREATE TABLE servers (id, port)")
            hub.execute("INSERT INTO servers VALUES (1, 4001), (2, 4002)")
            hub.execute("CREATE TABLE spawners (name, server_id, state)")
            hub.execute("""INSERT INTO spawners VALUES ('', 2, '{"pid": 1}')""")
            hub.commit()
        for name in ("amira", "bola"):
            home = base / "people" / name
            home.mkdir(parents=True, mode=0o700)
            (home / "words.jsonl").write_text(f"words of {name}\n")
            (home / "words.jsonl").chmod(0o640)
            (home / "course").symlink_to("/srv/coprod/course")
        self.stores = (parts.database, parts.survey.database)
        self.layout = Layout(
            settings=base / "etc" / "hub.toml",
            hub=read_settings(base / "etc" / "hub.toml"),
            database=_url(parts.database),
            survey_database=_url(parts.survey.database),
            private=base / "private",
            people=base / "people",
        )

    def back_up(self, now=NOW):
        return back_up(self.layout, self.base / "backups", now).folder

    def restore(self, backup, over=False, deletions=None, now=NOW):
        for store in self.stores:
            store.close()  # everything is stopped
        return list(
            restore(
                self.layout, backup, now, deletions=deletions, without_deletions=True, over=over
            )
        )

    def wipe(self):
        self.lose_databases()
        for one in PLACES:
            shutil.rmtree(self.base / one)

    def lose_databases(self, *which):
        for store in which or self.stores:
            store.close()
            if store.is_sqlite:
                for file in (self.base.parent).glob(f"{store.engine.url.database}*".split("/")[-1]):
                    file.unlink()
            else:
                self._emptied(store.engine.url.database)

    def tables(self):
        """The rows and the hash of each table of both databases."""
        found = {}
        for store, kept in zip(self.stores, (tables.main, survey_tables.survey), strict=True):
            with store.reading() as connection:
                for name, table in kept.tables.items():
                    rows = sorted(map(tuple, connection.execute(select(table))), key=repr)
                    found[name] = len(rows), sha256(repr(rows).encode()).hexdigest()
        return found

    def files(self):
        """Every path of the folders with its mode, and its content or where it leads."""
        found = {}
        for one in PLACES:
            for path in (self.base / one).rglob("*"):
                content = path.readlink() if path.is_symlink() else None
                if path.is_file() and not path.is_symlink() and path.suffix != ".sqlite":
                    content = path.read_bytes()
                mode = 0 if path.suffix == ".sqlite" else path.lstat().st_mode
                found[str(path.relative_to(self.base))] = mode, content
        return found


def _url(store):
    return store.engine.url.render_as_string(hide_password=False)
