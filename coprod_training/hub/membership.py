"""What somebody is on a hub, worked out from the records of enrolment. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args

from coprod_training.collector import scopes
from coprod_training.hub import roles

Role = Literal["learner", "trainer", "monitor", "keeper", "operator"]
ROLES: tuple[str, ...] = get_args(Role)
SCHEMA = 1
CONSENT_TEXT = "hub-3"
"""The version of the words in templates/coprod-begin.html. Other words, another version: then
whoever said yes to the earlier ones is asked again, and is not counted until they answer."""
_COUNTED = {True: scopes.COUNTED, False: scopes.SAID_NO}
_GROUPS = {
    "trainer": roles.TRAINERS,
    "monitor": roles.MONITORS,
    "keeper": roles.KEEPERS,
    "operator": roles.OPERATORS,
}


@dataclass(frozen=True)
class Place:
    """One place on the course. cohort, service: "" when it has none of its own."""

    role: str
    cohort: str = ""
    service: str = ""


@dataclass(frozen=True)
class Membership:
    """What one account is. counted: None until they were asked, in the words of today.

    learnt_in: the cohorts that they have or had a place in as learners, the newest last.
    learnt: whether they have or had a place as a learner, with a cohort or without.
    taken_off: by whoever runs the hub; a code that is passed around does not let them in again.
    """

    places: frozenset[Place] = frozenset()
    learnt_in: tuple[str, ...] = ()
    learnt: bool = False
    service: str = ""
    counted: bool | None = None
    taken_off: bool = False

    @property
    def cohort(self) -> str:
        """The one they learn in: the newest that they have a place in; "" without one."""
        still = {one.cohort for one in self.places if one.role == "learner"}
        return next((one for one in reversed(self.learnt_in) if one in still), "")

    def learnt_before(self, place: Place) -> bool:
        """Whether a place is a learner's in another cohort than the one they learn in now."""
        return place.role == "learner" and place.cohort not in ("", self.cohort)

    @property
    def is_learner(self) -> bool:
        """Whether there is a course for them."""
        return any(one.role == "learner" for one in self.places)

    @property
    def has_begun(self) -> bool:
        """Whether they have said for which service they work and whether they are counted."""
        return bool(self.service) and self.counted is not None

    @property
    def trains(self) -> list[str]:
        """The cohorts that they are a trainer of, in order."""
        return sorted({one.cohort for one in self.places if one.role == "trainer"})

    def has_said(self, service: str, counted: bool) -> bool:
        """Whether these are their answers already."""
        return (self.service, self.counted) == (service, counted)

    def is_a(self, role: Role) -> bool:
        """Whether they have a place of this role."""
        return any(one.role == role for one in self.places)

    def groups(self) -> set[str]:
        """The hub groups that follow from it. Nobody can open a course before they have begun."""
        # A role that this version does not know stands for nothing, and shuts nobody out.
        known = {one.role for one in self.places} & set(_GROUPS)
        found = {_GROUPS[role] for role in known}
        found |= {roles.trainers_of(cohort) for cohort in self.trains}
        if self.is_learner and self.service:
            found |= {roles.LEARNERS, roles.people_of(self.service)}
            found |= {roles.learners_of(self.cohort)} if self.cohort else set()
            found |= {_COUNTED[self.counted]} if self.counted is not None else set()
        return found

    def with_place(self, place: Place) -> "Membership":
        """The same with one more place."""
        learnt_in, learns = self.learnt_in, place.role == "learner"
        if learns and place.cohort:
            learnt_in = (*(one for one in learnt_in if one != place.cohort), place.cohort)
        return replace(
            self,
            places=self.places | {place},
            learnt_in=learnt_in,
            learnt=self.learnt or learns,
            taken_off=False,
        )

    def asked_again(self, service: str) -> "Membership":
        """Without the service they had chosen, after a code that is for a different one."""
        return replace(self, service="") if service not in ("", self.service) else self

    def without_place(self, place: Place) -> "Membership":
        """The same with one place less."""
        return replace(self, places=self.places - {place})


