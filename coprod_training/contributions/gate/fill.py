"""Which contribution a build may show in which slot: only one that every rule about it allows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from coprod_training.contributions.gate import RULES
from coprod_training.contributions.gate.case import SHOWN, SHOWN_TO_TESTERS, Case, State
from coprod_training.contributions.gate.consent_rules import answers_needed
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.shown_as import WORK

TO_SHOW = ("G02", "G03", "G04", "G05", "G06", "G07", "G11", "G17")
"""The rules that one contribution has to pass by itself, in every state, an open draft too."""


def what_fills(case: Case, state: State) -> Mapping[str, str]:
    """The reference of what stands in each slot; a slot without one shows that it waits.

    state: a pilot, for named testers, also shows what its contributor has approved and the
    module's review has not passed yet.
    """
    allowed = SHOWN_TO_TESTERS if state == "pilot" else SHOWN
    slots = {one.slot for one in case.places}
    return {
        one.slot: one.ref
        for one in case.contributions
        if one.slot in slots
        and one.status in allowed
        and one.ref not in case.withdrawn
        and not why_left_out(case, one)
    }


def credited_work(case: Case) -> tuple[Contribution, ...]:
    """Work that passed, and whose place shows another's: several may review one module."""
    return tuple(
        one
        for one in case.contributions
        if one.kind in WORK
        and one.status in SHOWN
        and one.ref not in case.filled | case.withdrawn
        and not why_left_out(case, one)
    )


def why_left_out(case: Case, one: Contribution) -> tuple[str, ...]:
    """Every reason why a build leaves this contribution out, in words; empty when it need not."""
    alone = replace(case, contributions=(one,), filled=frozenset({one.ref}), review=None)
    return tuple(reason for rule in TO_SHOW for reason in RULES[rule](alone))


def shown_until(case: Case, one: Contribution) -> date | None:
    """The first day on which this build may not show it any more; None where nothing says when.

    That is the day of asking again, or the day after the first of the answers it needs has ended.
    """
    answers = answers_needed(one, case.channels).values()
    ends = [answer.until + timedelta(days=1) for answer in answers if answer.until]
    return min([*ends, *([one.review_by] if one.review_by else [])], default=None)
