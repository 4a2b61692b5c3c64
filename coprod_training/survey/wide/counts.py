"""Exact counts of whole tables in one pass: what disclosure control begins with.

These are counts of people, so nothing here may be shown as it is.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coprod_training.survey.optional import needed
from coprod_training.survey.wide.table import EMPTY, Wide

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Counts:
    """Exact counts. numbers: int64, [group, phase, item, answer].

    answers: the code of each place; EMPTY is "asked and left out". groups: ("",) for everybody.
    """

    groups: tuple[str, ...]
    phases: tuple[str, ...]
    items: tuple[str, ...]
    answers: tuple[int, ...]
    numbers: "NDArray[np.int64]"


@dataclass(frozen=True)
class Changes:
    """People by what changed. numbers: int64, [item, one of CHANGES of disclosure/derived.py].

    pairs: how many people have a row before and one after. before, after: how many have that row.
    """

    items: tuple[str, ...]
    numbers: "NDArray[np.int64]"
    pairs: int
    before: int
    after: int


def counted(wide: Wide, by: str = "") -> Counts:
    """Everybody by phase, item and answer; by: a column of texts, such as "setting"."""
    numpy = needed("numpy")
    phase_of, phases = wide.codes("phase")
    group_of, groups = wide.codes(by) if by else (numpy.zeros(wide.rows, numpy.int32), ("",))
    answers = sorted({EMPTY, *(n for field in wide.fields for n in field.numbers)})
    place = numpy.zeros(256, dtype=numpy.int32)
    for at, answer in enumerate(answers):
        place[numpy.int8(answer).view(numpy.uint8)] = at
    each = len(answers)
    start = (group_of * len(phases) + phase_of) * each
    size = len(groups) * len(phases) * each
    found = numpy.empty((len(wide.items), size), dtype=numpy.int64)
    for at in range(len(wide.items)):
        found[at] = numpy.bincount(
            start + place[wide.numbers[at].view(numpy.uint8)], minlength=size
        )
    shaped = found.reshape(len(wide.items), len(groups), len(phases), each)
    return Counts(groups, phases, wide.items, tuple(answers), shaped.transpose(1, 2, 0, 3))


def changes(wide: Wide, before: str = "pre", after: str = "post") -> Changes:
    """Matched people by item: a higher step after than before, the same, or a lower one.

    Somebody who gave a reason for having no answer, in either, is left out of that item.
    """
    numpy, compute = needed("numpy"), needed("pyarrow.compute")
    codes, phases = wide.codes("phase")
    ids = wide.texts["pair_id"].combine_chunks()
    first, last = (
        numpy.flatnonzero(codes == phases.index(name)) if name in phases else numpy.array([], int)
        for name in (before, after)
    )
    found = compute.index_in(ids.take(last), value_set=ids.take(first)).fill_null(-1).to_numpy()
    matched = found >= 0
    then, now = wide.numbers[:, first[found[matched]]], wide.numbers[:, last[matched]]
    both = (then >= 0) & (now >= 0)
    numbers = numpy.stack(
        [(both & sign).sum(axis=1) for sign in (now > then, now == then, now < then)], axis=1
    )
    return Changes(wide.items, numbers, int(matched.sum()), len(first), len(last))
