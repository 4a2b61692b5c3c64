"""The ways out of any stage: pause, decline, withdraw, replace, and a stop for safety.

Withdrawing needs no reason and is never refused. Source: contribution-process.md, sections 3, 3a
and 8.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coprod_training.contributions.record import ENDED, Contribution, SafetyStop, Status
from coprod_training.contributions.shown_as import WORK
from coprod_training.contributions.stage_reasons import backwards, unsafe
from coprod_training.contributions.stages import Refused


def pause(c: Contribution, on: date) -> Contribution:
    """Hide it and keep its record: asked for, or nobody could be reached at `review_by`."""
    _not_ended(c)
    return c if c.status == "paused" else c.moved("paused", on, paused_from=c.status)


def resume(c: Contribution) -> Contribution:
    """Back to where it was. What was released comes back as passed: the gate decides again.

    The days of its stages stay as they were, so a time to decide does not begin anew.
    """
    if c.status != "paused" or c.paused_from is None:
        raise Refused(["It is not paused."])
    if c.safety is not None and not c.safety.settled:
        raise Refused(["It is stopped for somebody's safety until next steps are agreed."])
    back: Status = "passed" if c.paused_from == "released" else c.paused_from
    return replace(c, status=back, paused_from=None)


def decline(c: Contribution, on: date) -> Contribution:
    """The person would rather not take part. Needs no reason; pay already agreed is still paid.

    Only before there are words of theirs: a withdrawal deletes those, and this would leave them.
    """
    _not_ended(c)
    if "drafted" in c.reached:
        raise words_are_here(c.ref)
    return c.moved("declined", on, consents=c.consents.all_no(on), paused_from=None)


def words_are_here(ref: str) -> Refused:
    """What is said where somebody would decline, and words of theirs would stay."""
    return Refused(
        ["Their words are here already, and would stay. A withdrawal needs no reason either."],
        fix=f"Withdraw it, which deletes the words: coprod withdraw {ref}",
    )


def withdraw(c: Contribution, on: date, *, may_be_asked_again: bool = False) -> Contribution:
    """Stop using it, from any stage, without a reason. Payment stays as it was agreed.

    may_be_asked_again: only when the person says so. Withdrawing twice changes nothing.
    """
    if c.status == "withdrawn":
        return c
    return c.moved(
        "withdrawn",
        on,
        consents=c.consents.all_no(on),
        may_be_asked_again=may_be_asked_again,
        paused_from=None,
    )


def replaced(c: Contribution, others: Iterable[Contribution], on: date) -> Contribution:
    """Another contribution takes its place. It can still be withdrawn; no other step leads back.

    others: those that are not withdrawn by a link; one for the same place has to have passed.
    """
    _not_ended(c)
    reasons = [*unsafe(c), *backwards(c, on)]
    if c.kind in WORK:
        reasons.append(
            "A review, or teaching with us, stays credited beside another contribution. Nothing"
            " takes its place."
        )
    if not any(_has_passed(one, on) for one in others if one.slot == c.slot and one.ref != c.ref):
        reasons.append(
            "No other contribution to the same place has passed its review, so none takes the"
            " place of this one."
        )
    if reasons:
        raise Refused(reasons)
    return c.moved("replaced", on, paused_from=None)


def stop_for_safety(c: Contribution, on: date) -> Contribution:
    """A draft discloses risk, abuse or crime, or accuses somebody: everything stops here."""
    if c.status == "paused":
        return replace(c, safety=SafetyStop(raised_on=on))
    return replace(pause(c, on), safety=SafetyStop(raised_on=on))


def settle_safety(c: Contribution, lead_told_on: date, settled_on: date) -> Contribution:
    """The safeguarding lead knows, and next steps are agreed, with the person where that is safe.

    The record stays paused; `resume` or a withdrawal is a step of its own.
    """
    if c.safety is None:
        raise Refused(["It was not stopped for safety."])
    if not c.safety.raised_on <= lead_told_on <= settled_on:
        raise Refused(
            [
                "The safeguarding lead is told on or after the day of the stop, and before next"
                " steps are agreed."
            ]
        )
    return replace(c, safety=replace(c.safety, lead_told_on=lead_told_on, settled_on=settled_on))


def _has_passed(one: Contribution, on: date) -> bool:
    """Whether it had passed by that day, and still stands so: one that is due is asked again."""
    return one.status in ("passed", "released") and one.reached.get("passed", on) <= on


def _not_ended(c: Contribution) -> None:
    if c.status in ENDED:
        raise Refused([f"It is {c.status} already."])
