"""What one contribution still takes, by the stage it is at."""

from dataclasses import dataclass
from datetime import date

from coprod_training.contributions.gate.care_rules import check_in_is_open
from coprod_training.contributions.record import Contribution, Status
from coprod_training.contributions.shown_as import is_recording

_BEFORE_TERMS: frozenset[Status] = frozenset({"open", "invited"})
_BEFORE_DRAFT: frozenset[Status] = _BEFORE_TERMS | {"terms agreed"}
_BEFORE_YES: frozenset[Status] = _BEFORE_DRAFT | {"drafted", "edit shown"}


@dataclass(frozen=True, kw_only=True)
class Left:
    """Which parts are to come. transcript: of a recording, by your own staff."""

    start: bool = False
    write: bool = False
    approve: bool = False
    check_in: bool = False
    renew: bool = False
    transcript: bool = False


def full() -> Left:
    """Of somebody whom nobody has asked yet; whether they will speak or write is not known."""
    return Left(start=True, write=True, approve=True, check_in=True)


def left_of(c: Contribution, day: date, wording: str) -> Left:
    """What is left on that day. wording: the version of the terms in use.

    What is paused counts from where it stopped.
    """
    status = c.paused_from if c.status == "paused" and c.paused_from else c.status
    before_yes = status in _BEFORE_YES
    over = c.review_by is not None and c.review_by <= day
    asked = not before_yes and (over or c.consents.use.why_not(day, wording) is not None)
    return Left(
        start=status in _BEFORE_TERMS,
        write=status in _BEFORE_DRAFT,
        approve=before_yes,
        check_in=check_in_is_open(c, day),
        renew=status == "review due" or asked,
        transcript=before_yes and is_recording(c.kind),
    )
