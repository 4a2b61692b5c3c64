"""The cell rule: how one true count is published, and what a published count can have been.

Source: point 3. Of all rules tried on a million small tables, this one leaves the fewest small
counts to be worked out.
"""

from coprod_training.disclosure.settings import Settings

HIDDEN = "c"
"""How a hidden count is written."""
PROTECTS = "So it is hard to tell what one person said, unless everybody in a group said the same."
"""What readers are told that the rules do. What they do not: docs/privacy.md."""


def published(count: int, settings: Settings) -> int | None:
    """A count as it is published: None, hidden, when it is small, and zero is small too."""
    return None if count < settings.smallest_count else rounded(count, settings)


def rounded(count: int, settings: Settings) -> int:
    """The nearest multiple of `round_to`: 5·⌊(n+2)/5⌋."""
    half = (settings.round_to - 1) // 2
    return (count + half) // settings.round_to * settings.round_to


def window(value: int | None, settings: Settings) -> tuple[int, int]:
    """The lowest and highest true count that are published as `value`; None is hidden."""
    if value is None:
        return 0, settings.smallest_count - 1
    half = (settings.round_to - 1) // 2
    lowest = value - half
    return max(lowest, settings.smallest_count), lowest + settings.round_to - 1
