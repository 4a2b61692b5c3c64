"""The gate: whether anything of a group is shown at all.

Source: point 2; without service codes, a larger base takes the place of the count of services.
"""

from enum import StrEnum

from coprod_training.disclosure.settings import Settings
from coprod_training.disclosure.tables import TrueTable


class Hidden(StrEnum):
    """Why a whole group is hidden. Readers of a release are never told which."""

    FEW = "too few answers"
    SERVICES = "answers from too few services"
    ONE_SERVICE = "one service gave too many of the answers"
    ALONE = "change is shown only beside the looking-back question, which is hidden"
    WITHHELD = "the audit withheld it for good"


def gate(table: TrueTable, settings: Settings) -> Hidden | None:
    """Why this group is hidden, or None when it may be shown.

    Answers without a service code count as one unknown service.
    """
    if table.base < settings.base_needed(table.services is not None):
        return Hidden.FEW
    if table.services is None:
        return None
    if sum(count > 0 for count in table.services.values()) < settings.smallest_services:
        return Hidden.SERVICES
    largest = max(table.services.values(), default=0)
    if 100 * largest > settings.largest_service_percent * table.base:
        return Hidden.ONE_SERVICE
    return None
