"""Who is in the published population of one question, batch by batch, as counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coprod_training.disclosure.tables import Counts, Frame, Group, TrueTable

ByService = Mapping[tuple[int, int, str], int]
"""How many whose answer counts came from each service: by setting, region and code ("" is none)."""


@dataclass(frozen=True, eq=False, repr=False)
class Batch:
    """Who joined and who left with one release: both [setting, region, option].

    services_joined, services_left: the same by service; None where no codes are asked for.
    """

    joined: Counts
    left: Counts
    services_joined: ByService | None = None
    services_left: ByService | None = field(default=None)


def standing(frame: Frame, batches: Sequence[Batch]) -> Counts:
    """Everybody who is counted after these batches: [setting, region, option]."""
    total = np.zeros(frame.shape, dtype=np.int64)
    for one in batches:
        total += one.joined - one.left
    return total


def services_standing(batches: Sequence[Batch]) -> Counter[tuple[int, int, str]] | None:
    """The same by service, or None where no codes are asked for."""
    if any(one.services_joined is None for one in batches):
        return None
    total: Counter[tuple[int, int, str]] = Counter()
    for one in batches:
        total.update(one.services_joined or {})
        total.subtract(one.services_left or {})
    return +total


def true_tables(frame: Frame, batches: Sequence[Batch]) -> dict[Group, TrueTable]:
    """The true counts of every group."""
    margins = frame.margins(standing(frame, batches))
    bases = frame.bases(margins)
    services = services_standing(batches)
    return {
        group: TrueTable(
            group,
            tuple(int(one) for one in margins[row]),
            int(bases[row]),
            _of_group(frame, group, services),
        )
        for row, group in enumerate(frame.groups)
    }


def _of_group(
    frame: Frame, group: Group, services: Mapping[tuple[int, int, str], int] | None
) -> dict[str, int] | None:
    if services is None:
        return None
    found: Counter[str] = Counter()
    for (setting, region, code), many in services.items():
        of = {"all": "", "setting": frame.settings[setting], "region": frame.regions[region]}
        if of[group[0]] == group[1]:
            found[code] += many
    return dict(found)
