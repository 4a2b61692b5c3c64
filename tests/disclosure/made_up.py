"""Made-up people for the tests of disclosure control. No figure here is a finding."""

import string

import numpy as np

from coprod_training.disclosure.gate import Hidden
from coprod_training.disclosure.protect import protect
from coprod_training.disclosure.seal import joiners, leavers
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story
from coprod_training.disclosure.tables import Frame, TrueTable

SMALL = Settings(
    smallest_count=4,
    round_to=2,
    smallest_base=4,
    smallest_base_without_codes=4,
    smallest_batch=3,
    smallest_news=3,
    feasible_values=3,
)
"""Small enough thresholds for every world to be looked at, one by one."""


def frame(settings=2, regions=2, options=3, missing=0):
    names = string.ascii_uppercase
    return Frame(
        tuple(names[:settings]),
        tuple(names[-regions:]),
        tuple(str(one) for one in range(options)),
        tuple(one < options - missing for one in range(options)),
    )


def tables(one, leaves, settings, withheld=()):
    """The tables of everybody published: [setting, region, option]."""
    margins = one.margins(leaves)
    bases = one.bases(margins)
    return {
        group: protect(
            TrueTable(group, tuple(int(n) for n in margins[row]), int(bases[row])),
            settings,
            keep=Hidden.WITHHELD if group in withheld else None,
        )
        for row, group in enumerate(one.groups)
    }


def story(one, joined, left=None, settings=None):
    """A story of these people: both [release, setting, region, option]."""
    joined = np.asarray(joined)
    left = np.zeros_like(joined) if left is None else np.asarray(left)
    standing = np.cumsum(joined - left, axis=0)
    published = [tables(one, leaves, settings or Settings()) for leaves in standing]
    return Story(one, joined, left, published, [False] * len(joined))


def people(rng, one, many):
    """Indices of setting, region and option, one row a person, unevenly spread."""
    shares = [rng.dirichlet(np.full(size, 1.5)) for size in one.shape]
    return np.stack(
        [rng.choice(size, many, p=p) for size, p in zip(one.shape, shares, strict=True)], 1
    )


def leaves(one, who):
    """People as counts: [setting, region, option]."""
    found = np.zeros(one.shape, dtype=np.int64)
    np.add.at(found, tuple(who.T), 1)
    return found


def sealed(rng, one, sizes, settings, leaving=None):
    """A story in which people wait until the seal lets them in, and out.

    sizes: how many answer before each release. leaving: releases at which some have left.
    """
    waiting, inside = np.zeros((0, 3), dtype=np.int64), np.zeros((0, 3), dtype=np.int64)
    gone = np.zeros(one.shape, dtype=np.int64)
    joined, left = [], []
    for at, size in enumerate(sizes):
        out = np.zeros(one.shape, dtype=np.int64)
        if leaving and at in leaving and len(inside):
            stay = rng.random(len(inside)) > leaving[at]
            gone += leaves(one, inside[~stay])
            inside = inside[stay]
            out = leavers(gone, one, settings)
            gone = gone - out
        waiting = np.concatenate([waiting, people(rng, one, size)])
        counted = np.array(one.counted)[waiting[:, 2]]
        now = joiners(waiting[:, 0], waiting[:, 1], counted, settings)
        joined.append(leaves(one, waiting[now]))
        left.append(out)
        inside = np.concatenate([inside, waiting[now]])
        waiting = waiting[~now]
    return story(one, joined, left, settings)
