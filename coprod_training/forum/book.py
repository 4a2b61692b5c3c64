"""Keeps what people asked us to keep for the forum, in `private/forum/interest.jsonl`.

One record for each person. A change takes the place of what was there, and what somebody deletes
is gone from the file: nothing here is a history. No answer, mark or survey row is ever beside it.
"""

from datetime import date
from pathlib import Path
from typing import Any

from coprod_training.errors import NewerRecord
from coprod_training.forum.interest import Interest, as_plain
from coprod_training.private_lines import PrivateLines

SCHEMA = 1


class ForumBook:
    """The forum's list in one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open the book; nothing is made until something is kept."""
        self.path = private / "forum" / "interest.jsonl"
        self._lines = PrivateLines(self.path)

    def keep(self, learner: str, interest: Interest) -> None:
        """Keep this in the place of what the person said before; on the disk when it returns."""
        record = {"schema": SCHEMA, "learner": learner, **as_plain(interest)}
        with self._lines.locked():
            self._lines.replace([*self._others(learner), record])

    def of(self, learner: str) -> Interest | None:
        """What one person asked us to keep, or None. Raises NewerRecord."""
        return next((_read(one) for one in self._records() if one["learner"] == learner), None)

    def all(self) -> tuple[Interest, ...]:
        """Everybody's, by the day of their yes, without their sign-in names. Raises NewerRecord."""
        return tuple(sorted(map(_read, self._records()), key=lambda one: one.agreed_on))

    def erase(self, learner: str) -> int:
        """Take a person out; the count of records. Raises NewerRecord."""
        if not self.path.exists():
            return 0
        with self._lines.locked():
            before, others = self._records(), self._others(learner)
            self._lines.replace(others)
        return len(before) - len(others)

    def _others(self, learner: str) -> list[dict[str, Any]]:
        return [one for one in self._records() if one["learner"] != learner]

    def _records(self) -> tuple[dict[str, Any], ...]:
        records = self._lines.records()
        if any(one.get("schema", 0) > SCHEMA for one in records):
            raise NewerRecord(
                "The forum's list was written by a newer version of this course.",
                where=str(self.path),
                fix="Install the newer version. Nothing has been changed.",
            )
        return records


def _read(record: dict[str, Any]) -> Interest:
    return Interest(
        name=record["name"],
        contact=record["contact"],
        joining_as=tuple(record["joining_as"]),
        setting=record["setting"],
        region=record["region"],
        easier=record["easier"],
        agreed_on=date.fromisoformat(record["agreed_on"]),
    )
