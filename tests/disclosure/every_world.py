"""Looks at every world one by one: slow, and without any of the audit's own code.

People are counted by setting and region at once, which the audit never does.
"""

import itertools

import numpy as np

MOST = 400_000


def seen_alike(values, table_values, settings):
    """Whether counts are published as these: None is hidden."""
    half = (settings.round_to - 1) // 2
    fits = np.ones(values.shape[0], dtype=bool)
    for column, shown in enumerate(table_values):
        count = values[:, column]
        if shown is None:
            fits &= count < settings.smallest_count
        else:
            rounded = settings.round_to * ((count + half) // settings.round_to)
            fits &= (count >= settings.smallest_count) & (rounded == shown)
    return fits


def most_in_a_leaf(story, settings):
    """So many of a hidden group give one answer at most: there is no limit, so one is set."""
    highest = int(story.counts.max()) + settings.feasible_values
    hidden = all(table.base is None for tables in story.published for table in tables.values())
    return min(highest, settings.base_needed(False) + 1) if hidden else highest


def most_in_each(story, settings):
    """The same for each leaf: no more than is published of its setting and of its region."""
    frame = story.frame
    most = np.full((len(frame.groups), len(frame.options)), 0)
    for tables in story.published:
        for row, group in enumerate(frame.groups):
            for column, value in enumerate(tables[group].counts):
                here = settings.smallest_count - 1 if value is None else value + settings.round_to
                if tables[group].base is None:
                    here = most_in_a_leaf(story, settings)
                most[row, column] = max(most[row, column], here)
    split = 1 + len(frame.settings)
    return np.minimum(most[1:split, None], most[None, split:])


def blocks(story, settings):
    """Every possible batch of one release, as flat leaves; a batch is nobody or whole."""
    most = most_in_each(story, settings).ravel()
    if np.prod(most + 1.0) > MOST:
        return None
    each = np.array(list(itertools.product(*(range(one + 1) for one in most))))
    return each[whole(each, story.frame, settings)]


def whole(flat, frame, settings):
    margins = frame.margins(flat.reshape(-1, *frame.shape))
    sums = [margins.sum(axis=-1), frame.bases(margins)]
    return np.logical_and.reduce(
        [((one == 0) | (one >= settings.smallest_batch)).all(axis=1) for one in sums]
    )


def fits(standing, frame, tables, settings):
    """Which of these [world, setting, region, option] are published as these tables."""
    margins = frame.margins(standing)
    bases = frame.bases(margins)
    found = np.ones(len(standing), dtype=bool)
    needed = settings.base_needed(False)
    for row, group in enumerate(frame.groups):
        table = tables[group]
        if table.base is None:
            found &= bases[:, row] < needed
        else:
            found &= bases[:, row] >= needed
            found &= seen_alike(bases[:, row : row + 1], (table.base,), settings)
            found &= seen_alike(margins[:, row], table.counts, settings)
    return found


def worlds(story, settings):
    """All that fit: joiners and leavers, both [world, release, setting, region, option].

    None when there are too many to look at.
    """
    batches = blocks(story, settings)
    if batches is None:
        return None
    frame = story.frame
    came = np.zeros((1, 0, batches.shape[1]), dtype=np.int64)
    went = came.copy()
    for at, tables in enumerate(story.published):
        outs = batches if at and story.left[at].any() else np.zeros((1, batches.shape[1]), int)
        if len(came) * len(batches) * len(outs) > MOST:
            return None
        standing = came.sum(axis=1) - went.sum(axis=1)
        a, b, c = np.meshgrid(
            np.arange(len(came)), np.arange(len(batches)), np.arange(len(outs)), indexing="ij"
        )
        a, b, c = a.ravel(), b.ravel(), c.ravel()
        enough = (standing[a] >= outs[c]).all(axis=1)
        a, b, c = a[enough], b[enough], c[enough]
        after = standing[a] - outs[c] + batches[b]
        good = fits(after.reshape(-1, *frame.shape), frame, tables, settings)
        a, b, c = a[good], b[good], c[good]
        came = np.concatenate([came[a], batches[b][:, None]], axis=1)
        went = np.concatenate([went[a], outs[c][:, None]], axis=1)
    shape = (len(came), story.releases, *frame.shape)
    return came.reshape(shape), went.reshape(shape)
