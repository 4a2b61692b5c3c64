"""A real hub is copied while it runs, wiped and put back: who had an account signs in as before."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest

from coprod_training.hub.membership import Place
from coprod_training.hub.running import SETTINGS, running_hub
from hub.conftest import laid_out
from hub.visitor import Visitor

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
ANSWERS = "what-co-production-is.answers.jsonl"
# What changes by itself whenever a hub starts or anybody asks it for anything.
NOT_COMPARED = {"last_activity", "server_id"}


def coprod(hub, what, folder):
    done = subprocess.run(
        [sys.executable, "-m", "coprod_training.cli", "hub", what, str(folder),
         "--settings", str(hub.folder / SETTINGS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def tables(database):
    """The rows of each table of JupyterHub's own database, as a count and a hash."""
    found = {}
    with closing(sqlite3.connect(database)) as db:
        db.row_factory = sqlite3.Row
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for name in names:
            rows = sorted(
                repr([(key, row[key]) for key in row.keys() if key not in NOT_COMPARED])  # noqa: SIM118
                for row in db.execute(f"SELECT * FROM {name}")
            )
            found[name] = len(rows), hashlib.sha256("".join(rows).encode()).hexdigest()
    return found


def test_accounts_places_and_answers_are_there_again(tmp_path):
    with laid_out(tmp_path / "hub") as hub:
        amira = Visitor(hub.address, "amira")
        amira.sign_up()
        hub.book.enrol([("amira", Place("learner", "spring"))], datetime.now(UTC))
        amira.sign_in()
        home = hub.folder / "people" / "amira"
        home.mkdir(parents=True, exist_ok=True)
        (home / ANSWERS).write_text('{"words": "kept"}\n')
        coprod(hub, "backup", tmp_path / "backups")
    before = tables(hub.folder / "state" / "hub.sqlite")
    assert before["users"][0] > 0
    assert before["users_info"][0] > 0  # the accounts with their passwords, by NativeAuthenticator

    for name in ("state", "people"):
        shutil.rmtree(hub.folder / name)
    (copied,) = (tmp_path / "backups").iterdir()
    coprod(hub, "restore", copied)

    assert tables(hub.folder / "state" / "hub.sqlite") == before
    assert (home / ANSWERS).read_text() == '{"words": "kept"}\n'
    with running_hub(hub.folder, hub.address):
        still_in = amira.ask("hub/home")
        again = Visitor(hub.address, "amira")
        signed_in = again.sign_in()
    assert "amira" in still_in.text  # a browser that was signed in still is
    assert "amira" in signed_in.text
    assert hub.book.of("amira").is_learner
