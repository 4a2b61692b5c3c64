"""Consent and answers of a hub's learners, as its collector keeps them: of no workspace's store."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod_training.survey.consent import ConsentEvent, consented
from coprod_training.survey.responses import Response


@dataclass(frozen=True)
class FromHub:
    """events: each pseudonym's in their order. rows: of everybody who answered."""

    events: Sequence[ConsentEvent]
    rows: Sequence[Response]

    def standing(self, text_version: str) -> list[Response]:
        """The rows of people whose yes stands. text_version: of the consent text as it is now."""
        agreed = consented(self.events, text_version)
        return [row for row in self.rows if row.pseudonym in agreed]
