"""What contributors answered each quarter: kept as counts, and published only under survey rules.

Nothing kept says who answered what: answers of one person are not even kept together.
Source: contribution-process.md, section 7; survey-dataset.md, "Disclosure control", 2 and 3.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.quarter import choices, quarter_back, questions
from coprod_training.disclosure.settings import SPECIFICATION
from coprod_training.errors import CoprodError
from coprod_training.private_lines import PrivateLines

SCHEMA = 2
"""1: quarters were shown together, and a page of any of them was counted. Beside a figure of then,
what is shown of one quarter could say what another one was, so nothing of those is shown."""
SMALLEST_COUNT, ROUND_TO = SPECIFICATION.smallest_count, SPECIFICATION.round_to
SMALLEST_BASE = SPECIFICATION.smallest_base_without_codes
"""The survey's own base where no service codes are collected; there are none here."""


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """What was answered to one question in one quarter.

    base: how many answered, rounded. counts: by answer, rounded; a small one is not in it.
    """

    question: str
    quarter: str
    base: int
    counts: Mapping[str, int]


class Asked:
    """The counts of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open nothing yet."""
        self._lines = PrivateLines(private / "asked" / "quarters.jsonl")

    def take(self, content: bytes, quarter: str) -> None:
        """Count one page that came back. quarter: this one, since a figure of an earlier one stays.

        Raises CoprodError for a page that is none of these or of another quarter, or that was
        counted already.
        """
        answers = quarter_back(read_page(content), quarter)
        digest = sha256(content).hexdigest()
        with self._lines.locked():
            kept = {one["quarter"]: one for one in self._lines.records()}
            line = kept.get(quarter) or _empty(quarter)
            if any(digest in one["pages"] for one in kept.values()):
                raise CoprodError("This page has already been counted. Nothing was changed.")
            for name, answer in answers.items():
                counts = line["counts"].setdefault(name, {})
                counts[answer] = counts.get(answer, 0) + 1
            line["pages"] = sorted([*line["pages"], digest])  # in no order of their coming
            kept[quarter] = line
            self._lines.replace(kept[name] for name in sorted(kept))

    def grouped(self, quarter: str) -> tuple[Grouped, ...]:
        """What may be published in this quarter: of those that are over, and nothing of others.

        Each quarter stands alone, so that no two groups can be taken from each other. The same
        people answer every quarter: twenty answers in four of them may be those of five people.
        A quarter of which an earlier version counted answers is not shown.
        """
        over = [
            one
            for one in self._lines.records()
            if one["quarter"] < quarter and one["schema"] == SCHEMA
        ]
        over.sort(key=lambda one: str(one["quarter"]))
        found = (_group(name, one) for name in questions() for one in over)
        return tuple(one for one in found if one is not None)


def asked_lines(grouped: Iterable[Grouped]) -> tuple[str, ...]:
    """Each group as one sentence after its question."""
    return tuple(
        f"{one.question} In quarter {one.quarter[-1]} of {one.quarter[:4]}, about {one.base}"
        f" answers. {_counts(one)}"
        for one in grouped
    )


def _group(name: str, line: Mapping[str, Any]) -> Grouped | None:
    counted: Mapping[str, int] = line["counts"].get(name, {})
    base = sum(counted.values())
    if base < SMALLEST_BASE:
        return None
    return Grouped(
        question=questions()[name],
        quarter=line["quarter"],
        base=_rounded(base),
        counts={key: _rounded(n) for key, n in counted.items() if n >= SMALLEST_COUNT},
    )


def _rounded(count: int) -> int:
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)


def _counts(one: Grouped) -> str:
    said = [
        f"{text}: {one.counts[key]}." if key in one.counts else f"{text}: not shown."
        for key, text in choices().items()
    ]
    return " ".join(said)


def _empty(quarter: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "quarter": quarter, "counts": {}, "pages": []}
