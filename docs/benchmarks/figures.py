"""One measured figure: what it is, what it stands beside, and whether its target is reached."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Verdict = Literal["reached", "NOT REACHED", "not to be trusted", "no target", "not measured"]
UNTRUSTED = "at this load the figure is not to be trusted"


@dataclass(frozen=True)
class Figure:
    """A figure of one benchmark.

    words: as printed. figure: what is judged, and its unit; None where it could not be measured.
    target: "at most" or "at least" with a number. timed: whether a busy machine changes it; bytes
    and counts do not mind. runs: every single measurement, in the unit. peers: those of others in
    the same run, by name. points: a curve, (how many, measured) each. why: what it comes from
    where the target is missed.
    """

    name: str
    words: str
    figure: float | None = None
    unit: str = ""
    target: tuple[str, float] | None = None
    timed: bool = True
    runs: Sequence[float] = ()
    peers: Mapping[str, Sequence[float]] = field(default_factory=dict)
    points: Sequence[tuple[float, float]] = ()
    why: str = ""

    def short_by(self) -> float:
        """How much is missing, in per cent of the target; 0 where it is reached or there is none.

        Of a target of 0, every one of what was measured is a hundred per cent.
        """
        if self.target is None or self.figure is None or self.reached():
            return 0
        return 100 * abs(self.figure - self.target[1]) / (abs(self.target[1]) or 1)

    def reached(self) -> bool | None:
        """Whether the target is reached. None: there is none, or nothing was measured."""
        if self.target is None or self.figure is None:
            return None
        sort, bound = self.target
        return self.figure <= bound if sort == "at most" else self.figure >= bound

    def verdict(self, busy: bool) -> Verdict:
        """What may be said of it. busy: whether others kept the machine busy meanwhile."""
        if self.figure is None:
            return "not measured"
        reached = self.reached()
        if reached is None:
            return "no target"
        if busy and self.timed:
            return "not to be trusted"
        return "reached" if reached else "NOT REACHED"

    def as_json(self) -> dict[str, Any]:
        """What JSON takes; `Figure(**it)` is the same figure again. What is empty is left out."""
        return {
            name: one for name, one in asdict(self).items() if one not in ((), [], {}, None, "")
        }


def spread(runs: Sequence[float]) -> tuple[float, float, float]:
    """Least, median and most. Raises ValueError when there are none."""
    return min(runs), statistics.median(runs), max(runs)
