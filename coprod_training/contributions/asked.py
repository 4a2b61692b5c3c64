"""What contributors answered each quarter: kept as counts, and published only under survey rules.

Nothing kept says who answered what: answers of one person are not even kept together. That a page
counts once is known by a keyed digest, and only until its quarter is over (docs/decisions/0030).
Source: contribution-process.md, section 7; survey-dataset.md, "Disclosure control", 2 and 3.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.quarter import choices, quarter_back, questions
from coprod_training.disclosure.cells import rounded
from coprod_training.disclosure.settings import SPECIFICATION
from coprod_training.errors import CoprodError
from coprod_training.private_lines import PrivateLines
from coprod_training.secret_key import load_secret

SCHEMA = 2
"""1: quarters were shown together, and a page of any of them was counted. Beside a figure of then,
what is shown of one quarter could say what another one was, so nothing of those is shown."""
_PLAIN = "pages"
"""Where an earlier version kept a digest of each page without a key."""
SMALLEST_COUNT = SPECIFICATION.smallest_count
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
        self._private = private
        self._lines = PrivateLines(private / "asked" / "quarters.jsonl")

    def take(self, content: bytes, quarter: str) -> None:
        """Count one page that came back. quarter: this one, since a figure of an earlier one stays.

        Raises CoprodError for a page that is none of these or of another quarter, or that was
        counted already, and where the key that tells that is missing.
        """
        self.forget_pages(quarter)
        answers = quarter_back(read_page(content), quarter)
        with self._lines.locked():
            kept = {one["quarter"]: one for one in self._lines.records()}
            line = kept.get(quarter) or _empty(quarter)
            seen = line.get("seen", [])
            digest = _keyed(self._key(kept.values()), sha256(content).hexdigest())
            if digest in seen:
                raise CoprodError("This page has already been counted. Nothing was changed.")
            for name, answer in answers.items():
                counts = line["counts"].setdefault(name, {})
                counts[answer] = counts.get(answer, 0) + 1
            line["seen"] = sorted([*seen, digest])  # in no order of their coming
            kept[quarter] = line
            self._lines.replace(kept[name] for name in sorted(kept))

    def begin(self, quarter: str) -> None:
        """Before pages are counted: as `forget_pages`, and there is a key to count them with.

        Raises CoprodError where it is missing although pages of this quarter were counted with it.
        """
        self.forget_pages(quarter)
        with self._lines.locked():
            self._key(self._lines.records())

    def forget_pages(self, quarter: str) -> None:
        """Know no more which pages were counted in the quarters before this one; counts stay.

        None of those pages can come again. What an earlier version kept of the pages of this one
        has a key from now on.
        """
        if not self._lines.path.exists():
            return
        with self._lines.locked():
            before = self._lines.records()
            after = tuple(
                _without_pages(one) if one["quarter"] < quarter else self._with_key(one, before)
                for one in before
            )
            if after != before:
                self._lines.replace(after)

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

    def _with_key(self, line: dict[str, Any], lines: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """A quarter's line without the digests that an earlier version kept, which had no key.

        Everything of a page but its answers is known, so its plain digest tells them to whoever
        tries all that there can be.
        """
        if _PLAIN not in line:
            return line
        key = self._key(lines)
        seen = [*line.get("seen", []), *(_keyed(key, one) for one in line[_PLAIN])]
        return {**_without_pages(line), "seen": sorted(seen)}

    def _key(self, lines: Iterable[Mapping[str, Any]]) -> bytes:
        """No new key in the place of one that is missing: a page would count twice."""
        known = any(one.get("seen") for one in lines)
        kept = "the pages that were counted this quarter" if known else ""
        return load_secret(self._private, "asked", known_by_it=kept)


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
        base=rounded(base, SPECIFICATION),
        counts={
            key: rounded(n, SPECIFICATION) for key, n in counted.items() if n >= SMALLEST_COUNT
        },
    )


def _counts(one: Grouped) -> str:
    said = [
        f"{text}: {one.counts[key]}." if key in one.counts else f"{text}: not shown."
        for key, text in choices().items()
    ]
    return " ".join(said)


def _empty(quarter: str) -> dict[str, Any]:
    return {"schema": SCHEMA, "quarter": quarter, "counts": {}, "seen": []}


def _keyed(key: bytes, digest: str) -> str:
    """Of a page's digest, and so also of one that an earlier version kept without the page."""
    return hmac.new(key, digest.encode(), sha256).hexdigest()


def _without_pages(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in (_PLAIN, "seen")}
