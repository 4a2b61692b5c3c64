"""What published numbers tell of several answers together, also where one of them is hidden."""

from dataclasses import dataclass

from coprod_training.activities.national_compare import Figures
from coprod_training.disclosure.derived import share


@dataclass(frozen=True)
class Between:
    """How many people it is, as far as published numbers tell: exactly, when low and high agree.

    base: of how many. A hidden number can be anything from none to one below the smallest shown.
    """

    low: int
    high: int
    base: int

    @property
    def shares(self) -> tuple[int, int]:
        """In per cent, rounded."""
        return share(self.low, self.base or 1), share(self.high, self.base or 1)

    def __str__(self) -> str:
        """Such as "14%" or "14% to 18%"."""
        low, high = self.shares
        return f"{low}%" if low == high else f"{low}% to {high}%"

    def __add__(self, other: "Between") -> "Between":
        """Both together."""
        return Between(self.low + other.low, self.high + other.high, self.base + other.base)


def between(
    figures: Figures | None, answers: tuple[str, ...], smallest_count: int
) -> Between | None:
    """How many gave one of these answers; None when the whole question is hidden.

    smallest_count: of the release; below it a number is hidden.
    """
    if figures is None or not figures.base:
        return None
    counts = [figures.counts.get(answer) for answer in answers]
    known = sum(one for one in counts if one is not None)
    return Between(known, known + (smallest_count - 1) * counts.count(None), figures.base)
