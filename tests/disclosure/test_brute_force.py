"""The integer program finds the very values that looking at every world finds."""

import numpy as np
import pytest
from every_world import most_in_a_leaf, worlds
from made_up import SMALL, frame, sealed

from coprod_training.disclosure.audit import audit
from coprod_training.disclosure.integer_program import Asked
from coprod_training.disclosure.search import Search

# settings, regions, options, of which are left out of shares, people before each release, leaving
SHAPES = [
    (2, 2, 2, 0, (9,), None),
    (3, 1, 2, 0, (12,), None),
    (2, 1, 3, 1, (11,), None),
    (2, 1, 2, 0, (8, 6), None),
    (1, 2, 2, 1, (8, 5), None),
    (1, 1, 2, 0, (7, 5, 4), None),
    (1, 1, 3, 1, (9, 6), None),
    (1, 1, 2, 0, (8, 6), {1: 0.6}),
    (2, 1, 1, 0, (9, 6), {1: 0.6}),
]
CASES = [(shape, seed) for shape in range(len(SHAPES)) for seed in range(40)]


@pytest.fixture(scope="module", params=CASES, ids="{0[0]}-{0[1]}".format)
def case(request):
    """A story, and every world that fits it: both tests look at one before the next is made."""
    shape, seed = request.param
    settings, regions, options, missing, sizes, leaving = SHAPES[shape]
    one = frame(settings, regions, options, missing)
    story = sealed(np.random.default_rng(1000 * shape + seed), one, sizes, SMALL, leaving)
    found = worlds(story, SMALL)
    if found is None:
        pytest.skip("more worlds than can be looked at one by one")
    return story, found


@pytest.mark.sampled(8)
def test_every_count_has_the_same_values_and_everybody_the_same_answers(case):
    story, found = case
    came, went = found
    one = story.frame
    search = Search(story, SMALL)
    standing = one.margins(np.cumsum(came - went, axis=1))
    limit = min(most_in_a_leaf(story, SMALL), SMALL.smallest_count + SMALL.feasible_values)

    for place in np.ndindex(story.counts.shape):
        values = {int(n) for n in standing[(slice(None), *place)]}
        asked = Asked("counts", *place)
        programmed = {n for n in range(limit) if search.world([(asked, n, n)]) is not None}
        assert programmed == {n for n in values if n < limit}, place
    for what, leaves in (("came", came), ("went", went)):
        for at, setting, region, option in np.ndindex(story.joined.shape):
            rows = (0, 1 + setting, 1 + len(one.settings) + region)
            demands = [(Asked(what, at, row, option), 1, search.most) for row in rows]
            possible = bool((leaves[:, at, setting, region, option] > 0).any())
            assert (search.world(demands) is not None) == possible


@pytest.mark.sampled(9)
def test_the_audit_finds_the_very_counts_that_are_narrowed(case):
    story, found = case
    standing = story.frame.margins(np.cumsum(found[0] - found[1], axis=1))
    narrowed = set()
    for at, row, column in np.ndindex(story.counts.shape):
        if 0 < story.counts[at, row, column] < SMALL.smallest_count:
            values = {int(n) for n in standing[:, at, row, column]} - {0}
            if len(values) < SMALL.feasible_values:
                narrowed.add(
                    (at, story.frame.groups[row], story.frame.options[column], len(values))
                )

    told = audit(story, SMALL)

    assert {
        (one.release, one.groups[0], one.option, one.possible) for one in told if one.kind == "cell"
    } == narrowed


def test_what_was_never_solved_is_not_counted():
    search = Search(sealed(np.random.default_rng(0), frame(), (9,), SMALL), SMALL)
    assert search.most > 0
    assert search.programs == 0

    search.pushed({})

    assert search.programs == 1
