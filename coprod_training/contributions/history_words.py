"""The sentences in which a history is told, for its pages and for the page inside the course."""

from collections.abc import Iterator, Mapping

from coprod_training.contributions.history import Answered, Credit, ModuleHistory, Share
from coprod_training.disclosure.settings import SPECIFICATION

NOBODY = "Nobody with lived experience has reviewed this module yet."
ASKED = "What contributors say of working with us"
ASKED_HOW = (
    "Each quarter everybody who contributed is asked the same questions, without a name. Numbers go"
    f" to the nearest {SPECIFICATION.round_to}, and a number below {SPECIFICATION.smallest_count}"
    " is not shown."
)
_ANSWERS = {"changed": "Changed.", "not changed": "Not changed."}


def in_numbers(one: ModuleHistory) -> Iterator[str]:
    """Who reviewed a module, and what came of their points."""
    if not one.reviewers and not one.points:
        yield NOBODY
    else:
        yield (
            f"Reviewers with lived experience: {one.reviewers}. Their points: {one.points}."
            f" Changed: {one.changed}. Not changed, with a reason: {one.not_changed}."
            f" Still open: {one.open_points}."
        )
    if one.rescoped:
        yield (
            "People with lived experience were asked what this module should be for, after we had"
            " written a draft (rescoped after a draft)."
        )


def we_did(point: Answered) -> str:
    """The author's answer, and the reason they gave."""
    return f"{_ANSWERS[point.answer]} {point.reason}".strip()


def reflection_lines(one: ModuleHistory) -> Iterator[str]:
    """What went well in the work on a module, and what did not, as two people wrote it."""
    for said in one.reflections:
        if said.well:
            yield f"What went well: {said.well}"
        if said.not_well:
            yield f"What did not go well: {said.not_well}"


def credit_line(one: Credit) -> str:
    """A credit as it was typed, and what it is for."""
    return f"{one.text} ({one.role})"


def perspective_lines(perspectives: Mapping[str, bool]) -> Iterator[str]:
    """For each, whether a reviewer speaks for it: yes or not yet, and no number."""
    for name, there in perspectives.items():
        yield f"A reviewer who passed a module speaks for {name}: {'yes' if there else 'not yet'}."


def share_line(one: Share) -> str:
    """A share: what is counted, and the two numbers; where there is nothing to count, none yet."""
    return f"{one.name}: {one.part} of {one.whole}." if one.whole else f"{one.name}: none yet."
