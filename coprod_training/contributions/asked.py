"""What contributors answered each quarter: kept as counts, and published only under survey rules.

Nothing kept says who answered what: answers of one person are not even kept together.
Source: contribution-process.md, section 7; survey-dataset.md, "Disclosure control", 2 and 3.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.quarter import choices, quarter_back, questions
from coprod_training.disclosure.settings import SPECIFICATION
from coprod_training.errors import CoprodError
from coprod_training.private_lines import PrivateLines

SCHEMA = 1
SMALLEST_COUNT, ROUND_TO = SPECIFICATION.smallest_count, SPECIFICATION.round_to
SMALLEST_BASE = SPECIFICATION.smallest_base_without_codes
"""The survey's own base where no service codes are collected; there are none here."""


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """What was answered to one question. since, until: the first and the last quarter.

    base: how many answered, rounded. counts: by answer, rounded; a small one is not in it.
    """

    question: str
    since: str
    until: str
    base: int
    counts: Mapping[str, int]


class Asked:
    """The counts of one workspace. private: its private folder."""

    def __init__(self, private: Path) -> None:
        """Open nothing yet."""
        self._lines = PrivateLines(private / "asked" / "quarters.jsonl")

    def take(self, content: bytes, quarter: str) -> None:
        """Count one page that came back. quarter: this one, since a figure of an earlier one stays.

        Raises CoprodError for a page that is none of these, or that was counted already.
        """
        answers = quarter_back(read_page(content))
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

        Quarters are put together, oldest first, until enough have answered; each stands in one
        group alone, so that no two groups can be taken from each other.
        """
        over = [one for one in self._lines.records() if one["quarter"] < quarter]
        over.sort(key=lambda one: str(one["quarter"]))
        return tuple(found for name in questions() for found in _groups(name, over))


def asked_lines(grouped: Iterable[Grouped]) -> tuple[str, ...]:
    """Each group as one sentence after its question."""
    return tuple(
        f"{one.question} {_when(one)}, about {one.base} answers. {_counts(one)}" for one in grouped
    )


def _groups(name: str, quarters: Iterable[Mapping[str, Any]]) -> Iterator[Grouped]:
    running, first = Counter[str](), ""
    for one in quarters:
        first = first or one["quarter"]
        running.update(one["counts"].get(name, {}))
        base = running.total()
        if base >= SMALLEST_BASE:
            shown = {key: _rounded(n) for key, n in running.items() if n >= SMALLEST_COUNT}
            yield Grouped(
                question=questions()[name],
                since=first,
                until=one["quarter"],
                base=_rounded(base),
                counts=shown,
            )
            running, first = Counter[str](), ""


def _rounded(count: int) -> int:
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)


def _when(one: Grouped) -> str:
    since, until = (f"quarter {q[-1]} of {q[:4]}" for q in (one.since, one.until))
    return f"In {since}" if since == until else f"From {since} to {until}"


def _counts(one: Grouped) -> str:
    said = [
        f"{text}: {one.counts[key]}." if key in one.counts else f"{text}: not shown."
        for key, text in choices().items()
    ]
    return " ".join(said)


def _empty(quarter: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "quarter": quarter, "counts": {}, "pages": []}
