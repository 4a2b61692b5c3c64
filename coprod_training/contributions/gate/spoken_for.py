"""Who speaks for each setting of a course: a released one needs somebody for each (G01)."""

from collections.abc import Iterable, Sequence

from coprod_training.contributions.gate.case import SETTLED, Case
from coprod_training.contributions.gate.fill import credited_work


def speakers_of(cases: Sequence[Case], settings: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """By setting, the references of all who speak for it, as `CourseFile.speakers` has them.

    settings: ids. It does not say which is which, and what is the same for several stands once. A
    setting is left out for which somebody speaks who is neither shown nor credited: a copy that
    does not have them is not changed when they go.
    """
    every = [one for case in cases for one in case.contributions if one.status in SETTLED]
    here = {ref for case in cases for ref in case.filled}
    here |= {one.ref for case in cases for one in credited_work(case)}
    found = {frozenset(one.ref for one in every if setting in one.settings) for setting in settings}
    return tuple(sorted(tuple(sorted(refs)) for refs in found if refs and refs <= here))
