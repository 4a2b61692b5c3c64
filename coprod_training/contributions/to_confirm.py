"""Deletions that their person has not been told of yet, in writing and within a month.

Only references and days: the record itself is gone, and who it was stays just until it is
confirmed. Source: contribution-process.md, section 8, "Delete my data".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coprod_training.contributions.months import months_after
from coprod_training.contributions.requests import MONTHS_TO_DELETE
from coprod_training.private_lines import PrivateLines

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class ToConfirm:
    """One deletion. ref: what was deleted. person: whom to tell. asked_on: when they asked."""

    ref: str
    person: str
    asked_on: date

    @property
    def due(self) -> date:
        """The last day to confirm it."""
        return months_after(self.asked_on, MONTHS_TO_DELETE)


class Confirmations:
    """The list of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open nothing yet."""
        self._lines = PrivateLines(private / "register" / "to-confirm.jsonl")

    def waiting(self) -> tuple[ToConfirm, ...]:
        """Those that are still to be confirmed, oldest first."""
        return tuple(
            ToConfirm(
                ref=one["ref"],
                person=one["person"],
                asked_on=date.fromisoformat(one["asked_on"]),
            )
            for one in self._lines.records()
        )

    def note(self, one: ToConfirm) -> None:
        """Put one on the list. One that is there already stays as it is."""
        with self._lines.locked():
            if all(known["ref"] != one.ref for known in self._lines.records()):
                asked = one.asked_on.isoformat()
                line = {"ref": one.ref, "person": one.person, "asked_on": asked}
                self._lines.write({"schema": SCHEMA, **line})

    def done(self, ref: str) -> None:
        """Take one off the list."""
        with self._lines.locked():
            rest = [one for one in self._lines.records() if one["ref"] != ref]
            self._lines.replace(rest)


def waiting_lines(waiting: tuple[ToConfirm, ...]) -> Iterator[str]:
    """What is still to be confirmed, and by when, in words."""
    for one in waiting:
        yield f"{one.ref}: deleted. Confirm it to {one.person} in writing by {one.due}, then type:"
        yield f"  coprod contribution confirmed {one.ref}"
