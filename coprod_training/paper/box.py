"""One box to tick on a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

View = Mapping[str, Any]
"""What a page may see of an activity (`Activity.view`)."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """One box to tick. code: what stands beside it on paper. id: as it is stored."""

    code: str
    id: str
    text: str
