"""Who else speaks for the same settings: a released course needs somebody for each (G01)."""

from collections.abc import Iterable, Iterator

from coprod_training.contributions.record import Contribution


def speaks_alone(one: Contribution, every: Iterable[Contribution]) -> bool:
    """Whether nobody else of every speaks for one of its settings."""
    return not all(_beside(one, every))


def shown_beside(
    one: Contribution, every: Iterable[Contribution], shown: Iterable[Contribution]
) -> tuple[tuple[str, ...], ...]:
    """By setting for which others speak too, their references, as `SlotWords.others`.

    shown: those in the copy. A setting for which somebody speaks who is not shown is left out: no
    copy holds a reference to them, and they stay when the others go.
    """
    here = {other.ref for other in shown}
    beside = {refs for refs in _beside(one, every) if refs and refs <= here}
    return tuple(sorted(tuple(sorted(refs)) for refs in beside))


def _beside(one: Contribution, every: Iterable[Contribution]) -> Iterator[frozenset[str]]:
    others = [other for other in every if other.ref != one.ref]
    for setting in one.settings:
        yield frozenset(other.ref for other in others if setting in other.settings)
