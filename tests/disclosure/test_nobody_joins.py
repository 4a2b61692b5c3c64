"""Where nothing but everybody's row is left to hide, the release is not safe, and nobody joins."""

import numpy as np
from made_up import frame, leaves
from pipeline import SPECIFICATION, crowd

from coprod_training.disclosure.batches import Batch
from coprod_training.disclosure.decide import decide
from coprod_training.disclosure.tables import EVERYBODY

ONE = frame(1, 3, 3, 1)
"""One setting, three regions; the last of three answers counts in no share."""
LARGE, ANOTHER, SMALL = ONE.regions


def batch(counts):
    """People of each region: {region: [how many gave each option]}."""
    (setting,) = ONE.settings
    came = leaves(ONE, crowd(ONE, {(setting, region): each for region, each in counts.items()}))
    return Batch(came, np.zeros_like(came))


FIRST = batch({LARGE: [15, 15, 0], ANOTHER: [20, 20, 0], SMALL: [6, 5, 0]})
DO_NOT_KNOW = batch({SMALL: [0, 0, 12]})
"""They are found out: the small region has 10 to 16 whose answer counts, and stays too small."""
NOBODY = batch({})


def shown(tables):
    return {group for group, table in tables.items() if table.hidden is None}


def test_what_would_hide_everybody_for_good_is_not_safe():
    first = decide(ONE, [FIRST], [], SPECIFICATION)
    assert first.safe
    assert EVERYBODY in shown(first.tables)

    second = decide(ONE, [FIRST, DO_NOT_KNOW], [first.tables], SPECIFICATION)

    assert not second.safe
    assert {one.kind for one in second.narrowed} == {"joiner"}


def test_without_them_what_was_published_stands():
    first = decide(ONE, [FIRST], [], SPECIFICATION)

    second = decide(ONE, [FIRST, NOBODY], [first.tables], SPECIFICATION)

    assert second.safe
    assert second.tables == first.tables
    assert second.withheld == first.withheld


def test_with_others_they_may_join_and_everybody_is_still_shown():
    first = decide(ONE, [FIRST], [], SPECIFICATION)
    both = batch({SMALL: [6, 6, 12]})

    third = decide(ONE, [FIRST, NOBODY, both], [first.tables] * 2, SPECIFICATION)

    assert third.safe
    assert EVERYBODY in shown(third.tables)


def test_nobody_at_all_is_a_release_that_shows_nothing():
    first = decide(ONE, [NOBODY], [], SPECIFICATION)

    assert first.safe
    assert not shown(first.tables)
