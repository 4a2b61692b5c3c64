"""24 monthly releases of made-up people who join and leave, and everything that can be tried."""

from functools import cache

import numpy as np
import pytest
from attacker import attack
from deduction import bounds
from made_up import frame, people
from pipeline import SPECIFICATION, attacked, releases, rounded

from coprod_training.disclosure.integer_program import Asked
from coprod_training.disclosure.search import Search

MONTHS, IN_A_SAMPLE = 24, 10
STORIES = range(24)
FROM_INSIDE = 12  # counts of a story, as docs/privacy.md says; each has people of up to six sorts


@cache  # two tests look at each
def two_years(seed, audited=True, size=(2, 3, 3, 1), months=MONTHS):
    """Monthly releases. At two of them, those who have left are taken out."""
    rng = np.random.default_rng(seed)
    one = frame(*size)
    arrivals = [people(rng, one, int(rng.poisson(rng.choice((6, 25, 60))))) for _ in range(months)]
    departures = {}
    middle, end = months // 2, months - 1
    for at in (middle, end):
        inside = releases(one, arrivals[:at], audited=False)
        there = (inside.joined - inside.left).sum(axis=0)
        if at == end:
            there = np.maximum(there - _counts(one, departures[middle]), 0)
        gone = rng.binomial(np.maximum(there, 0), 0.15)
        departures[at] = np.argwhere(np.ones_like(gone)).repeat(gone.ravel(), axis=0)
    return releases(one, arrivals, departures=departures, audited=audited)


def _counts(one, who):
    found = np.zeros(one.shape, dtype=np.int64)
    np.add.at(found, tuple(who.T), 1)
    return found


def small(story):
    """Places of the counts that have to stay hidden."""
    return np.argwhere((story.counts > 0) & (story.counts < SPECIFICATION.smallest_count))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", STORIES)
def test_sums_and_differences_narrow_no_small_count_below_four_values(
    seed, full_campaign, record_property
):
    months = MONTHS if full_campaign else IN_A_SAMPLE
    story = two_years(seed, months=months)
    record_property("months of releases attacked", months)
    low, high = bounds(story, SPECIFICATION, rounded)

    assert len(small(story)) > 0
    narrowed = [
        tuple(place)
        for place in map(tuple, small(story))
        if high[place] - max(low[place], 1) + 1 < SPECIFICATION.feasible_values
    ]
    assert narrowed == []
    assert (low <= story.counts).all()
    assert (story.counts <= high).all()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("seed", STORIES)
def test_an_attacker_with_a_program_of_their_own_finds_nobody_and_nothing(seed, full_campaign):
    """Every count and everybody in a full campaign; otherwise those that deduction gets nearest.

    The first of these counts are looked at by each of the people in them as well: to look at every
    count so would take too long.
    """
    story = two_years(seed, months=MONTHS if full_campaign else IN_A_SAMPLE).merged()
    low, high = bounds(story, SPECIFICATION, rounded)
    places = sorted(map(tuple, small(story)), key=lambda place: high[place] - low[place])
    some = {"counts": places} if full_campaign else {"counts": places[:4], "latest": 2}

    assert attacked(story, inside=FROM_INSIDE, **some) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("seed", range(20))
def test_the_seal_lets_nobody_in_or_out_alone(seed):
    story = two_years(seed, audited=False)
    for totals in (story.came.sum(axis=-1), story.went.sum(axis=-1)):
        assert ((totals == 0) | (totals >= SPECIFICATION.smallest_batch)).all()
    assert story.left.any()


def test_without_the_audit_a_small_count_is_narrowed():
    """A story that every other rule lets through, and the audit does not."""
    found = next((seed for seed in range(60) if _narrowed(two_years(seed, False, months=8))), None)
    assert found is not None

    assert not _narrowed(two_years(found, months=8))


def _narrowed(story):
    """Whether sums and differences alone tell a small count to fewer than four values."""
    low, high = bounds(story, SPECIFICATION, rounded)
    return any(high[place] - max(low[place], 1) + 1 < 4 for place in map(tuple, small(story)))


def test_the_audits_program_and_the_attackers_agree():
    story = two_years(3, size=(2, 2, 3, 1), months=6).merged()
    attacker = attack(story, SPECIFICATION, rounded)
    search = Search(story, SPECIFICATION)
    for place in list(map(tuple, small(story)))[:6]:
        group, option = story.frame.groups[place[1]], story.frame.options[place[2]]
        asked = Asked("counts", *map(int, place))
        values = {n for n in range(14) if search.world([(asked, n, n)]) is not None}
        assert values == attacker.values(int(place[0]), group, option)
