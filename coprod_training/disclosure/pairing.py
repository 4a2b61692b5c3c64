"""Which answers before and after those in a change can have given: one way in which all fits.

It was known when they were let in, and is not kept. The audit needs any one way in which the counts
of the three questions are of the same people, and begins there.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint
from scipy.sparse import csr_array

from coprod_training.disclosure.rounding import Program, quickly, surely
from coprod_training.disclosure.story import NO_LIMIT
from coprod_training.disclosure.tables import Counts

if TYPE_CHECKING:
    from coprod_training.disclosure.linked import Linked


class NoPairing(ValueError):
    """Raised when no people can have given these answers before, after, and as a change."""


def pairs_in(linked: "Linked", leaf: tuple[int, ...]) -> tuple[Counts, Counts]:
    """Who joins the change and who leaves it, in one setting and region: [release, pair], both.

    At no time are more people in the change with an answer than are in its question with it, nor
    of those who were there before a release than have stayed. Raises NoPairing.
    """
    joined, left = (of_leaf(one, leaf) for one in (linked.change.joined, linked.change.left))
    come, go = (np.zeros((len(joined), len(linked.pairs())), dtype=np.int64) for _ in range(2))
    moves = [at for at in range(len(joined)) if joined[at].any() or left[at].any()]
    if not moves:
        return come, go
    program, aim = _program(linked, leaf, moves)
    quick = quickly(program, aim)
    found = quick if isinstance(quick, np.ndarray) else surely(program)
    if found is None:
        raise NoPairing(leaf)
    half = len(moves) * come.shape[1]
    both = found[:half], found[half : 2 * half]
    come[moves], go[moves] = (part.reshape(len(moves), -1) for part in both)
    return come, go


def _program(
    linked: "Linked", leaf: tuple[int, ...], moves: list[int]
) -> tuple[Program, NDArray[np.float64]]:
    """Those who join, by release that moves and pair; then those who leave; then a remainder.

    The remainder is of those who did not come to a question with the same release. It is to be
    small: the fewer histories there are, the more people have one.
    """
    pairs, changes = linked.pairs(), linked.changes()
    many, sides = len(moves) * len(pairs), (linked.before, linked.after)
    answers = [len(story.frame.options) for story in sides]
    remainder = 2 * many + np.cumsum([0, *answers * len(moves)])
    rows: list[Counts] = []
    low: list[int] = []
    high: list[float] = []

    def demand(row: Counts, least: int, most: float) -> None:
        rows.append(np.pad(row, (0, int(remainder[-1]) - len(row))))
        low.append(least)
        high.append(most)

    for number, at in enumerate(moves):
        first = number * len(pairs)
        for column in range(linked.change.joined.shape[-1]):
            chosen = [first + n for n, change in enumerate(changes) if change == column]
            for offset, counts in ((0, linked.change.joined), (many, linked.change.left)):
                row = np.zeros(2 * many, dtype=np.int64)
                row[[offset + n for n in chosen]] = 1
                total = int(counts[(at, *leaf, column)])
                demand(row, total, total)
        until = moves[number + 1] if number + 1 < len(moves) else linked.change.releases
        inside = np.zeros(2 * many, dtype=np.int64)
        inside[: first + len(pairs)] = 1
        inside[many : many + first + len(pairs)] = -1
        stay = inside.copy()  # those who stay, before anybody joins
        stay[first : first + len(pairs)] = 0
        fresh = np.zeros(int(remainder[-1]), dtype=np.int64)
        fresh[first : first + len(pairs)] = 1
        for n in range(len(pairs)):
            demand(_of(stay, [n], len(pairs)), 0, np.inf)
        for side, story in enumerate(sides):
            joined = of_leaf(story.joined, leaf)
            there = (joined - of_leaf(story.left, leaf)).cumsum(axis=0)
            stayed = there - joined
            most = np.minimum(there[at:until].min(axis=0), _least(stayed[at + 1 : until]))
            for column in range(answers[side]):
                chosen = [n for n, pair in enumerate(pairs) if pair[side] == column]
                demand(_of(inside, chosen, len(pairs)), 0, int(most[column]))
                demand(_of(stay, chosen, len(pairs)), 0, int(stayed[at, column]))
                others = np.where(np.arange(len(fresh)) < many, _of(fresh, chosen, len(pairs)), 0)
                others[remainder[2 * number + side] + column] = -1
                demand(others, -NO_LIMIT, int(joined[at, column]))
    sums = LinearConstraint(csr_array(np.array(rows)), low, high)
    aim = (np.arange(int(remainder[-1])) >= 2 * many).astype(float)
    return Program(sums, 0 * aim, 0 * aim + np.inf), aim


def of_leaf(counts: Counts, leaf: tuple[int, ...]) -> Counts:
    """One setting and region of [release, setting, region, option]."""
    setting, region = leaf
    found: Counts = counts[:, setting, region]
    return found


def _least(counts: Counts) -> Counts | float:
    """The least of each option; no limit where there is no release."""
    return counts.min(axis=0) if len(counts) else np.inf


def _of(inside: Counts, chosen: list[int], pairs: int) -> Counts:
    """The same for some pairs alone."""
    return np.where(np.isin(np.arange(len(inside)) % pairs, chosen), inside, 0)
