"""The yearly re-base: those who left are taken out of the sealed counts, where they are enough.

Source: point 5. A withdrawn record is erased at once, so who left is known as counts alone: what
was sealed, less what is still there.
"""

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


def taken_out(
    sealed: Counts, still_there: Counts, frame: Frame, settings: Settings
) -> tuple[Counts, bool]:
    """Those who leave now: [setting, region, option]; and whether all who have left do.

    Raises ValueError when more are there than were sealed, so that the counts cannot be trusted.
    """
    gone = sealed - still_there
    if (gone < 0).any():
        raise ValueError("More people are counted as still there than were ever sealed.")
    out = leavers(gone, frame, settings)
    return out, bool(np.array_equal(out, gone))
