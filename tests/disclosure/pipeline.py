"""People through the whole of disclosure control: seal, gate, cells, audit. Each rule as it is."""

import numpy as np
from attacker import told_too_well
from made_up import leaves

from coprod_training.disclosure import cells, decide, protect, seal
from coprod_training.disclosure.batches import Batch
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story

SPECIFICATION = Settings()


def crowd(one, counts):
    """People of each setting and region: {(setting, region): [how many gave each option]}."""
    found = [
        (one.settings.index(setting), one.regions.index(region), option)
        for (setting, region), given in counts.items()
        for option, many in enumerate(given)
        for _ in range(many)
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 3)


def releases(one, arrivals, settings=SPECIFICATION, *, departures=None, audited=True):
    """The story of these people. arrivals: who answers before each release.

    departures: {release: people who have left}. Whoever may not join, or leave, waits: also where
    nothing that could be published with them would hide enough.
    """
    waiting = np.zeros((0, 3), dtype=np.int64)
    gone = np.zeros(one.shape, dtype=np.int64)
    batches, published, withheld = [], [], frozenset()
    told = decide.audit
    for at, fresh in enumerate(arrivals):
        waiting = np.concatenate([waiting, fresh])
        counted = np.array(one.counted)[waiting[:, 2]]
        now = seal.joiners(waiting[:, 0], waiting[:, 1], counted, settings)
        gone = gone + leaves(one, (departures or {}).get(at, np.zeros((0, 3), dtype=np.int64)))
        out = seal.leavers(gone, one, settings)
        decide.audit = told if audited else lambda *_, **__: []
        try:
            for batch in (Batch(leaves(one, waiting[now]), out), Batch(0 * out, 0 * out)):
                done = decide.decide(one, [*batches, batch], published, settings, withheld=withheld)
                if done.safe:
                    break
        finally:
            decide.audit = told
        assert done.safe
        batches.append(batch)
        if decide.moved(batch):
            waiting, gone = waiting[~now], gone - out
        published.append(done.tables)
        withheld = done.withheld
    joined = np.array([batch.joined for batch in batches])
    left = np.array([batch.left for batch in batches])
    return Story(one, joined, left, published, [False] * len(joined))


def attacked(story, settings=SPECIFICATION, **known):
    """What somebody finds out who knows all the rules.

    known: what is looked at, and what is known otherwise, in the words of `told_too_well`.
    """

    def rule(count):
        return protect.published(count, settings)

    return told_too_well(story, settings, rule, **known)


def rounded(count):
    """As a count is published by the specification."""
    return cells.published(count, SPECIFICATION)
