"""Where a contribution is, and what comes next, in words for the keeper."""

from collections.abc import Iterator, Mapping
from datetime import date

from coprod_training.contributions.record import Contribution, Status
from coprod_training.contributions.stages import waits_until

_NEXT: Mapping[Status, str] = {
    "open": "Next: invite the person.",
    "invited": "Next: their own answers to the terms (agree), or decline. No reply is never a yes.",
    "terms agreed": "Next: their draft, once everything was said in writing and pay was offered.",
    "drafted": "Next: show them the exact words, with every edit. Check in with them, too.",
    "edit shown": "Next: their own yes to exactly these words (approve). No reply is never a yes.",
    "approved by contributor": "Next: the review of the module.",
    "module review": "Next: pass, once the module's review has passed.",
    "passed": "Next: coprod release, once the gate passes.",
    "released": "Ask again by the day they agreed; they can change their mind on any day.",
    "review due": "Next: ask them again (renew).",
    "paused": "Hidden until it is resumed.",
    "declined": "Pay that was agreed is still paid.",
    "withdrawn": "Pay that was agreed is still paid. They are asked again only if they say so.",
    "replaced": "Another contribution has its place. It can still be withdrawn.",
}


def where_it_is(c: Contribution) -> Iterator[str]:
    """Its stage and day, what comes next, and from which day an answer counts."""
    since = _day(c.reached[c.status]) if c.status in c.reached else ""
    yield f"{c.ref}, {c.slot}: {c.status}{since}."
    if c.safety is not None and not c.safety.settled:
        yield "It is stopped for somebody's safety until next steps are agreed."
    yield _NEXT[c.status]
    if c.status == "invited":
        yield f"A yes to the terms counts from {waits_until(c, 'invited')}."
    elif c.status == "edit shown":
        yield f"An approval counts from {waits_until(c, 'edit shown')}."


def _day(on: date) -> str:
    return f", since {on}"
