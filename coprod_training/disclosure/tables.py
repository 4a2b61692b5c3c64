"""The groups and answers of one question, and true counts, which are never published."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Kind = Literal["all", "setting", "region"]
Group = tuple[Kind, str]
"""What is published about one group: everybody, one setting, or one region. Never both together.

Source: point 1.
"""
EVERYBODY: Group = ("all", "")


@dataclass(frozen=True)
class Frame:
    """The rows and columns of all tables of one question; every release has the same.

    options: the answers, in order, all of them (point 3). counted: whether shares count an answer;
    the base of a group is the sum of these.
    """

    settings: tuple[str, ...]
    regions: tuple[str, ...]
    options: tuple[str, ...]
    counted: tuple[bool, ...]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Everybody, then each setting, then each region."""
        return (
            EVERYBODY,
            *(("setting", one) for one in self.settings),
            *(("region", one) for one in self.regions),
        )

    @property
    def shape(self) -> tuple[int, int, int]:
        """Of an array of leaves: settings × regions × options."""
        return len(self.settings), len(self.regions), len(self.options)

    def margins(self, leaves: Counts) -> Counts:
        """Counts by group and option. leaves: […, setting, region, option] → […, group, option]."""
        everybody = leaves.sum(axis=(-3, -2))[..., None, :]
        return np.concatenate([everybody, leaves.sum(axis=-2), leaves.sum(axis=-3)], axis=-2)

    def bases(self, margins: Counts) -> Counts:
        """How many gave an answer that shares count. […, group, option] → […, group]."""
        found: Counts = margins[..., np.array(self.counted)].sum(axis=-1)
        return found


@dataclass(frozen=True, eq=False, repr=False)
class TrueTable:
    """What was counted in one group. It has no words: printed by mistake, it shows no number.

    counts: by option. base: how many are counted in shares. services: how many of them came from
    each service, "" being those that gave no code; None where no codes are asked for.
    """

    group: Group
    counts: tuple[int, ...]
    base: int
    services: dict[str, int] | None = None

    def __repr__(self) -> str:
        """Never a number."""
        return "<true counts, not for publishing>"
