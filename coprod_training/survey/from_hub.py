"""Consent and answers of a hub's learners, as its collector keeps them: of no workspace's store."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod_training.survey.consent import ConsentEvent, again_too_soon, agreed_to, came_back
from coprod_training.survey.responses import Response


@dataclass(frozen=True)
class FromHub:
    """events: each pseudonym's in their order. rows: of everybody who answered."""

    events: Sequence[ConsentEvent]
    rows: Sequence[Response]

    def standing(self, text_version: str) -> list[Response]:
        """The rows of people whose yes stands. text_version: of the consent text as it is now."""
        agreed = agreed_to(self.events)
        return [row for row in self.rows if agreed.get(row.pseudonym) == text_version]

    def waiting(self, text_version: str) -> list[Response]:
        """The rows of people whose yes stands, and is to another text: nothing has them yet."""
        agreed = agreed_to(self.events)
        return [
            row
            for row in self.rows
            if row.pseudonym in agreed and agreed[row.pseudonym] != text_version
        ]

    def too_soon(self) -> int:
        """How many said yes on the day on which they took one back, which counts for nothing."""
        return len(again_too_soon(self.events))

    def came_back(self) -> frozenset[str]:
        """The ids of rows of people who had an earlier yes, which ended."""
        names = came_back(self.events)
        return frozenset(row.submission_id for row in self.rows if row.pseudonym in names)
