"""Who does what for one module, and which of it may not meet in one person.

Source: contribution-process.md, section 1 and rule G14. A reason names roles, never a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from coprod_training.contributions.record import Contribution

Tie = Literal["line manager", "care worker", "clinician", "employment specialist"]
CARE: frozenset[Tie] = frozenset({"care worker", "clinician", "employment specialist"})


@dataclass(frozen=True, kw_only=True)
class Roles:
    """Who holds which role for one module: references of people, and None where nobody does.

    keepers: each of them, the one who stands in as well.
    """

    author: str
    keepers: frozenset[str] = frozenset()
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


def roles_that_meet(roles: Roles) -> tuple[str, ...]:
    """Roles of one module that one person may not hold together, each in words."""
    found = []
    if roles.author in roles.reviewers:
        found.append("The author of the module is also one of its reviewers.")
    if roles.author == roles.lead:
        found.append("The author of the module would sign it as its lived-experience lead.")
    if roles.author in roles.keepers:
        found.append("A keeper may not edit content, and is the author of the module.")
    if roles.reviewers and roles.reviewers <= {roles.lead}:
        found.append("The lived-experience lead is its only lived-experience voice.")
    return tuple(found)


def too_close(contribution: Contribution, roles: Roles, ties: Ties) -> tuple[str, ...]:
    """Who stands too close to a contributor for what they do here, in words.

    No keeper is in their line or care. Nobody from their care asks for, collects or approves
    the contribution.
    """
    found = []
    if contribution.person in roles.keepers:
        found.append("A keeper would keep the record of their own contribution.")
    kept_by = {tie for keeper in roles.keepers for tie in ties.between(keeper)}
    if kept_by:
        found.append(f"A keeper is the contributor's {_listed(sorted(kept_by))}.")
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


def _listed(ties: list[Tie]) -> str:
    return " and ".join(ties)
