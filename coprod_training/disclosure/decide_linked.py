"""A change and its two questions in one release: audited together, withheld for good if need be.

Each of them has been decided by itself. The change gives way first: without it, what the other two
say of the same people is told by nobody.
Source: point 7; "derived figures" of point 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coprod_training.disclosure.audit import Effort, Narrowed
from coprod_training.disclosure.batches import Batch
from coprod_training.disclosure.decide import (
    Decided,
    Tables,
    hidden,
    moved,
    story_of,
    to_withhold,
)
from coprod_training.disclosure.linked import CHANGE, Linked
from coprod_training.disclosure.linked_audit import audit_linked
from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import Frame, Group


@dataclass(frozen=True)
class Part:
    """One of the three. batches, before: of the same releases in all three, this one's batch last.

    before: an empty table where the question was not published yet. steps: by option, None for an
    answer that is on no scale. decided: by itself.
    """

    frame: Frame
    batches: Sequence[Batch]
    before: Sequence[Tables]
    steps: tuple[int | None, ...]
    decided: Decided


def decide_linked(
    parts: tuple[Part, Part, Part], settings: Settings, effort: Effort | None = None
) -> tuple[Decided, Decided, Decided]:
    """What is published of the three: before, after, and the change."""
    now = [part.decided for part in parts]
    if all(_as_before(part) for part in parts):
        return now[0], now[1], now[2]  # the last audit was of this very story
    found: list[Narrowed] | None = None
    while True:
        found = audit_linked(_linked(parts, now), settings, effort, only=found)
        if not found:
            return now[0], now[1], now[2]
        withheld: list[set[Group]] = [set(), set(), set()]
        for one in found:
            for place in (CHANGE, one.question, *range(len(parts))):
                group = to_withhold(one, now[place].tables)
                if group is not None:
                    withheld[place].add(group)
                    break
        if not any(withheld):
            now[CHANGE] = replace(now[CHANGE], safe=False)
            return now[0], now[1], now[2]
        told = tuple(found)
        now = [
            replace(
                one,
                tables=hidden(one.tables, groups),
                withheld=one.withheld | groups,
                narrowed=one.narrowed or (told if groups else ()),
            )
            for one, groups in zip(now, withheld, strict=True)
        ]


def _as_before(part: Part) -> bool:
    """Whether nothing has changed since the release before."""
    same = bool(part.before) and part.decided.tables == part.before[-1]
    return same and not moved(part.batches[-1])


def _linked(parts: Sequence[Part], now: Sequence[Decided]) -> Linked:
    whole = [
        story_of(part.frame, part.batches, (*part.before, one.tables))
        for part, one in zip(parts, now, strict=True)
    ]
    # The same releases each time, whatever is hidden, so that places stay what they are.
    first = [
        story_of(part.frame, part.batches, (*part.before, part.decided.tables)) for part in parts
    ]
    keep = sorted({at for one in first for at in one.moving()} | {whole[0].releases - 1})
    before, after, change = (one.of_releases(keep) for one in whole)
    return Linked(before, after, change, (parts[0].steps, parts[1].steps))
