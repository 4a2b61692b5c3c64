"""What learners told the course is not right, and what staff wrote back.

Append-only lines in `private/feedback/reports.jsonl`, for its owner only. A learner who deletes
everything takes their own reports, and the replies to them, out of the file.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from coprod_training import jsonl
from coprod_training.errors import CoprodError, NewerRecord
from coprod_training.lab.dates import iso

SCHEMA = 1
LONGEST = 2000  # characters of a report or a reply
LONGEST_PLACE = 300  # characters of a page's or section's name
Status = Literal["sent", "looking", "changed", "not-changed"]
STATUS_WORDS: dict[Status, str] = {
    "sent": "Sent",
    "looking": "Being looked at",
    "changed": "Changed",
    "not-changed": "Not changed",
}


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report with the newest status and reply. at: UTC, ISO 8601, ends in Z."""

    id: str
    learner: str
    page: str
    section: str
    words: str
    at: str
    status: Status = "sent"
    reply: str = ""


def problem_with(words: object) -> str | None:
    """Why this cannot be sent, as a sentence for the learner; None when it can."""
    if not isinstance(words, str) or not words.strip():
        return "Write what is not right, then send it."
    if len(words.strip()) > LONGEST:
        return f"This is longer than {LONGEST:,} characters. Make it shorter, then send it."
    return None


class ReportBook:
    """The reports of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open the book; nothing is made until something is written."""
        self.path = private / "feedback" / "reports.jsonl"

    def add(self, learner: str, page: str, section: str, words: str, now: datetime) -> Report:
        """Keep one report; on the disk when this returns. Raises CoprodError (`problem_with`)."""
        problem = problem_with(words)
        if problem:
            raise CoprodError(problem)
        report = Report(
            id=secrets.token_hex(6),
            learner=learner,
            page=page[:LONGEST_PLACE],
            section=section[:LONGEST_PLACE],
            words=words.strip(),
            at=iso(now),
        )
        told = {name: getattr(report, name) for name in _TOLD}
        self._append({"kind": "report", **told})
        return report

    def answer(self, report: str, status: Status, words: str, now: datetime) -> None:
        """Keep staff's answer to one report. Raises CoprodError when there is no such report."""
        if all(one.id != report for one in self.all()):
            raise CoprodError(
                f'There is no report with the id "{report}".',
                fix="See them all with: coprod inbox",
            )
        self._append(
            {"kind": "reply", "report": report, "status": status, "words": words, "at": iso(now)}
        )

    def all(self) -> tuple[Report, ...]:
        """Every report, oldest first, each with its newest answer. Raises NewerRecord."""
        return tuple(_fold(jsonl.read(self.path).records, self.path))

    def of(self, learner: str) -> tuple[Report, ...]:
        """The reports of one learner, newest first."""
        return tuple(reversed([one for one in self.all() if one.learner == learner]))

    def erase(self, learner: str) -> int:
        """Take a learner's reports and the replies to them out; the count of reports."""
        if not self.path.exists():
            return 0
        with self._locked():
            gone = {one.id for one in self.of(learner)}
            kept = [
                record
                for record in jsonl.read(self.path).records
                if record.get("id") not in gone and record.get("report") not in gone
            ]
            fresh = self._private_file(".reports.new")
            with fresh.open("wb") as file:
                for record in kept:
                    file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        return len(gone)

    def _append(self, record: dict[str, Any]) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._private_file(self.path.name)
        with self._locked(), jsonl.locked_for_append(self.path) as file:
            jsonl.append(file, {"schema": SCHEMA, **record})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Nobody else writes meanwhile. A file of its own: erasing puts a new file in place."""
        with self._private_file(".lock").open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _private_file(self, name: str) -> Path:
        path = self.path.with_name(name)
        path.touch(mode=0o600)
        return path


_TOLD = ("id", "learner", "page", "section", "words", "at")


def _fold(records: Iterable[dict[str, Any]], path: Path) -> Iterator[Report]:
    told: dict[str, dict[str, Any]] = {}
    for record in records:
        if record.get("schema", 0) > SCHEMA:
            raise NewerRecord(
                "These reports were written by a newer version of this course.",
                where=str(path),
                fix="Install the newer version. Nothing has been changed.",
            )
        if record.get("kind") == "report":
            told[record["id"]] = {name: record[name] for name in _TOLD}
        elif record.get("kind") == "reply" and record.get("report") in told:
            told[record["report"]] |= {"status": record["status"], "reply": record["words"]}
    return (Report(**one) for one in told.values())
