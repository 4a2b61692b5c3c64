"""One question in one release: protected, audited, and withheld for good where the audit fails.

Source: point 7: "on failure that row is withheld for good and the audit runs again". Everybody's
row is not withheld for what others tell: whoever joins or leaves waits instead (decision 0048).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coprod_training.disclosure.audit import Effort, Narrowed, audit
from coprod_training.disclosure.batches import Batch, services_standing, true_tables
from coprod_training.disclosure.gate import Hidden
from coprod_training.disclosure.protect import ProtectedTable, protect
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.story import Story
from coprod_training.disclosure.tables import EVERYBODY, Frame, Group, Kind

Tables = dict[Group, ProtectedTable]


@dataclass(frozen=True)
class Decided:
    """What is published of a question now. withheld: groups that are from now on never shown.

    narrowed: what the audit found before it withheld anything. safe: False when hiding every other
    group is not enough, which means that whoever joins or leaves may not do so now.
    """

    tables: Tables
    withheld: frozenset[Group]
    narrowed: tuple[Narrowed, ...]
    safe: bool = True


def decide(
    frame: Frame,
    batches: Sequence[Batch],
    before: Sequence[Tables],
    settings: Settings,
    *,
    kinds: frozenset[Kind] = frozenset({"all", "setting", "region"}),
    withheld: frozenset[Group] = frozenset(),
    alone: frozenset[Group] = frozenset(),
    effort: Effort | None = None,
) -> Decided:
    """Protect and audit one question.

    batches: of all releases, this one last. before: the tables of all earlier releases. kinds:
    those that the plan has. withheld: groups that an earlier audit withheld. alone: groups that
    may not be shown, since what has to stand beside them is hidden.
    """
    true = true_tables(frame, batches)
    found: list[Narrowed] | None = None
    told: tuple[Narrowed, ...] = ()
    while True:
        tables = {
            group: protect(table, settings, keep=_known(group, withheld, alone))
            for group, table in true.items()
            if group[0] in kinds
        }
        if before and tables == before[-1] and not moved(batches[-1]):
            return Decided(tables, withheld, told)  # the last audit was of this very story
        story = story_of(frame, batches, (*before, tables))
        # With a row hidden, more worlds fit: what could not be told before cannot be told now.
        found = audit(story.merged(always=story.releases - 1), settings, effort, only=found)
        told = told or tuple(found)
        more = {group for one in found if (group := to_withhold(one, tables)) is not None}
        if not found:
            return Decided(tables, withheld, told)
        if not more:
            return Decided(tables, withheld, told, safe=False)
        withheld |= more


def story_of(frame: Frame, batches: Sequence[Batch], tables: Sequence[Tables]) -> Story:
    """All releases of one question. tables: as published, release by release."""
    return Story(
        frame,
        np.array([one.joined for one in batches]),
        np.array([one.left for one in batches]),
        tuple(tables),
        [services_standing(batches[: at + 1]) is not None for at in range(len(batches))],
    )


def moved(batch: Batch) -> bool:
    """Whether anybody joined or left."""
    return bool(batch.joined.any() or batch.left.any())


def _known(group: Group, withheld: frozenset[Group], alone: frozenset[Group]) -> Hidden | None:
    if group in withheld:
        return Hidden.WITHHELD
    return Hidden.ALONE if group in alone else None


def to_withhold(one: Narrowed, tables: Tables) -> Group | None:
    """The row whose hiding helps most and costs least; None when there is no such row.

    The row itself, when it is shown. Else it was told from others: the smallest of the same kind.
    Everybody's is not among these, since a question without it says nothing any more.
    """
    bases = {group: table.base for group, table in tables.items() if table.base is not None}
    for group in one.groups:
        if group in bases:
            return group
    kinds = {group[0] for group in one.groups}
    beside = sorted(set(bases) - {EVERYBODY}, key=lambda g: (g[0] not in kinds, bases[g], g))
    return (*beside, None)[0]
