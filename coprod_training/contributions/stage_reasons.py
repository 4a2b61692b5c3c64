"""Why a step of one contribution is refused, in words that say what to do. Pure.

Source: contribution-process.md, sections 3 and 3a.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from coprod_training.contributions.record import SAYINGS, Contribution, Status

WAIT_DAYS = 7
"""Between invitation and agreement, and between showing an edit and its approval. Section 3."""

Reply = Literal["yes", "no", "talk first", "no reply"]

_AFTER: dict[Status, frozenset[Status]] = {
    "invited": frozenset({"open"}),
    "terms agreed": frozenset({"invited"}),
    "drafted": frozenset({"terms agreed", "drafted", "edit shown"}),
    "edit shown": frozenset(
        {
            "drafted",
            "edit shown",
            "approved by contributor",
            "module review",
            "passed",
            "released",
            "review due",
        }
    ),
    "approved by contributor": frozenset({"edit shown"}),
    "module review": frozenset({"approved by contributor", "module review", "review due"}),
    "passed": frozenset({"module review"}),
    "released": frozenset({"passed"}),
    "review due": frozenset({"passed", "released"}),
}


_IN_ORDER: tuple[Status, ...] = ("open", *_AFTER)


def waits_until(c: Contribution, status: Literal["invited", "edit shown"]) -> date | None:
    """The first day on which the contributor's yes counts; None before that stage."""
    begun = c.reached.get(status)
    wait = "agreement" if status == "invited" else "approval"
    if begun is None or wait in c.edits.faster:
        return begun
    return begun + timedelta(days=WAIT_DAYS)


def out_of_place(c: Contribution, to: Status) -> list[str]:
    """Why it cannot come to a stage from where it is."""
    if c.status in _AFTER[to]:
        return []
    if c.status == to:
        return [f'It is at "{to}" already.']
    before = [f'"{one}"' for one in _IN_ORDER if one in _AFTER[to]]
    return [f'It is at "{c.status}". This step comes after {" or ".join(before)}.']


def unsafe(c: Contribution) -> list[str]:
    """Whether it is stopped for somebody's safety."""
    if c.safety is None or c.safety.settled:
        return []
    return ["It is stopped for somebody's safety until next steps are agreed."]


def backwards(c: Contribution, on: date) -> list[str]:
    """Whether a step would be dated before the one before it."""
    latest = max(c.reached.values(), default=on)
    return [f"The day {on} is before {latest}, when it reached this stage."] if on < latest else []


def no_yes(reply: Reply) -> list[str]:
    """What was answered, where that is not a yes."""
    return {
        "yes": [],
        "no": ["They said no. Nothing is agreed."],
        "talk first": [
            "They want to talk about it first. Nothing is agreed. Read what they wrote, call them,"
            " then send it again."
        ],
        "no reply": ["They have not decided. No reply is never a yes. Ask if they meant to."],
    }[reply]


def too_soon(
    c: Contribution,
    since: Literal["invited", "edit shown"],
    wait: Literal["agreement", "approval"],
    on: date,
) -> list[str]:
    """Whether the days to decide are not over."""
    until = waits_until(c, since)
    if until is None or on >= until:
        return []
    return [f"There are {WAIT_DAYS} days to decide: the {wait} counts from {until}."]


def unsaid(c: Contribution, on: date, only: Iterable[str] = SAYINGS) -> list[str]:
    """What the person has not been told in writing by that day."""
    said = {saying for saying, day in c.said_in_writing.items() if day <= on}
    missing = [saying for saying in SAYINGS if saying in set(only) - said]
    told = "Tell them, then write it down: said_in_writing, in a note."
    return [f"The person has not been told in writing: {saying}. {told}" for saying in missing]
