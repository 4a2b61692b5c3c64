"""Which copies were published with which contributions: private, so that a withdrawal finds them.

A line says where a copy was put, when, of which edition, and what stood in each slot. It never
holds words. A copy that was taken from there, printed or kept by somebody cannot be called back.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coprod_training import jsonl
from coprod_training.errors import refuse_newer
from coprod_training.private_lines import PrivateLines

SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One published copy. fills: the reference of what stood in each slot. state: as it said.

    credited: references of work that its credits name, and that stands in no slot.
    """

    folder: Path
    on: date
    edition: str
    state: str
    fills: Mapping[str, str]
    credited: tuple[str, ...] = ()


class Copies:
    """The list of copies of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open the list; nothing is made until a copy is noted."""
        self._lines = PrivateLines(private / "contributions" / "copies.jsonl")

    def note(self, copy: Copy) -> None:
        """Keep in mind where a copy went."""
        self._lines.append(
            {
                "schema": SCHEMA,
                "folder": str(copy.folder),
                "on": copy.on.isoformat(),
                "edition": copy.edition,
                "state": copy.state,
                "fills": dict(copy.fills),
                "credited": list(copy.credited),
            }
        )

    def every(self) -> Iterator[Copy]:
        """Every copy, oldest first."""
        for line in self._lines.records():
            refuse_newer(line, SCHEMA, "The list of copies was", self._lines.path)
            yield Copy(
                folder=Path(line["folder"]),
                on=date.fromisoformat(line["on"]),
                edition=line["edition"],
                state=line["state"],
                fills=line["fills"],
                credited=tuple(line.get("credited", ())),
            )

    def with_ref(self, ref: str) -> Iterator[Copy]:
        """Every copy in which this contribution stood, oldest first."""
        return (one for one in self.every() if ref in (*one.fills.values(), *one.credited))


@contextmanager
def alone(private: Path) -> Iterator[None]:
    """Nobody publishes while somebody withdraws, and the other way round: it would slip through."""
    folder = private / "contributions"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with jsonl.alone(folder / ".withdrawal.lock"):
        yield
