"""G01: the places that a release needs are filled."""

from coprod_training.contributions.gate.case import SETTLED, Case, Reasons


def required_slots_are_filled(case: Case) -> Reasons:
    """G01. Each required slot has a contribution that passed, and no part waits for one."""
    filled = {one.slot for one in case.contributions if one.status in SETTLED}
    waiting = [one.slot for one in case.places if one.required and one.slot not in filled]
    found = [f"{slot}: {_where(case, slot)}" for slot in waiting]
    found += [
        f'{place}: it still says "to be replaced with contributors".'
        for place in case.course.placeholders
    ]
    return tuple(found)


def _where(case: Case, slot: str) -> str:
    """How far a required slot is that has not passed."""
    here = [one.status for one in case.contributions if one.slot == slot]
    if set(here) <= {"open"}:
        return "it waits for a contributor, and nobody has been invited yet."
    return f"no contribution for it has passed; it is at: {', '.join(sorted(set(here)))}."
