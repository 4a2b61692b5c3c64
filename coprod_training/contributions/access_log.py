"""Who read or changed which sections of which record, and when. Never what stands in them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from coprod_training.private_lines import PrivateLines

SCHEMA = 1

Did = Literal["read", "wrote", "refused", "gave a key", "took a key", "erased"]


class AccessLog:
    """`access.jsonl` in the register's folder: only ever added to, on the disk at once."""

    def __init__(self, folder: Path) -> None:
        """Open nothing yet."""
        self._lines = PrivateLines(folder / "access.jsonl")

    def note(
        self, did: Did, *, key: str, roles: Iterable[str], of: str, sections: Iterable[str]
    ) -> None:
        """Note one access. key: a fingerprint. of: kind and reference of the record, or a role."""
        line = {
            "schema": SCHEMA,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "did": did,
            "key": key,
            "roles": sorted(roles),
            "of": of,
            "sections": sorted(sections),
        }
        self._lines.append(line)

    def entries(self) -> tuple[dict[str, Any], ...]:
        """Everything noted, oldest first."""
        return self._lines.records()
