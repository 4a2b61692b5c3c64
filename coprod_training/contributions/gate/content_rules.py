"""G04 to G07: what is shown is what its contributor approved, credited as they wish."""

from coprod_training.contributions.gate.case import Case, Held, Reasons, about
from coprod_training.contributions.gate.pointers import (
    holds_known,
    points_to_somebody,
    words_in,
)
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.shown_as import WRITTEN_WITH, is_recording


def content_is_what_was_approved(case: Case) -> Reasons:
    """G04. The newest version is the approved one, and its bytes are still what they were."""
    found = []
    for one in case.shown:
        approved, held = one.edits.approved_hash, case.held.get(one.ref)
        if approved is None or one.edits.approved_at is None:
            found.append(about(one, "its contributor has not approved any content."))
        elif held is None or not held.approved_is_there:
            found.append(about(one, "what its contributor approved is not in the content store."))
        elif held.lacks:
            found.append(about(one, held.lacks))
        elif not held.text.strip():
            found.append(about(one, "there are no words in it."))
        elif held.newest_hash != approved:
            found.append(about(one, "the content changed after its contributor approved it."))
    return tuple(found)


def credit_is_as_typed(case: Case) -> Reasons:
    """G05. The credit is the contributor's own, and what has no name points to nobody."""
    found = []
    for one in case.shown:
        if one.attribution is None:
            found.append(about(one, "its contributor has not chosen a credit."))
            continue
        if one.attribution.unfit:
            found.append(about(one, one.attribution.unfit))
        held = case.held.get(one.ref)
        if held is not None and held.credit != one.attribution.display_text:
            found.append(about(one, "the credit that is shown is not what they typed."))
        if held is not None:
            found += [about(one, why) for why in gives_away(one, held, case.course.plain)]
    return tuple(found)


def gives_away(one: Contribution, held: Held, plain: frozenset[str]) -> Reasons:
    """What could show who wrote it, where they want no name or another; in words, without theirs.

    plain: words with a capital that point to nobody.
    """
    if one.attribution is None or one.attribution.how == "named":
        return ()
    if one.attribution.how == "anonymous":
        words = (f"it has no name on it, and {what}." for what in _pointers(one, held, plain))
        file = (f"it has no name on it, and its file carries {what}." for what in held.traces)
        return (*words, *file)
    chosen = frozenset(words_in(one.attribution.display_text))
    return tuple(
        f"it does not have their real name on it, and {what}."
        for what in holds_known(held.text, held.known - chosen)
    )


def _pointers(one: Contribution, held: Held, plain: frozenset[str]) -> Reasons:
    """A lesson is full of names that were made up: of it only what we know of the person counts."""
    if one.kind in WRITTEN_WITH:
        return holds_known(held.text, held.known)
    return points_to_somebody(held.text, plain, held.known)


def own_voice_is_understood(case: Case) -> Reasons:
    """G06. No name with one's own voice or face only after the person confirmed the risk.

    Of a recording it is on record whose voice or face it is.
    """
    found = []
    for one in case.shown:
        if one.attribution is None:
            continue
        if why := one.attribution.recognised:
            found.append(about(one, why))
        if is_recording(one.kind) and one.attribution.voice_or_face == "none":
            found.append(about(one, "nobody said whose voice or face is in the recording."))
    return tuple(found)


def other_people_are_safe(case: Case) -> Reasons:
    """G07. It speaks of nobody else, or that was taken out, or they agreed for themselves."""
    return tuple(
        about(one, "nobody has checked whether it speaks of other people.")
        for one in case.shown
        if one.third_parties == "not checked"
    )
