"""An answer that worries a trainer, on its way to the person who is named for safeguarding.

The words are copied, since a newer hand-in may take their place. They lie in the private folder and
nowhere else; every step is written down with who took it. A learner who deletes everything takes
along what is closed; what nobody has closed stays until somebody has, and then goes too.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from coprod_training.errors import CoprodError, refuse_newer
from coprod_training.private_lines import PrivateLines
from coprod_training.stored_time import stored

SCHEMA = 1
LONGEST = 1000  # characters of a note
SAME = "This flag was raised in this browser, so somebody else has to see it."
HOW = (
    "The named person opens the page of flags in a browser of their own, or signs in as themselves."
)
State = Literal["waiting", "seen", "closed"]


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One flagged answer with its newest state. Times: UTC, ISO 8601, end in Z.

    words: the answer. note: what the trainer added. by, seen_by, closed_by: who did it.
    """

    id: str
    at: str
    by: str
    learner: str
    assignment: str
    activity: str
    handed_in: str
    words: str
    note: str
    state: State = "waiting"
    seen_at: str = ""
    seen_by: str = ""
    closed_at: str = ""
    closed_by: str = ""
    done: str = ""


class FlagBook:
    """The flagged answers of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open the book; nothing is made until something is written."""
        self._lines = PrivateLines(private / "safeguarding" / "flags.jsonl")

    def raise_flag(
        self,
        *,
        learner: str,
        assignment: str,
        activity: str,
        handed_in: str,
        words: str,
        note: str,
        by: str,
        now: datetime,
    ) -> Flag:
        """Keep one flag; on the disk when this returns. Raises CoprodError for a note too long."""
        note = _one_kind_of_line_end(note)
        if len(note) > LONGEST:
            raise CoprodError(f"A note has at most {LONGEST:,} characters.")
        flag = Flag(
            id=secrets.token_hex(4),
            at=stored(now),
            by=by,
            learner=learner,
            assignment=assignment,
            activity=activity,
            handed_in=handed_in,
            words=words,
            note=note,
        )
        record = {"event": "flagged", **{name: getattr(flag, name) for name in _FLAGGED}}
        self._lines.append({"schema": SCHEMA, **record})
        return flag

    def see(self, flag: str, by: str, now: datetime) -> None:
        """Write down that the named person has seen it.

        Raises CoprodError for no such flag, or when it is whoever raised it.
        """
        with self._lines.locked():
            _by_somebody_else(self._one(flag), by)
            self._write({"event": "seen", "flag": flag, "by": by, "at": stored(now)})

    def close(self, flag: str, done: str, by: str, now: datetime) -> None:
        """Write down what was done; a learner who has deleted everything is now forgotten here too.

        Raises CoprodError for no such flag, one that is closed, when nothing is said, or when
        nobody but who raised it has seen it.
        """
        done = _one_kind_of_line_end(done)
        if not done or len(done) > LONGEST:
            raise CoprodError(f"Say in 1 to {LONGEST:,} characters what was done.")
        with self._lines.locked():
            one = self._one(flag)
            if one.state == "closed":
                raise CoprodError("This flag is closed already.")
            if one.state == "waiting":
                _by_somebody_else(one, by)
            about = {"flag": flag, "done": done, "by": by, "at": stored(now)}
            self._write({"event": "closed", **about})
            self._take_out_what_is_to_be_forgotten()

    def all(self) -> tuple[Flag, ...]:
        """Every flag, oldest first. Raises NewerRecord."""
        return tuple(_fold(self._lines.records(), self._lines.path))

    def of(self, learner: str, assignment: str) -> tuple[Flag, ...]:
        """The flags of one learner's exercise, oldest first."""
        return tuple(
            one for one in self.all() if (one.learner, one.assignment) == (learner, assignment)
        )

    def forget(self, learner: str, now: datetime) -> int:
        """A learner deletes everything: how many flags went at once. Others go when closed."""
        mine = [one for one in self.all() if one.learner == learner]
        if not mine:
            return 0
        with self._lines.locked():
            for one in mine:
                self._write({"event": "to forget", "flag": one.id, "at": stored(now)})
            return self._take_out_what_is_to_be_forgotten()

    def _take_out_what_is_to_be_forgotten(self) -> int:
        """Each that is closed and whose learner is gone, also what was cut short earlier."""
        records = self._lines.records()
        asked = {one.get("flag") for one in records if one.get("event") == "to forget"}
        gone = {one.id for one in self.all() if one.state == "closed" and one.id in asked}
        if gone:
            self._lines.replace(
                one for one in records if not {one.get("id"), one.get("flag")} & gone
            )
        return len(gone)

    def _one(self, flag: str) -> Flag:
        found = next((one for one in self.all() if one.id == flag), None)
        if found is None:
            raise CoprodError("This flag was not found.", fix="Load the list of flags again.")
        return found

    def _write(self, record: dict[str, Any]) -> None:
        self._lines.write({"schema": SCHEMA, **record})


_FLAGGED = (
    "id", "at", "by", "learner", "assignment", "activity", "handed_in", "words", "note",
)  # fmt: skip


def _fold(records: Iterable[dict[str, Any]], path: Path) -> Iterable[Flag]:
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        refuse_newer(record, SCHEMA, "These flags were", path)
        event, about = record.get("event"), found.get(str(record.get("flag")))
        if event == "flagged":
            found[record["id"]] = {name: record[name] for name in _FLAGGED}
        elif event == "seen" and about is not None and "state" not in about:
            about |= {"state": "seen", "seen_at": record["at"], "seen_by": record["by"]}
        elif event == "closed" and about is not None:
            about |= {
                "state": "closed",
                "closed_at": record["at"],
                "closed_by": record["by"],
                "done": record["done"],
            }
    return (Flag(**one) for one in found.values())


def _by_somebody_else(one: Flag, by: str) -> None:
    """Nobody is the second pair of eyes on their own worry."""
    if by == one.by:
        raise CoprodError(SAME, fix=HOW)


def _one_kind_of_line_end(text: str) -> str:
    """As a browser counts it, which sends two signs for each."""
    return text.replace("\r\n", "\n").strip()
