"""The yearly re-base: those who left are taken out of the sealed counts, where they are enough.

Source: point 5. A withdrawn record is erased at once, so who left is known as counts alone: what
was sealed, less what is still there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coprod_training.disclosure.seal import leavers
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Counts, Frame


def months_between(earlier: str, later: str) -> int:
    """Whole months from one day to another, both YYYY-MM-DD."""
    (y, m, d), (year, month, day) = (map(int, one.split("-")) for one in (earlier, later))
    return 12 * (year - y) + month - m - (day < d)


def is_due(last: str, now: str, settings: Settings) -> bool:
    """Whether a release of the day `now` takes out who left. last: of the newest that did."""
    return months_between(last, now) >= settings.rebase_months


@dataclass(frozen=True, eq=False, repr=False)
class Standing:
    """Who is counted in one question, and who of them is still there: [setting, region, option]."""

    sealed: Counts
    there: Counts
    frame: Frame

    def gone(self) -> Counts:
        """Those who have left. Raises ValueError when more are there than were ever sealed."""
        gone = self.sealed - self.there
        if (gone < 0).any():
            raise ValueError("More people are counted as still there than were ever sealed.")
        return gone


def taken_out(questions: Sequence[Standing], settings: Settings) -> list[Counts]:
    """Those who leave now, of each question: [setting, region, option].

    questions: one, or a change with the questions it is worked out from. Of these, all who have
    left one setting and region leave together, or none do: whoever is in the change is in both of
    the others. Raises ValueError when the counts cannot be trusted.
    """
    gone = [one.gone() for one in questions]
    while True:
        out = [leavers(g, one.frame, settings) for g, one in zip(gone, questions, strict=True)]
        torn = np.zeros(gone[0].shape[:2], dtype=bool)
        some = np.zeros_like(torn)
        for leave, one in zip(out, questions, strict=True):
            counted = np.array(one.frame.counted)
            want, do = (part[:, :, counted].sum(axis=-1) for part in (one.gone(), leave))
            torn |= do < want
            some |= do > 0
        if len(questions) == 1 or not (torn & some).any():
            return out
        for left, one in zip(gone, questions, strict=True):
            for column in np.flatnonzero(one.frame.counted):
                left[torn & some, column] = 0
