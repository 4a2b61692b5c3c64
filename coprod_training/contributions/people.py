"""Who does what for one module, and which of it may not meet in one person.

Who is keeper changes, and so each has days: what counts is who was keeper while a contribution was
asked for and looked after. A reason names roles, never a person.
Source: contribution-process.md, section 1 and rule G14; decision 0036.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coprod_training.contributions.record import ENDED, Contribution

Tie = Literal["line manager", "care worker", "clinician", "employment specialist"]
CARE: frozenset[Tie] = frozenset({"care worker", "clinician", "employment specialist"})


@dataclass(frozen=True, kw_only=True)
class Term:
    """Somebody in a role, from a day on. until: their last day in it; None while they hold it."""

    person: str
    since: date
    until: date | None = None

    def reaches(self, first: date, last: date) -> bool:
        """Whether they held it on any day from the first to the last."""
        return self.since <= last and (self.until is None or self.until >= first)


@dataclass(frozen=True, kw_only=True)
class Roles:
    """Who holds which role for one module: references of people, and None where nobody does.

    keepers: each of them, the one who stands in as well, and those who were. contacts: whoever
    has, or had, a contributor contact's key.
    """

    author: str
    keepers: tuple[Term, ...] = ()
    contacts: tuple[Term, ...] = ()
    lead: str | None = None
    release_manager: str | None = None
    data_protection: str | None = None
    reviewers: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Ties:
    """What people are to one contributor outside the course: person to what they are.

    asked_on: the day on which the contributor was asked. Without it an empty `of` says nothing: it
    is not that nobody here is close to them, but that nobody knows.
    """

    asked_on: date | None = None
    of: Mapping[str, frozenset[Tie]] = field(default_factory=dict)

    def between(self, person: str | None) -> frozenset[Tie]:
        """What one person is to the contributor; nothing where none is known."""
        return self.of.get(person, frozenset()) if person else frozenset()


def held_on(terms: Iterable[Term], first: date, last: date) -> frozenset[str]:
    """Everybody who held a role on any day from the first to the last."""
    return frozenset(one.person for one in terms if one.reaches(first, last))


def looked_after_since(c: Contribution, day: date) -> date:
    """The first day from which it counts who was keeper. day: today.

    That is the day on which the contributor was asked; once they were asked again, that of their
    new yes; and today for what is over, since nobody is asked again about that.
    """
    if c.status in ENDED:
        return day
    agreed, yes = c.reached.get("terms agreed"), c.consents.use
    if agreed is not None and yes.yes and yes.on is not None and yes.on > agreed:
        return yes.on
    return c.reached.get("invited", min(c.reached.values(), default=day))


def roles_that_meet(roles: Roles, day: date) -> tuple[str, ...]:
    """Roles that one person may not hold together, each in words. day: today.

    Only what the module's review cannot know: the rest is `review_rules.own_review`.
    """
    if roles.author in held_on(roles.keepers, day, day):
        return ("A keeper may not edit content, and is the author of the module.",)
    return ()


def too_close(contribution: Contribution, roles: Roles, ties: Ties, day: date) -> tuple[str, ...]:
    """Who stands too close to a contributor for what they do here, in words. day: today.

    No keeper is in their line or care. Nobody from their care asks for, collects or approves
    the contribution.
    """
    found = []
    first = looked_after_since(contribution, day)
    keepers = held_on(roles.keepers, first, day)
    if contribution.person in keepers:
        found.append("A keeper would keep the record of their own contribution.")
    now = held_on(roles.keepers, day, day)
    for who, is_was in ((now, "is"), (keepers - now, "was")):
        if kept_by := {tie for one in who for tie in ties.between(one)}:
            found.append(_kept_by(sorted(kept_by), is_was))
    contacts = held_on(roles.contacts, first, day)
    if close := {tie for one in contacts for tie in ties.between(one)} & CARE:
        found.append(f"A contributor contact is, or was, their {_listed(sorted(close))}.")
    asking = {tie for person in contribution.asked_by for tie in ties.between(person)} & CARE
    if asking:
        found.append(f"The contributor's {_listed(sorted(asking))} asked for the contribution.")
    deciding = {
        tie
        for person in (roles.lead, roles.release_manager, *sorted(roles.reviewers))
        for tie in ties.between(person)
    } & CARE
    if deciding:
        found.append(f"The contributor's {_listed(sorted(deciding))} would approve it.")
    return tuple(found)


def came_after_asking(contribution: Contribution, roles: Roles, ties: Ties, day: date) -> bool:
    """Whether somebody looks after it who came once its contributor had been asked about ties."""
    first = looked_after_since(contribution, day)
    every = [one for one in (*roles.keepers, *roles.contacts) if one.reaches(first, day)]
    return ties.asked_on is not None and any(one.since > ties.asked_on for one in every)


def _kept_by(ties: list[Tie], is_was: str) -> str:
    said = f"A keeper {is_was} the contributor's {_listed(ties)}"
    if is_was == "is":
        return f"{said}."
    return (
        f"{said} when they agreed. Let today's keeper ask them for a new yes to its use: consent."
    )


def _listed(ties: list[Tie]) -> str:
    return " and ".join(ties)
