"""Takes everything of one learner out of the exchange and out of the trainer's folders.

For a learner who deletes their data on one machine, where it reaches both sides, and for a trainer
who deletes somebody's work, there or on a hub. nbgrader's own gradebook API takes the rows out;
VACUUM then rewrites the file, since SQLite leaves deleted words in its free pages.
"""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coprod_training import jsonl
from coprod_training.errors import CoprodError
from coprod_training.grading import records
from coprod_training.grading.collected import secret_in
from coprod_training.grading.extensions import forget_extensions
from coprod_training.grading.gradebook import put_scripts_on_path
from coprod_training.grading.half_made import take_out_half_made
from coprod_training.grading.untrusted import open_folder

_COPIES = ("submitted", "autograded", "feedback")
_WAIT = 30  # seconds for a trainer's page to finish with the gradebook


@dataclass(frozen=True)
class Forgotten:
    """How much was taken out: hand-ins in the exchange, feedback pages, marked hand-ins."""

    hand_ins: int
    feedback: int
    marked: int


def forget(learner: str, exchange: Path, trainer: Path, cache: Path) -> Forgotten:
    """Take out everything of a learner; doing it twice changes nothing more.

    exchange: the course's folder in it. trainer: the trainer's course root. cache: the learner's
    own copies of what they handed in, which tell their feedback pages from others'. They go too:
    each is a receipt, for which nothing is there any more. Raises CoprodError for what is no name:
    it would reach out of their folders.
    """
    if not learner or "/" in learner or learner.startswith("."):
        raise CoprodError("This is not the name of a learner.")
    for folder in (exchange / "inbound", cache):
        take_out_half_made(folder)  # whose it is cannot be told
    inbound = [path for path in exchange.glob("inbound/*") if _is_of(path, learner)]
    cached = [path for path in cache.glob("*") if _is_of(path, learner)]
    copies = [trainer / name / learner for name in _COPIES]
    handed_in = [*inbound, *cached, *(one for folder in copies for one in folder.glob("*"))]
    pages = {page for folder in handed_in for page in _feedback_of(folder, exchange / "feedback")}
    for page in pages:
        page.unlink(missing_ok=True)
    marked = _forget_marks(learner, trainer / "gradebook.db")
    own = records.own_folder(trainer)
    for folder in [*inbound, *cached, *copies, own / "quarantine" / learner]:
        _remove(folder)
    forget_extensions(exchange, trainer, learner)
    for name in records.FILES:
        _forget_records(learner, own / name)
    _forget_lines(learner, trainer / ".nbgrader.log")
    return Forgotten(len(inbound), len(pages), marked)


def _is_of(path: Path, learner: str) -> bool:
    return path.name.split("+", 1)[0] == learner and "+" in path.name


def _feedback_of(hand_in: Path, feedback: Path) -> Iterator[Path]:
    """The returned pages of one hand-in, which nbgrader names by its secret."""
    from nbgrader.utils import notebook_hash

    secret = _secret_of(hand_in)
    if not secret:
        return
    assignment = hand_in.name.split("+")[1] if "+" in hand_in.name else hand_in.name
    names = {assignment, *(path.stem for path in hand_in.glob("*.ipynb"))}
    for name in sorted(names):
        page = feedback / f"{notebook_hash(secret=secret, notebook_id=name)}.html"
        if page.exists():
            yield page


def _secret_of(hand_in: Path) -> str:
    """The secret in a hand-in's folder, "" without one: a link could name somebody else's."""
    try:
        folder = open_folder(hand_in)
    except OSError:
        return ""
    try:
        return secret_in(folder).decode()
    except UnicodeDecodeError:
        return ""
    finally:
        os.close(folder)


def _forget_marks(learner: str, database: Path) -> int:
    if not database.is_file():
        return 0
    from nbgrader.api import Gradebook, MissingEntry

    # Here, since every hand-in loads this file, and the settings load much of the course.
    from coprod_training.grading.config import COURSE_ID

    put_scripts_on_path()
    marked = 0
    with Gradebook(f"sqlite:///{database.resolve()}", COURSE_ID) as gradebook:
        try:
            marked = len(gradebook.find_student(learner).submissions)
            gradebook.remove_student(learner)
        except MissingEntry:
            pass
    with closing(sqlite3.connect(database, timeout=_WAIT)) as db:
        db.execute("VACUUM")
    return marked


def _forget_records(learner: str, path: Path) -> None:
    """Rewrite the records without the learner's, in place: others may be waiting to append.

    What is kept is on the disk a second time meanwhile, so that a power cut loses nobody's.
    """
    if not path.is_file():
        return
    beside = path.with_name(f".{path.name}.kept")
    with jsonl.locked_for_append(path):
        found = jsonl.read(path).records
        kept = [one for one in found if one.get("learner") != learner]
        lines = b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in kept)
        beside.touch(mode=0o600)
        with beside.open("wb") as copy:
            copy.write(lines)
            copy.flush()
            os.fsync(copy.fileno())
        # First the new lines, then the end: whoever reads meanwhile finds all that is kept.
        with path.open("r+b") as file:
            file.write(lines)
            file.flush()
            file.truncate()
            os.fsync(file.fileno())
    beside.unlink()


def _forget_lines(learner: str, path: Path) -> None:
    """Leave out of nbgrader's log what names the learner: paths and times of hand-ins."""
    if not path.is_file():
        return
    named = re.compile(rf"(?<![\w.@~-]){re.escape(learner)}(?![\w.@~-])")
    text = path.read_text(encoding="utf-8", errors="replace")
    kept = [line for line in text.splitlines(keepends=True) if not named.search(line)]
    path.write_text("".join(kept), encoding="utf-8")


def _remove(folder: Path) -> None:
    """Remove a folder, whatever its files' permissions; hand-ins come read-only."""
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        return
    for inside, _, _ in os.walk(folder):
        os.chmod(inside, 0o700)  # noqa: PTH101  # os.walk gives names, and follows no link
    shutil.rmtree(folder)
