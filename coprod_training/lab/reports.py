"""What learners told the course is not right, and what staff wrote back.

Append-only lines in `private/feedback/reports.jsonl`, for its owner only. A learner who deletes
everything takes their own reports, and the replies to them, out of the file.
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from coprod_training.errors import CoprodError, refuse_newer
from coprod_training.private_lines import PrivateLines
from coprod_training.stored_time import stored_exactly

SCHEMA = 1
PLACE = ("feedback", "reports.jsonl")
"""In a private folder."""
LONGEST = 2000  # characters of a report or a reply
LONGEST_PLACE = 300  # characters of a page's or section's name
_ID = re.compile("[0-9a-f]{12}")
_HALF = re.compile("[\ud800-\udfff]")  # of a sign that was cut in two; no file can hold it
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
    if _HALF.search(words):
        return "One sign of this cannot be kept. Write it anew, then send it."
    return None


class ReportBook:
    """The reports of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open the book; nothing is made until something is written."""
        self.path = private.joinpath(*PLACE)
        self._lines = PrivateLines(self.path)

    def add(
        self, learner: str, page: str, section: str, words: str, now: datetime, sent_as: str = ""
    ) -> Report:
        """Keep one report; on the disk when this returns.

        sent_as: the id that a page gave it. The same learner's same words that were sent with it
        before are given back, and nothing is written. Raises CoprodError (`problem_with`) and
        NewerRecord.
        """
        problem = problem_with(words)
        if problem:
            raise CoprodError(problem)
        with self._lines.locked():
            kept = next((one for one in self.all() if one.id == sent_as), None)
            if kept and (kept.learner, kept.words) == (learner, words.strip()):
                return kept
            free = _ID.fullmatch(sent_as) and not kept
            report = Report(
                id=sent_as if free else secrets.token_hex(6),
                learner=learner,
                page=_HALF.sub("", page[:LONGEST_PLACE]),
                section=_HALF.sub("", section[:LONGEST_PLACE]),
                words=words.strip(),
                at=stored_exactly(now),
            )
            told = {name: getattr(report, name) for name in _TOLD}
            self._lines.write({"schema": SCHEMA, "kind": "report", **told})
        return report

    def answer(self, report: str, status: Status, words: str, now: datetime) -> None:
        """Keep staff's answer to one report. Raises CoprodError when there is no such report."""
        at = stored_exactly(now)
        said = {"kind": "reply", "report": report, "status": status, "words": words, "at": at}
        # Its learner may delete it at this moment: a reply to it would outlive it.
        with self._lines.locked():
            if all(one.id != report for one in self.all()):
                raise CoprodError(
                    f'There is no report with the id "{report}".',
                    where=str(self.path),
                    fix="See them all with: coprod inbox",
                )
            self._lines.write({"schema": SCHEMA, **said})

    def all(self) -> tuple[Report, ...]:
        """Every report, oldest first, each with its newest answer. Raises NewerRecord."""
        return tuple(reports_in(self._lines.records(), self.path))

    def of(self, learner: str) -> tuple[Report, ...]:
        """The reports of one learner, newest first."""
        return tuple(reversed([one for one in self.all() if one.learner == learner]))

    def erase(self, learner: str) -> int:
        """Take a learner's reports and the replies to them out; the count of reports."""
        if not self.path.exists():
            return 0
        with self._lines.locked():
            gone = {one.id for one in self.of(learner)}
            self._lines.replace(
                record
                for record in self._lines.records()
                if record.get("id") not in gone and record.get("report") not in gone
            )
        return len(gone)


_TOLD = ("id", "learner", "page", "section", "words", "at")


def reports_in(records: Iterable[dict[str, Any]], path: Path) -> Iterator[Report]:
    """Every report in the records of a book. path: where they are, for NewerRecord."""
    told: dict[str, dict[str, Any]] = {}
    for record in records:
        refuse_newer(record, SCHEMA, "These reports were", path)
        if record.get("kind") == "report":
            told[record["id"]] = {name: record[name] for name in _TOLD}
        elif record.get("kind") == "reply" and record.get("report") in told:
            told[record["report"]] |= {"status": record["status"], "reply": record["words"]}
    return (Report(**one) for one in told.values())
