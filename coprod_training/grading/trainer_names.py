"""What trainers are called, for the record of who marked, flagged or agreed a date.

With one shared token Jupyter gives each browser a random account of 32 hex digits. Whoever works
in it gives a name once. It lies in the trainer's own folder; no learner's page and no log has it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_training import jsonl
from coprod_training.errors import CoprodError
from coprod_training.grading.records import own_folder
from coprod_training.stored_time import stored

SCHEMA = 1
LONGEST = 80  # characters of a name
_OF_A_BROWSER = re.compile(r"[0-9a-f]{32}")  # jupyter_server: uuid4().hex where a token is shared


@dataclass(frozen=True)
class TrainerNames:
    """given: by account, when a name was given (UTC, ISO 8601) and the name, oldest first."""

    given: Mapping[str, tuple[tuple[str, str], ...]]

    def of(self, account: str, at: str) -> str:
        """The name that this account had at that time, else the first one after it, or "".

        at: UTC, ISO 8601, ends in Z. A name given later does not change who did what before.
        """
        found = self.given.get(account, ())
        before = [name for when, name in found if when <= at]
        return before[-1] if before else found[0][1] if found else ""


def trainer_names(course_root: Path) -> TrainerNames:
    """Every name that was given; a torn or foreign line is passed over."""
    given: dict[str, tuple[tuple[str, str], ...]] = {}
    for record in jsonl.read(_path(course_root)).records:
        account, at, name = record.get("account"), record.get("at"), record.get("name")
        if isinstance(account, str) and isinstance(at, str) and isinstance(name, str):
            given[account] = (*given.get(account, ()), (at, name))
    return TrainerNames(given)


def give_name(course_root: Path, account: str, typed: str, now: datetime) -> None:
    """Keep what whoever uses this account is called. now: UTC.

    Raises CoprodError when nothing to read was typed, or too much.
    """
    name = " ".join("".join(c if c.isprintable() else " " for c in typed).split())
    if not name or len(name) > LONGEST:
        raise CoprodError(f"A name has 1 to {LONGEST} characters.")
    path = _path(course_root)
    about = {"at": stored(now), "account": account, "name": name}
    with jsonl.locked_for_append(path, mode=0o600) as file:
        jsonl.append(file, {"schema": SCHEMA, **about})


def is_of_a_browser(account: str) -> bool:
    """Whether Jupyter made this account up for a browser; a hub's is somebody's own."""
    return _OF_A_BROWSER.fullmatch(account) is not None


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / "trainers.jsonl"
