"""Whole numbers that fit, by way of fractions: quick, and most often as good.

A linear program takes a few hundredths of a second where an integer program can take seconds. Its
answer is whole, or nearly: what is not is then rounded up or down by an integer program that may do
nothing else. Where even fractions do not fit, whole numbers do not.
Source: scipy.optimize.milp (HiGHS), with and without `integrality`.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from coprod_training.disclosure.tables import Counts

INFEASIBLE = 2
"""What milp says when nothing fits. Source: scipy.optimize.milp, `status`."""
_CLOSE = {"node_limit": 1, "mip_rel_gap": 0.2}
"""By steps, not by seconds, so that two people come to the same."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Program:
    """Sums of whole numbers, each with its lowest and its highest, as the numbers have theirs."""

    sums: LinearConstraint
    lowest: Numbers
    highest: Numbers


def quickly(program: Program, aim: Numbers) -> Counts | Literal["nothing fits"] | None:
    """Whole numbers for which `aim` is low; None when none were found, and there may be some."""
    many = len(aim)
    bounds = Bounds(program.lowest, program.highest)
    found = milp(aim, integrality=np.zeros(many), bounds=bounds, constraints=program.sums)
    if found.status == INFEASIBLE:
        return "nothing fits"
    if found.x is None:
        return None
    near = np.rint(found.x)
    whole = np.abs(found.x - near) < 1e-6
    if not whole.all():
        low, high = (np.where(whole, near, side(found.x)) for side in (np.floor, np.ceil))
        rounded = _close_to(program, aim, low, high)
        if rounded is None:  # then the whole ones give way by one as well
            low, high = np.floor(found.x) - 1, np.ceil(found.x) + 1
            low, high = np.maximum(low, program.lowest), np.minimum(high, program.highest)
            rounded = _close_to(program, aim, low, high)
        if rounded is None:
            return None
        near = rounded
    return near.astype(np.int64) if _fits(program, near) else None


def _close_to(program: Program, aim: Numbers, low: Numbers, high: Numbers) -> Numbers | None:
    """Whole numbers between these that were found in a few steps, or None."""
    found = milp(
        aim,
        integrality=np.ones(len(aim)),
        bounds=Bounds(low, high),
        constraints=program.sums,
        options=_CLOSE,
    )
    return None if found.x is None else np.rint(found.x)


def surely(program: Program) -> Counts | None:
    """Whole numbers that fit, or None when there are none, however long that takes to be told.

    Raises RuntimeError when the solver gives no answer that holds: nothing is published on a guess.
    """
    found = milp(
        np.zeros(len(program.lowest)),
        integrality=np.ones(len(program.lowest)),
        bounds=Bounds(program.lowest, program.highest),
        constraints=program.sums,
    )
    if found.status == INFEASIBLE:
        return None
    near = np.rint(found.x) if found.success else program.lowest - 1
    if not _fits(program, near):
        raise RuntimeError(f"The audit has no answer: {found.message}")
    return near.astype(np.int64)


def _fits(program: Program, numbers: Numbers) -> bool:
    """Whether whole numbers fit exactly: a solver allows itself a little."""
    sums = program.sums.A @ numbers
    return bool(
        (numbers >= program.lowest).all()
        and (numbers <= program.highest).all()
        and (sums >= program.sums.lb).all()
        and (sums <= program.sums.ub).all()
    )
