"""What somebody can work out with pencil and paper: sums and differences, over all releases.

Bounds of every count are drawn closer and closer by what adds up to what, and by what only grows.
Quick, so that every count of two years can be looked at; it shares no code with the audit.
"""

import numpy as np

FAR = 100_000


def bounds(story, settings, rule):
    """Lowest and highest of each count: both [release, group, option]."""
    frame = story.frame
    looks = {}
    for count in range(2000):
        looks.setdefault(rule(count), []).append(count)
    window = {shown: (counts[0], counts[-1]) for shown, counts in looks.items()}
    low = np.zeros(story.counts.shape, dtype=np.int64)
    high = np.full(story.counts.shape, FAR)
    base_low, base_high = low[:, :, 0].copy(), high[:, :, 0].copy()
    needed = settings.base_needed(False)
    for at, tables in enumerate(story.published):
        for row, group in enumerate(frame.groups):
            table = tables[group]
            if table.base is None:
                if table.hidden.name == "FEW":
                    base_high[at, row] = needed - 1
                continue
            lowest, base_high[at, row] = window[table.base]
            base_low[at, row] = max(lowest, needed)
            for column, count in enumerate(table.counts):
                low[at, row, column], high[at, row, column] = window[count]
    grows = ~story.left.any(axis=(1, 2, 3))
    counted = np.array(frame.counted)
    settings_end = 1 + len(frame.settings)
    for _ in range(60):
        before = int(low.sum() - high.sum())
        for side in (slice(1, settings_end), slice(settings_end, None)):
            _adds_up(low, high, side)
        _bases(low, high, base_low, base_high, counted)
        for at in range(1, len(low)):
            if grows[at]:
                low[at] = np.maximum(low[at], low[at - 1])
                high[at - 1] = np.minimum(high[at - 1], high[at])
        for at in range(len(low) - 1, 0, -1):
            if grows[at]:
                high[at - 1] = np.minimum(high[at - 1], high[at])
        if int(low.sum() - high.sum()) == before:
            break
    return low, high


def _adds_up(low, high, side):
    """Everybody is the sum of one side, and each group what the others leave."""
    low[:, 0] = np.maximum(low[:, 0], low[:, side].sum(axis=1))
    high[:, 0] = np.minimum(high[:, 0], high[:, side].sum(axis=1))
    least = low[:, 0, None] - (high[:, side].sum(axis=1, keepdims=True) - high[:, side])
    most = high[:, 0, None] - (low[:, side].sum(axis=1, keepdims=True) - low[:, side])
    low[:, side] = np.maximum(low[:, side], least)
    high[:, side] = np.minimum(high[:, side], most)


def _bases(low, high, base_low, base_high, counted):
    """A base is the sum of the answers that count."""
    lows, highs = low[:, :, counted], high[:, :, counted]
    base_low[...] = np.maximum(base_low, lows.sum(axis=2))
    base_high[...] = np.minimum(base_high, highs.sum(axis=2))
    least = base_low[..., None] - (highs.sum(axis=2, keepdims=True) - highs)
    most = base_high[..., None] - (lows.sum(axis=2, keepdims=True) - lows)
    low[:, :, counted] = np.maximum(lows, least)
    high[:, :, counted] = np.minimum(highs, most)
