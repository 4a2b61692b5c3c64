"""Which status the course had on the day of an answer.

Answers to a draft stay draft answers after the course is released. Answer lines do not say which
status the learner saw, so the store notes the day on which each status was first met.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from coprod_training.content.course import Status

_ORDER: tuple[Status, ...] = ("draft", "pilot", "released")


@dataclass(frozen=True, kw_only=True)
class StatusSeen:
    """The course was first met with this status on this day (YYYY-MM-DD, UTC)."""

    status: Status
    day: str

    def as_record(self) -> dict[str, Any]:
        """The note as plain data."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The note in a record. Raises KeyError when a part is missing."""
        return cls(status=record["status"], day=record["day"])


def status_of(
    day: str, seen: Iterable[StatusSeen], now: Status, *, unseen: Status = "released"
) -> Status:
    """The most careful status that an answer of this day (YYYY-MM-DD) can have had.

    seen: oldest first. Of the statuses that held in any part of the day, the next one that was
    noted, and the one that holds now, the least released counts: a draft answer must never pass
    for a released one. The next one may have begun some days before anybody met it.
    unseen: how careful to be with a day before every note.
    """
    notes = list(seen)
    before = [note.status for note in notes if note.day < day]
    same_day = [note.status for note in notes if note.day == day]
    after = [note.status for note in notes if note.day > day]
    untold = [] if before or same_day else [unseen]
    return min([now, *before[-1:], *same_day, *after[:1], *untold], key=_ORDER.index)
