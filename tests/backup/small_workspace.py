"""A workspace with something of everything that people leave in one; all of it is made up."""

import json
import sqlite3
from contextlib import contextmanager

from tiny_server import Quiet, serving

from coprod_training.answers import Answer, AnswerStore
from coprod_training.lab.workspace import open_workspace
from coprod_training.secret_key import load_secret

WORDS = "Words of a learner (test record)"


def filled(root):
    """The workspace at `root`, and a place outside it that one of its links leads to."""
    workspace = open_workspace(root)
    outside = root.parent / "another-disk"
    outside.mkdir()
    (outside / "film.webm").write_bytes(b"film")
    AnswerStore(workspace.learner / "modules" / "listening.answers.jsonl").add(
        Answer(
            id="test-record-1",
            activity="listening-next-step",
            response=WORDS,
            at="2026-11-26T10:00:00Z",
            attempt=1,
            checked=True,
        )
    )
    handed_in = workspace.exchange / "coprod" / "inbound" / "amira+what-was-heard+2026"
    for folder in (handed_in, workspace.trainer / "submitted" / "amira" / "what-was-heard"):
        folder.mkdir(parents=True)
        (folder / "what-was-heard.answers.jsonl").write_text('{"words": "handed in"}\n')
    (workspace.on_paper / "bola" / "modules").mkdir(parents=True)
    load_secret(workspace.private, "progress")
    (workspace.private / "reports").mkdir(mode=0o700)
    (workspace.private / "reports" / "reports.jsonl").write_text('{"note": "private"}\n')
    (workspace.learner / "films").symlink_to(outside)
    (workspace.settings("learner") / "labextensions").symlink_to(outside)
    return workspace


@contextmanager
def gradebook_in_use(workspace):
    """A gradebook that a server has open, with a grade that lies in SQLite's log alone."""
    file = workspace.trainer / "gradebook.db"
    book = sqlite3.connect(file)
    try:
        book.execute("PRAGMA journal_mode = WAL")
        book.execute("CREATE TABLE grade (learner, points)")
        book.execute("INSERT INTO grade VALUES ('amira', 3)")
        book.commit()
        assert file.with_name("gradebook.db-wal").stat().st_size
        yield book
    finally:
        book.close()


def everything(root):
    """Each path with its mode, and its content, its rows or where it leads."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.name.endswith(("-wal", "-shm")):
            continue  # what they hold is in the rows
        if path.is_symlink():
            found[name] = "link", str(path.readlink())
        elif path.suffix == ".db":
            book = sqlite3.connect(path)
            found[name] = path.stat().st_mode, "\n".join(book.iterdump())
            book.close()
        else:
            found[name] = path.stat().st_mode, path.read_bytes() if path.is_file() else ""
    return found


@contextmanager
def course_open(workspace, role):
    """Something that answers where the note of a running server says so."""

    class Status(Quiet):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

    with serving(Status) as address:
        note = workspace.settings(role) / "runtime" / "jpserver-1.json"
        note.parent.mkdir(parents=True)
        note.write_text(json.dumps({"url": f"{address}/", "token": "made-up", "pid": 1}))
        yield
