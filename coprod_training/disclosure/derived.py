"""What is worked out from published counts, and from nothing else.

Source: point 4. A mean or an exact share with a known number of answers gives away the answer of
one who joined. So these functions take published figures only; true counts have another type.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a learner's process works out shares as well, and loads no numpy for it
    from coprod_training.disclosure.protect import ProtectedTable


def shares(table: "ProtectedTable", counted: Sequence[bool]) -> tuple[int | None, ...]:
    """Of each answer, its published count in a hundred of the published base; whole numbers.

    None for a hidden count, and for an answer that shares leave out. They need not add up to 100.
    """
    base = table.base
    return tuple(
        None if base is None or count is None or not does else share(count, base)
        for count, does in zip(table.counts, counted, strict=True)
    )


def share(count: int, base: int) -> int:
    """A published count in a hundred of a published base, as the learner's page rounds it.

    Never above 100.
    """
    return min(100, round(100 * count / base))


def lost(before: "ProtectedTable | None", matched: "ProtectedTable | None") -> int | None:
    """How many answered before the course and are not matched with an answer after it.

    From two published bases; None when one of them is hidden.
    """
    if before is None or matched is None or before.base is None or matched.base is None:
        return None
    return max(0, before.base - matched.base)
