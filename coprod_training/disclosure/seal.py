"""The seal: who is let into the published population, and who out of it, in batches.

Source: point 5. Whoever joins alone is found by subtracting one release from the next, so each
published group gains nobody or a whole batch, and loses nobody or a whole batch. One population
counts for all groups: there is no group that somebody has joined and another that they have not.
"""

import numpy as np
from numpy.typing import NDArray

from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Counts, Frame


def joiners(
    setting: NDArray[np.integer],
    region: NDArray[np.integer],
    counted: NDArray[np.bool_],
    settings: Settings,
) -> NDArray[np.bool_]:
    """Which of the people who wait may join now: as many as the rule allows.

    setting, region: the index of each person's. counted: whether their answer counts in shares,
    since the base is published as well: it gains nobody or a whole batch, too.

    Greatest fixpoint: whoever is in a group that would gain too few is left out, until no group is
    left that would. Two sets that obey the rule obey it together, so there is one largest, and this
    finds it: nobody is taken out who could be in any set that obeys.
    """
    staying = np.ones(len(setting), dtype=bool)
    everybody = np.zeros(len(setting), dtype=np.int64)
    while True:
        leaving = np.zeros(len(setting), dtype=bool)
        for group in (everybody, setting, region):
            for among in (staying, staying & counted):
                gains = np.bincount(group[among], minlength=1)
                few = (gains > 0) & (gains < settings.smallest_batch)
                leaving[among] |= few[group[among]]
        if not leaving.any():
            return staying
        staying &= ~leaving


def leavers(gone: Counts, frame: Frame, settings: Settings) -> Counts:
    """The same for those who have left, who are known as counts only: their records are erased.

    gone: [setting, region, option], of all who have left and are still counted. Returns those who
    may be taken out now, in the same shape. Counted apart from joiners: ten who join would else
    hide one who leaves.
    """
    out = gone.copy()
    shares = np.array(frame.counted)
    while True:
        before = int(out.sum())
        for options in (np.ones_like(shares), shares):
            among = out[:, :, options]
            for axes, rows in (((0, 1, 2), None), ((1, 2), 0), ((0, 2), 1)):
                lost = among.sum(axis=axes)
                few = (lost > 0) & (lost < settings.smallest_batch)
                if rows is None:
                    among[...] = 0 if few else among
                elif rows == 0:
                    among[few] = 0
                else:
                    among[:, few] = 0
            out[:, :, options] = among
        if int(out.sum()) == before:
            return out
