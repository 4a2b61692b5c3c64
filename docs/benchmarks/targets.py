"""Says of each figure whether its target is reached; the exit code is 1 when one is not.

Every benchmark makes one `Targets` before it starts anything, tells it each figure, and calls
`end`. `make bench` takes up any file of this folder that does so (run_all.py).
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import machine
from figures import UNTRUSTED, Figure, spread

RECORD = "COPROD_BENCH_RECORD"  # names the file that every figure is written to, for run_all.py
MISSED, NOT_JUDGED = 1, 3  # exit codes


class Targets:
    """Prints figures with their targets, and remembers whether all were reached."""

    def __init__(self) -> None:
        """Begin with nothing judged, and look at what the machine does for others."""
        self._said: list[Figure] = []
        self._before, self._cores = machine.others(), machine.cores()
        self._record({"load_before": self._before})

    def at_most(self, name: str, words: str, figure: float, most: float, **more: Any) -> None:
        """A figure that should be small. words: what is printed of it. more: as in `Figure`.

        Where it is known beforehand what a miss would come from, `why` says it.
        """
        self._say(Figure(name, words, figure, target=("at most", most), **more))

    def at_least(self, name: str, words: str, figure: float, least: float, **more: Any) -> None:
        """A figure that should be large. more: as in `Figure`."""
        self._say(Figure(name, words, figure, target=("at least", least), **more))

    def beside(self, name: str, words: str, other: str, runs: Sequence[float], **more: Any) -> None:
        """A figure with another one to compare it with, which is not judged. other: which."""
        words = f"{words}  (for comparison: {other})"
        self._say(Figure(name, words, spread(runs)[1], runs=runs, **more))

    def curve(self, name: str, unit: str, points: Sequence[tuple[float, float]]) -> None:
        """How a cost grows, which is not judged. points: (how many, measured) each, growing."""
        (few, least), (many, most) = points[0], points[-1]
        words = ", ".join(f"{many:,.0f}: {cost:.3g} {unit}" for many, cost in points)
        words += f"; {many / few:.0f} times as many cost {most / least:.3g} times as much"
        self._say(Figure(name, words, points[-1][1], unit, points=points))

    def missing(self, name: str, why: str) -> None:
        """A figure that could not be measured here, such as that of a peer that is not there."""
        self._say(Figure(name, f"NOT MEASURED: {why}"))

    def end(self) -> None:
        """Look at the machine once more. Raises SystemExit where not all is reached for certain.

        Its code: 1 when a target was missed, else 3 when a figure is not to be trusted or missing.
        """
        after = machine.others()
        self._record({"load_after": after})
        busy = machine.is_busy(max(self._before, after), self._cores)
        if busy and not machine.is_busy(self._before, self._cores):
            print(f"Others want {after:g} processors of {self._cores} now: of all that depends on")
            print(f"time, {UNTRUSTED}.", flush=True)
        verdicts = {one.verdict(busy) for one in self._said}
        if "NOT REACHED" in verdicts:
            raise SystemExit(MISSED)
        if verdicts & {"not to be trusted", "not measured"}:
            raise SystemExit(NOT_JUDGED)

    def _say(self, figure: Figure) -> None:
        self._said.append(figure)
        self._record(figure.as_json())
        print(f"{figure.name:22} {figure.words}{self._judged(figure)}", flush=True)

    def _judged(self, figure: Figure) -> str:
        if figure.target is None or figure.figure is None:
            return ""
        said: str = figure.verdict(machine.is_busy(self._before, self._cores))
        if said == "not to be trusted":
            said = f"{UNTRUSTED}, as others want {self._before:g} processors"
        return f"  ({figure.target[0]} {figure.target[1]:g}: {said})"

    def _record(self, line: Mapping[str, object]) -> None:
        if RECORD in os.environ:
            with Path(os.environ[RECORD]).open("a", encoding="utf-8") as kept:
                kept.write(json.dumps(line) + "\n")
