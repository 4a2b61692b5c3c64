"""How sure a share of rows is, for the staff's own analysis. Never for anything that is published.

A share stands for who answered, and not for all services: the interval says only how much it would
vary among people like them. Source: survey-dataset.md, "Analysis", "Small n".
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t

SMALL = 25
"""From so many rows on, whole services are drawn again and again instead."""
DRAWS = 2000


@dataclass(frozen=True)
class Interval:
    """A share, from 0 to 1, with a 95 % interval. n: rows. method: how it was worked out."""

    share: float
    low: float
    high: float
    n: int
    method: str


def interval(yes, services, seed=1):
    """The share of rows that are true.

    yes: one truth for each row. services: the service of each row; None or "" is one service of its
    own, so that rows without a code are taken as apart from one another. Fewer than two rows have
    no interval.
    """
    yes = np.asarray(yes, dtype=float)
    n = len(yes)
    if n < 2:
        return Interval(yes.mean() if n else np.nan, np.nan, np.nan, n, "too few rows")
    if n < SMALL:
        half = t.ppf(0.975, n - 1) * yes.std(ddof=1) / np.sqrt(n)
        low, high = yes.mean() - half, yes.mean() + half
        return Interval(yes.mean(), max(low, 0.0), min(high, 1.0), n, "t interval")
    known = [
        one if isinstance(one, str) and one else f"row {at}" for at, one in enumerate(services)
    ]
    _, of = np.unique(known, return_inverse=True)
    clusters = of.max() + 1
    rows, hits = np.bincount(of), np.bincount(of, weights=yes)
    drawn = np.random.default_rng(seed).integers(clusters, size=(DRAWS, clusters))
    shares = hits[drawn].sum(axis=1) / rows[drawn].sum(axis=1)
    low, high = np.quantile(shares, [0.025, 0.975])
    method = f"bootstrap of {clusters} services" if clusters < n else "bootstrap of rows"
    return Interval(yes.mean(), low, high, n, method)
