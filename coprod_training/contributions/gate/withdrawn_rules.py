"""G22: nothing of what was withdrawn is anywhere in what was built."""

from coprod_training.contributions.built_words import NOT_SEARCHED
from coprod_training.contributions.gate.case import Case, Reasons, about


def nothing_withdrawn_is_left(case: Case) -> Reasons:
    """G22. Neither a reference nor words of something withdrawn stand in the build.

    A build that nobody has searched is not one in which nothing was found. Words that were copied
    into a file of the course could never be withdrawn from it.
    """
    gone = case.withdrawn | {one.ref for one in case.contributions if one.status == "withdrawn"}
    found = [
        about(one, "it was withdrawn, and is in this build.")
        for one in case.contributions
        if one.ref in case.filled & gone
    ]
    known = {one.ref for one in case.contributions}
    if case.filled & gone - known:
        found.append("A contribution that was withdrawn is in this build.")
    if case.found is None:
        found.append("The build has not been searched for words that were withdrawn.")
    else:
        found += [
            one if one.endswith(NOT_SEARCHED) else f"{one}: words that were withdrawn are here."
            for one in case.found
        ]
    found += [
        f"{name}: words of a contributor are here, outside the place that they agreed to. Take"
        " them out: nothing could withdraw them from here."
        for name in case.copied
    ]
    return tuple(found)
