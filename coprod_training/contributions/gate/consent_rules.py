"""G02 and G03: what is shown was agreed to, and is shown only where that was agreed."""

from collections.abc import Iterable

from coprod_training.contributions.consent import Channel
from coprod_training.contributions.gate.case import Case, Reasons, about
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.shown_as import WRITTEN_WITH


def consent_is_given(case: Case) -> Reasons:
    """G02. A yes to its use and, where it says anything of health, a separate yes to that.

    Each is dated, has not ended, and was to the wording now in use. Parts of a lesson stand under
    its licence, so who wrote them with us has agreed to that as well.
    """
    found = []
    for one in case.shown:
        if why := one.consents.use.why_not(case.day, case.wording):
            found.append(about(one, f"its use: {why}."))
        asked = one.consents.special_category
        if one.says_about_health and (why := asked.why_not(case.day, case.wording)):
            found.append(about(one, f"what it says about health: {why}."))
        licence = one.consents.reuse_licence
        if one.kind in WRITTEN_WITH and (why := licence.why_not(case.day, case.wording)):
            found.append(about(one, f"the licence of the lesson that they wrote in: {why}."))
    return tuple(found)


def channels_for(one: Contribution, channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """The places that it needs a yes for where a build goes to these; "film" is one for a film."""
    return (*channels, "film") if one.kind == "film" else (*channels,)


def channels_are_agreed(case: Case) -> Reasons:
    """G03. Whatever stands in a build has its own yes for the place to which that build goes.

    A build leaves out what has none. That blocks only where the slot is required.
    """
    return tuple(
        about(one, f"{channel}: {why}.")
        for one in case.shown
        if one.ref in case.filled or one.slot in case.required
        for channel in channels_for(one, case.channels)
        if (why := one.consents.channel(channel).why_not(case.day, case.wording))
    )
