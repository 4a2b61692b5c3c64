"""Which of the named attacks a run tries, and which of them it has to skip by name."""

import random

import attacks_by_size  # noqa: F401  # puts its attacks into the list
import more_attacks  # noqa: F401  # as above
import pytest
from attacks import ATTACKS, Attack

SAMPLE_SEED, SAMPLE_SIZE = 20261124, 12
SKIPPED = pytest.mark.skip(reason="Only root can set up this attack.")


def chosen_attacks(full: bool, root: bool) -> list[Attack]:
    """Of a whole campaign all, also those that only root can set up; else a sample of the others.

    root: whether this run is root's.
    """
    if full:
        return list(ATTACKS)
    possible = those_tried(ATTACKS, root)
    named = [one for one in possible if one.in_issue]
    others = [one for one in possible if not one.in_issue]
    return named + random.Random(SAMPLE_SEED).sample(others, SAMPLE_SIZE - len(named))


def those_tried(chosen: list[Attack], root: bool) -> list[Attack]:
    """Those of them that this run can set up."""
    return [one for one in chosen if root or not one.as_root]


def as_cases(chosen: list[Attack], root: bool) -> list:
    """Each as a case of a test; what cannot be set up is skipped, so that a report names it."""
    tried = those_tried(chosen, root)
    return [
        pytest.param(one, id=one.name, marks=[] if one in tried else [SKIPPED]) for one in chosen
    ]
