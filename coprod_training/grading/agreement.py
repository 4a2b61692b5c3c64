"""How far two markers agree on levels. Pure."""

from collections import Counter
from collections.abc import Iterable

from coprod_training.content.assessment import LEVELS

FEWEST = 2 * len(LEVELS) ** 2
"""Pairs below which no kappa is said, 32: from fewer, chance moves it too far to mean anything.

Twice the square of the number of levels is what a weighted kappa needs at the least. Source:
Cicchetti (1981), Applied Psychological Measurement 5(1), 101-104.
"""


def weighted_kappa(pairs: Iterable[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights: 1 for full agreement, 0 for what chance would give.

    pairs: the level of the first marker and of the second, by its number in LEVELS. None where it
    has no meaning: no pairs, or both markers gave one and the same level to everything.
    Source: Cohen (1968), Psychological Bulletin 70(4), 213-220.
    """
    counts = Counter(pairs)
    number = counts.total()
    firsts, seconds = Counter[int](), Counter[int]()
    for (first, second), count in counts.items():
        firsts[first] += count
        seconds[second] += count
    seen = sum(count * (a - b) ** 2 for (a, b), count in counts.items())
    levels = range(len(LEVELS))
    by_chance = sum(firsts[a] * seconds[b] * (a - b) ** 2 for a in levels for b in levels)
    return None if not by_chance else 1 - seen * number / by_chance


def within_one(pairs: Iterable[tuple[int, int]]) -> int:
    """How many pairs are the same level or one apart."""
    return sum(abs(first - second) <= 1 for first, second in pairs)
