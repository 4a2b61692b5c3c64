"""Where a contribution is, and what comes next, in words for the keeper."""

from collections.abc import Iterator, Mapping
from datetime import date

from coprod_training.contributions.record import Contribution, Status
from coprod_training.contributions.stage_reasons import waits_until

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
    "paused": "Left out of every copy made from now on, until it is resumed.",
    "declined": "Pay that was agreed is still paid.",
    "withdrawn": "Pay that was agreed is still paid. They are asked again only if they say so.",
    "replaced": "Another contribution has taken its place. It can still be withdrawn.",
}


def where_it_is(c: Contribution) -> Iterator[str]:
    """Its stage and day, what comes next, and from which day an answer counts."""
    since = _day(c.reached[c.status]) if c.status in c.reached else ""
    yield f"{c.ref}, {c.slot}: {c.status}{since}."
    if c.safety is not None and not c.safety.settled:
        yield "Stopped for somebody's safety. Tell the safeguarding lead today: their name is in"
        yield "this person's terms. If somebody is in danger now, call 999. Then:"
        yield f"coprod contribution settle {c.ref} --told DAY"
    yield _NEXT[c.status]
    if c.status == "invited":
        yield f"A yes to the terms counts from {waits_until(c, 'invited')}."
    elif c.status == "edit shown":
        yield f"An approval counts from {waits_until(c, 'edit shown')}."


def _day(on: date) -> str:
    return f", since {on}"
