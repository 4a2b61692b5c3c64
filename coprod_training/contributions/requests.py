"""What a contributor can ask for at any time, and by when it is done.

Nobody has to give a reason, so none is kept. Source: contribution-process.md, section 8.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from coprod_training.contributions.months import WARNING_DAYS, months_after, working_days_after

Wish = Literal["stop using it", "change the credit", "change the content", "pause", "delete"]
Part = Literal["site", "packages", "confirmed"]

CREDIT: Wish = "change the credit"

WORKING_DAYS = 5
"""For packages and for a changed credit."""

MONTHS_TO_DELETE = 1

HOLD_DAYS = 30
"""A released module stays so long without a required contribution, with a banner."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request. site_done_on: nothing of it is served any more, or the change is shown.

    packages_done_on: new packages have it, too. confirmed_on: the person was told in writing.
    entered_on: of a changed credit, the day on which the new one was entered.
    """

    wish: Wish
    asked_on: date
    site_done_on: date | None = None
    packages_done_on: date | None = None
    confirmed_on: date | None = None
    entered_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether nothing of it has been done yet."""
        return self.site_done_on is None and self.packages_done_on is None


@dataclass(frozen=True)
class Due:
    """By when a request is done. None: there is no such part, or it is agreed with the person."""

    site: date | None
    packages: date | None
    confirmation: date | None = None


def due(request: Request) -> Due:
    """The last days for this request. The site is the same day where something is taken off it."""
    day = request.asked_on
    in_working_days = working_days_after(day, WORKING_DAYS)
    match request.wish:
        case "stop using it":
            return Due(day, in_working_days)
        case "change the credit":
            return Due(in_working_days, in_working_days)
        case "change the content":
            return Due(None, None)
        case "pause":
            return Due(day, None)
        case "delete":
            last = months_after(day, MONTHS_TO_DELETE)
            return Due(day, in_working_days, last)


def with_part_done(one: Request, part: Part, on: date) -> Request:
    """The request, with a part of it done that day; the same where that was done before."""
    match part:
        case "site":
            return replace(one, site_done_on=one.site_done_on or on)
        case "packages":
            return replace(one, packages_done_on=one.packages_done_on or on)
        case "confirmed":
            return replace(one, confirmed_on=one.confirmed_on or on)


def with_credit_changed(requests: Iterable[Request], on: date, *, new: bool) -> tuple[Request, ...]:
    """The requests, once a credit was entered: those that wait for one have it.

    new: it differs from the one before. Then that is a request too, where nobody wrote one down.
    """
    found = tuple(requests)
    waiting = [one for one in found if one.wish == CREDIT and one.waits]
    if new and not waiting:
        return (*found, Request(wish=CREDIT, asked_on=on, entered_on=on))
    return tuple(replace(one, entered_on=on) if one in waiting else one for one in found)


def due_lines(request: Request) -> tuple[str, ...]:
    """By when a request is done, in words for whoever enters it."""
    last = due(request)
    parts = (
        ("on the site", last.site),
        ("in packages", last.packages),
        ("confirmed in writing", last.confirmation),
    )
    found = tuple(f'"{request.wish}" is due {where} by {day}.' for where, day in parts if day)
    return found or (f'"{request.wish}": agree with the person by when.',)


def overdue(requests: Iterable[Request], on: date) -> tuple[str, ...]:
    """What should have been done before that day and has not been, in words."""
    found = []
    for request in requests:
        last = due(request)
        parts = (
            ("on the site", last.site, request.site_done_on),
            ("in packages", last.packages, request.packages_done_on),
            ("confirmed in writing", last.confirmation, request.confirmed_on),
        )
        found += [
            f'"{request.wish}", asked for on {request.asked_on}, was due {where} by {day}.'
            for where, day, done in parts
            if day is not None and done is None and on > day
        ]
    return tuple(found)


def asking_again(review_by: date | None, on: date) -> tuple[str, ...]:
    """Whether a contributor is to be asked again soon, or was to be asked, in words.

    review_by: None before there is an agreement. Source: section 5, and 90 days of the corrections.
    """
    if review_by is None or on < review_by - timedelta(days=WARNING_DAYS):
        return ()
    if on >= review_by:
        return (f"its contributor was to be asked again by {review_by}.",)
    return (f"its contributor is to be asked again by {review_by}.",)


def held_until(withdrawn_on: date) -> date:
    """The day on which a released module without a required contribution comes off released."""
    return withdrawn_on + timedelta(days=HOLD_DAYS)
