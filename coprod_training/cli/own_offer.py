"""What one person is offered for a place, as far as the place and the register say it.

It fills their terms and their pack, so that nobody types twice what is on record; what a file of
details says comes before both. What is nowhere stays a gap, and is named as one.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coprod_training.content.slot import Slot
from coprod_training.content.slot_offer import Part, undecided
from coprod_training.contributions.record import (
    ENDED,
    BenefitsAdvice,
    Contribution,
    Payment,
    Support,
)

PARTS_IN_WORDS: Mapping[Part, str] = {
    "settings": "which services they should know (settings)",
    "pay": "what is paid (pay)",
    "support": "who supports them (support)",
}


def offered(slot: Slot, record: Mapping[str, Any]) -> dict[str, str]:
    """By the names of `pack_opening.places`. record: what a key opens of the contribution."""
    open_yet = undecided(slot)
    parts = {"payment": ("pay", slot.pay), "support": ("support", slot.support)}
    found = {name: text for name, (part, text) in parts.items() if part not in open_yet}
    return found | _on_record(record)


def decided_by(contributions: Iterable[Contribution], slot: str) -> frozenset[Part]:
    """What the register has of a place: of whoever is asked for it, or has filled it."""
    here = [one for one in contributions if one.slot == slot and one.status not in ENDED]
    found: dict[Part, bool] = {
        "settings": any(one.settings for one in here),
        "pay": any(one.payment.offered for one in here),
        "support": any(one.support.contact.strip() for one in here),
    }
    return frozenset(part for part, there in found.items() if there)


def still_open(slot: Slot, contributions: Iterable[Contribution]) -> Iterator[str]:
    """What is to be decided before a person can agree, for whoever enters that they are asked."""
    left = undecided(slot, decided_by(contributions, slot.id))
    if left:
        said = ", ".join(PARTS_IN_WORDS[one] for one in left)
        yield f"Still to be decided for {slot.id}: {said}. People have to know before they agree."


def _on_record(record: Mapping[str, Any]) -> dict[str, str]:
    payment: Payment = record.get("payment", Payment())
    advice: BenefitsAdvice = record.get("benefits_advice", BenefitsAdvice())
    support: Support = record.get("support", Support())
    found = {"adviser": advice.source.strip(), "support": _supports(support)}
    if payment.amount is not None and payment.what_for.strip():
        pounds = f"£{payment.amount / 100:,.2f}"
        what_for = payment.what_for.strip().rstrip(".")
        # The register does not know on which day money comes: a file of details says it.
        found["payment"] = f"{pounds}, for {what_for}"
    return {name: text for name, text in found.items() if text}


def _supports(one: Support) -> str:
    if not one.contact.strip():
        return ""
    when = {"Before": one.before, "During": one.during, "After": one.after}
    more = [f"{name}: {text.strip().rstrip('.')}" for name, text in when.items() if text.strip()]
    return ". ".join([one.contact.strip().rstrip("."), *more])
