"""What a contribution is, once it stands in its place: words, a recording, a part, or work.

Source: docs/decisions/0031, features.md A3.
"""

from typing import TypeGuard

from coprod_training.contributions.record import Contribution, Kind
from coprod_training.contributions.recording_types import Recorded

WRITTEN_WITH: frozenset[Kind] = frozenset({"scenario", "co-author"})
"""They wrote parts of the lesson with us, which stand there under its licence."""

WORK: frozenset[Kind] = frozenset({"review", "co-teach"})
"""They leave no words of their own in the lesson, and are credited with a line on what they did."""


def is_recording(kind: Kind) -> TypeGuard[Recorded]:
    """Whether it is sound or film."""
    return kind in ("audio", "film")


def label_of(one: Contribution) -> str:
    """What stands above it."""
    if one.kind in WRITTEN_WITH:
        return "Written with contributors"
    if one.kind == "co-teach" or one.given == "co-teaching":
        return "Taught with a contributor"
    if one.kind == "review":
        return {
            "test": "Tried by a contributor",
            "decision": "Decided with a contributor",
        }.get(one.given, "Reviewed by a contributor")
    if is_recording(one.kind):
        own = one.attribution is None or one.attribution.voice_or_face != "somebody else's"
        if not own:
            return "A contributor’s own words, said by somebody else"
        return "In a contributor’s own voice" if one.kind == "audio" else "A contributor on film"
    return "In a contributor’s own words"
