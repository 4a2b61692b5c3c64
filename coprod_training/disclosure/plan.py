"""The plan: every question that may be published, and for which groups. Nothing else ever is.

Source: point 1; survey-instrument.md, P8. Settings and regions together are no kind of group, so no
plan can ask for them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from coprod_training.disclosure.derived import CHANGE, CHANGES
from coprod_training.disclosure.tables import Frame, Kind

FORMS = ("pre", "post")
"""The forms that a change is worked out from."""


@dataclass(frozen=True)
class Question:
    """One item in one form. phase: of the form, or "change" for the same people before and after.

    beside: for change, the looking-back item that has to be shown with it.
    """

    phase: str
    item: str
    options: tuple[str, ...]
    counted: tuple[bool, ...]
    kinds: frozenset[Kind]
    beside: str = ""

    @property
    def id(self) -> str:
        """How the ledger calls it."""
        return f"{self.phase}/{self.item}"

    def frame(self, settings: tuple[str, ...], regions: tuple[str, ...]) -> Frame:
        """The tables that it has."""
        return Frame(settings, regions, self.options, self.counted)


def refused(questions: Collection[Question], never: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each question that may not be in a plan, with why.

    never: items that tell about somebody's health or role, which are crossed with nothing (P8).
    """
    ids = [one.id for one in questions]
    for one in questions:
        if one.item in never:
            yield one.id, "This is about somebody's health. It is never published with anything."
        if ids.count(one.id) > 1:
            yield one.id, "This is in the plan twice."
        if one.phase == CHANGE and not one.beside:
            yield one.id, "Change is never shown without the looking-back question beside it."
        if one.phase == CHANGE and one.options != CHANGES:
            yield one.id, "Change is shown as improved, same and declined, and no other way."
        if one.phase == CHANGE and not {f"{form}/{one.item}" for form in FORMS} <= set(ids):
            yield (
                one.id,
                "Change is shown only where the answers before and after are shown as well.",
            )
        if "all" not in one.kinds:
            yield one.id, "Each question is published for everybody, or not at all."
