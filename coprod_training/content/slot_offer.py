"""What has to be known of a contributor's place before anybody is asked to fill it.

An empty field is not "anything goes": it says that nobody has decided yet, and it is named as that.
Source: contribution-process.md, section 4 (setting, pay offered, support offered).
"""

from collections.abc import Mapping, Set
from typing import Literal, get_args

from coprod_training.content.slot import Slot

Part = Literal["settings", "pay", "support"]
PARTS: tuple[Part, ...] = get_args(Part)

ANY = "any"
"""In `settings`: it is decided, and whoever knows any of the course's settings may be asked."""

LABELS: Mapping[Part, str] = {
    "settings": "Whom we ask",
    "pay": "What we pay",
    "support": "Who supports you",
}
STILL_OPEN = "Still to be decided. Ask us before you say yes."


def undecided(slot: Slot, on_record: Set[Part] = frozenset()) -> tuple[Part, ...]:
    """What nobody has decided of this place. on_record: what the register has of who is asked."""
    return tuple(part for part in PARTS if part not in on_record and not _is_decided(slot, part))


def offer_of(slot: Slot, settings: Mapping[str, str]) -> Mapping[Part, str]:
    """What is said of each part to whoever is asked; `STILL_OPEN` where nobody has decided.

    settings: the names of the course's settings, by id.
    """
    names = names_of(slot, settings)
    said = {
        "settings": f"People who know this sort of service: {', '.join(names)}." if names else "",
        "pay": slot.pay.strip(),
        "support": slot.support.strip(),
    }
    return {part: said[part] if _is_decided(slot, part) else STILL_OPEN for part in PARTS}


def names_of(slot: Slot, settings: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the settings that are asked for; none where nobody has decided."""
    if ANY in slot.settings:
        return (f"any of {', '.join(settings.values())}",)
    return tuple(settings[one] for one in slot.settings)


def _is_decided(slot: Slot, part: Part) -> bool:
    """A text in square brackets is a gap, as everywhere in the course's files."""
    if part == "settings":
        return bool(slot.settings)
    text = (slot.pay if part == "pay" else slot.support).strip()
    return bool(text) and not text.startswith("[")
