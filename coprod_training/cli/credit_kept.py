"""A credit that was entered: what copies take of it, and the wish that it answers."""

from dataclasses import replace
from datetime import date

from coprod_training.cli.keepers_desk import Desk
from coprod_training.contributions.content_store import Part
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.requests import with_credit_changed


def credit_entered(c: Contribution, now: Contribution, on: date) -> Contribution:
    """The record after a step, with the wish for another credit marked as entered that day.

    c: the record before the step. A credit that was typed again as it is makes no new wish.
    """
    changed = c.attribution is not None and now.attribution != c.attribution
    return replace(now, requests=with_credit_changed(now.requests, on, new=changed))


def keep_credit(desk: Desk, c: Contribution) -> None:
    """Copies take the credit from the content store, exactly as it was typed."""
    if c.attribution is not None:
        keep_text(desk, c, c.attribution.display_text, "credit")
        keep_text(desk, c, c.attribution.cited_as, "citation")


def keep_text(desk: Desk, c: Contribution, text: str, part: Part) -> None:
    """Leave a part for the content store, once the register has the record."""
    desk.to_keep.append(lambda: desk.store.keep(c.ref, text.encode(), part=part))
