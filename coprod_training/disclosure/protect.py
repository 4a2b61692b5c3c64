"""The one way from true counts to a table that may be published."""

from dataclasses import InitVar, dataclass

from coprod_training.disclosure.cells import published
from coprod_training.disclosure.gate import Hidden, gate
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Group, TrueTable

_FROM_PROTECT = object()


@dataclass(frozen=True)
class ProtectedTable:
    """One group as it is published. Only `protect` and `read_back` can make one.

    counts: by option; None is hidden. base: rounded by itself (point 3), None when the group is
    hidden. hidden: why, for the release report only.
    """

    group: Group
    counts: tuple[int | None, ...]
    base: int | None
    hidden: Hidden | None
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        """Raises TypeError for whoever has not come through `protect`."""
        if made_by is not _FROM_PROTECT:
            raise TypeError("A table is published through disclosure.protect, and no other way.")


def protect(table: TrueTable, settings: Settings, *, keep: Hidden | None = None) -> ProtectedTable:
    """The table by the rules of the gate and of the cell (points 2 and 3).

    keep: a reason to hide the group that is known already.
    """
    hidden = gate(table, settings) or keep
    if hidden is not None:
        return _made(table.group, (None,) * len(table.counts), None, hidden)
    counts = tuple(published(one, settings) for one in table.counts)
    return _made(table.group, counts, published(table.base, settings), None)


def read_back(
    group: Group, counts: tuple[int | None, ...], base: int | None, hidden: Hidden | None
) -> ProtectedTable:
    """A table that was published before, as the ledger has it."""
    return _made(group, counts, base, hidden)


def _made(
    group: Group, counts: tuple[int | None, ...], base: int | None, hidden: Hidden | None
) -> ProtectedTable:
    return ProtectedTable(group, counts, base, hidden, _FROM_PROTECT)