@dataclass(frozen=True)
class JoinCode:
    """A code that gives its place. uses: how many came in with it.

    closed: by hand, or as its person was taken off.
    """

    place: Place
    until: str
    most: int
    account: str = ""
    uses: int = 0
    closed: bool = False

    def holds(self, account: str, now: datetime, *, taken_off: bool = False) -> bool:
        """Whether this account may use it. A personal code is for the account it names, once."""
        if taken_off and not self.account:
            return False
        if self.closed or self.uses >= self.most or now.isoformat() > self.until:
            return False
        return self.account in ("", account)


@dataclass(frozen=True)
class Enrolment:
    """Everybody's membership by account, and every join code by what is kept of it."""

    people: dict[str, Membership]
    codes: dict[str, JoinCode]
    named: frozenset[str] = frozenset()

    def of(self, account: str) -> Membership:
        """What an account is; of an unknown one, nothing."""
        return self.people.get(account, Membership())

    @property
    def cohorts(self) -> list[str]:
        """Every cohort: those that were named, and those that somebody has a place in; in order."""
        places = [one for person in self.people.values() for one in person.places]
        places += [code.place for code in self.codes.values()]
        return sorted(self.named | {one.cohort for one in places if one.cohort})


def fold(records: Iterable[dict[str, Any]]) -> Enrolment:
    """Read the records in their order. A kind of record that is not known is passed over."""
    people: dict[str, Membership] = {}
    codes: dict[str, JoinCode] = {}
    named: set[str] = set()
    for one in records:
        account = str(one.get("account", ""))
        before = people.get(account, Membership())
        match one.get("what"):
            case "enrolled":
                people[account] = before.with_place(_place(one))
            case "left":
                people[account] = before.without_place(_place(one))
            case "taken off":  # whoever comes back is asked anew
                people[account] = replace(before, taken_off=True, service="", counted=None)
                # Nor does an older code of their own bring them back: only one that is made after.
                codes |= {
                    name: replace(code, closed=True)
                    for name, code in codes.items()
                    if code.account == account
                }
            case "cohort":
                named.add(str(one["cohort"]))
            case "code":
                codes[one["code"]] = JoinCode(_place(one), one["until"], one["most"], account)
            case "closed" if one.get("code") in codes:
                codes[one["code"]] = replace(codes[one["code"]], closed=True)
            case "joined" if one.get("code") in codes:
                code = codes[one["code"]]
                codes[one["code"]] = replace(code, uses=code.uses + 1)
                if account:  # else of somebody who was erased
                    people[account] = before.with_place(code.place).asked_again(code.place.service)
            case "began":
                people[account] = replace(
                    before, service=str(one["service"]), counted=_counted(one)
                )
    return Enrolment(people, codes, frozenset(named))


def ends_of(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records that a code was closed, or that somebody left or was taken off and still is."""
    now = fold(records)

    def holds(one: dict[str, Any]) -> bool:
        who = now.of(str(one.get("account", "")))
        match one.get("what"):
            case "closed":
                return True
            case "left":
                return _place(one) not in who.places
            case "taken off":
                return who.taken_off
        return False

    return [one for one in records if holds(one)]


def answers(records: Iterable[dict[str, Any]]) -> dict[str, tuple[datetime, bool]]:
    """When each account last said whether it may be counted, UTC, and what it said.

    A yes to earlier words is one as well, and what somebody said who was taken off since.
    """
    return {
        str(one.get("account", "")): (datetime.fromisoformat(one["at"]), bool(one["counted"]))
        for one in records
        if one.get("what") == "began"
    }


def _counted(record: dict[str, Any]) -> bool | None:
    """A yes is to the words that were read; a no is a no."""
    said = bool(record["counted"])
    return None if said and record.get("text") != CONSENT_TEXT else said


def _place(record: dict[str, Any]) -> Place:
    return Place(
        str(record.get("role", "")), str(record.get("cohort", "")), str(record.get("service", ""))
    )
