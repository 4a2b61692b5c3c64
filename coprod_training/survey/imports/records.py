"""The records of what came in through other tools, and nothing that could name anybody."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from coprod_training.survey.imports.kinds import Tool
from coprod_training.survey.pseudonym import KeyedHash, Pseudonym
from coprod_training.survey.responses import Content

NO_CONSENT, WITHDRAWN, TOO_OLD = "no-consent", "withdrawn", "too-old"
UNCLEAR_CONSENT = "unclear-consent"
KEEPS_NOTHING = {
    NO_CONSENT: "no yes to CN1",
    WITHDRAWN: "taken back with a receipt code, or in the form",
    TOO_OLD: "from a month that was taken out",
}
"""Reasons with which nothing of a row is kept, not even which row it was: only how many."""
_OF_THE_CELL = (
    (re.compile(r"^'.*'(?= is )"), "it"),
    (re.compile(r'^".*"(?= is )'), "an answer that stands alone"),
)
"""How a reason begins that repeats a cell, or answers that were read there; and as it is kept."""


@dataclass(frozen=True, kw_only=True)
class RowProblem:
    """Why a row was kept out. row: as the file numbers it. column: as a person would look for it.

    code: for counting. what: in words; it holds only words of the instrument, or a date. As it is
    kept, it repeats nothing of the cell: see `to_keep`.
    """

    row: int
    column: str
    code: str
    what: str

    def __str__(self) -> str:
        """Where, and what is wrong, such as "Row 3, Start time: … is not day/month/year."."""
        return (
            f"Row {self.row}, {self.column}: {self.what}"
            if self.column
            else (f"Row {self.row}: {self.what}")
        )

    def to_keep(self) -> Self:
        """The same without what stood in the cell, such as a time: this alone is kept."""
        what = self.what
        for beginning, instead in _OF_THE_CELL:
            what = beginning.sub(instead, what)
        return replace(self, what=what)


@dataclass(frozen=True, kw_only=True)
class FreeText:
    """Somebody's own words to one question: restricted, and linked by the row's id alone.

    flags: what the scan thinks may be in it. quote: they may be quoted (CN2).
    """

    submission_id: str
    item: str
    text: str
    flags: tuple[str, ...]
    quote: bool


@dataclass(frozen=True, kw_only=True)
class ImportedRow:
    """One row of answers. keys: how the same answers are known again in another export.

    consent_text: the version that was agreed to. quote: CN2. service: of a service code; receipt:
    of a receipt code; both may be empty.
    """

    submission_id: str
    keys: tuple[KeyedHash, ...]
    tool: Tool
    batch: str
    consent_text: str
    quote: bool
    service: Pseudonym
    receipt: KeyedHash
    content: Content

    def as_record(self) -> dict[str, Any]:
        """The row as plain data; it shares what it holds with the row."""
        return {**vars(self), "content": vars(self.content)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The row in a record. Raises KeyError or TypeError when a part is missing or unknown."""
        plain = dict(record)
        return cls(
            **{
                **plain,
                "keys": tuple(KeyedHash(key) for key in plain["keys"]),
                "content": Content(**plain["content"]),
            }
        )


@dataclass(frozen=True, kw_only=True)
class Batch:
    """One file that was brought in. day: when. sha256: of the file, whose name is not kept.

    quarantined: all rows that were kept out; by_code: how many for each reason. ended: keys of rows
    whose consent the file takes back. rows_in is always the sum of the four outcomes.
    """

    id: str
    tool: Tool
    instrument: str
    day: str
    sha256: str
    rows_in: int
    accepted: int
    unchanged: int
    replaced: int
    quarantined: int
    by_code: dict[str, int] = field(default_factory=dict)
    ended: tuple[KeyedHash, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """The batch as plain data."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The batch in a record. Raises KeyError or TypeError when a part is missing or unknown."""
        return cls(**{**record, "ended": tuple(record["ended"])})
