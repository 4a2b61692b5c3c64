"""G02 and G03: what is shown was agreed to, and is shown only where that was agreed."""

from collections.abc import Iterable

from coprod_training.contributions.consent import Channel, Consent
from coprod_training.contributions.gate.case import Case, Reasons, about
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.shown_as import WRITTEN_WITH


def consent_is_given(case: Case) -> Reasons:
    """G02. A yes to its use and, where it says anything of health, a separate yes to that.

    Each is dated, has not ended, and was to the wording now in use. Parts of a lesson stand under
    its licence, so who wrote them with us has agreed to that as well.
    """
    return tuple(
        about(one, f"{what}: {why}.")
        for one in case.shown
        for what, answer in _answers_to_use(one).items()
        if (why := answer.why_not(case.day, case.wording))
    )


def answers_needed(one: Contribution, channels: Iterable[Channel]) -> dict[str, Consent]:
    """Every answer that has to be a yes before it is shown where a build goes to these; in words.

    What hides it, and says until when it is shown, goes by this as the two rules do.
    """
    return _answers_to_use(one) | _answers_to_places(one, channels)


def _answers_to_use(one: Contribution) -> dict[str, Consent]:
    answers = {"its use": one.consents.use}
    if one.says_about_health:
        answers["what it says about health"] = one.consents.special_category
    if one.kind in WRITTEN_WITH:
        licence = one.consents.reuse_licence
        answers["the reuse licence of the lesson that they wrote in"] = licence
    return answers


def _answers_to_places(one: Contribution, channels: Iterable[Channel]) -> dict[str, Consent]:
    places: tuple[Channel, ...] = (*channels, "film") if one.kind == "film" else (*channels,)
    return {place: one.consents.channel(place) for place in places}


def channels_are_agreed(case: Case) -> Reasons:
    """G03. Whatever stands in a build has its own yes for the place to which that build goes.

    A build leaves out what has none. That blocks only where the slot is required.
    """
    return tuple(
        about(one, f"{place}: {why}.")
        for one in case.shown
        if one.ref in case.filled or one.slot in case.required
        for place, answer in _answers_to_places(one, case.channels).items()
        if (why := answer.why_not(case.day, case.wording))
    )
