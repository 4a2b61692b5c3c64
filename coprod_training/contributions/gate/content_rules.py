"""G04 to G07: what is shown is what its contributor approved, credited as they wish."""

from coprod_training.contributions.gate.case import Case, Reasons, about
from coprod_training.contributions.gate.pointers import (
    holds_known,
    points_to_somebody,
    words_in,
)


def content_is_what_was_approved(case: Case) -> Reasons:
    """G04. The newest version is the approved one, and its bytes are still what they were."""
    found = []
    for one in case.shown:
        approved, held = one.edits.approved_hash, case.held.get(one.ref)
        if approved is None or one.edits.approved_at is None:
            found.append(about(one, "its contributor has not approved any content."))
        elif held is None or not held.approved_is_there:
            found.append(about(one, "what its contributor approved is not in the content store."))
        elif not held.text:
            found.append(about(one, "it is a recording, and pages can only show words so far."))
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
        if held is not None and one.attribution.how == "anonymous":
            plain, known = case.course.plain, held.known
            found += [
                about(one, f"it has no name on it, and {what}.")
                for what in points_to_somebody(held.text, plain, known)
            ]
            found += [
                about(one, f"it has no name on it, and its file carries {what}.")
                for what in held.traces
            ]
        elif held is not None and one.attribution.how != "named":
            chosen = frozenset(words_in(one.attribution.display_text))
            found += [
                about(one, f"it does not have their real name on it, and {what}.")
                for what in holds_known(held.text, held.known - chosen)
            ]
    return tuple(found)


def own_voice_is_understood(case: Case) -> Reasons:
    """G06. No name with one's own voice or face only after the person confirmed the risk."""
    return tuple(
        about(one, why)
        for one in case.shown
        if one.attribution is not None and (why := one.attribution.recognised)
    )


def other_people_are_safe(case: Case) -> Reasons:
    """G07. It speaks of nobody else, or that was taken out, or they agreed for themselves."""
    return tuple(
        about(one, "nobody has checked whether it speaks of other people.")
        for one in case.shown
        if one.third_parties == "not checked"
    )
