"""What the private register and the content store hold, for the commands that need them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from coprod_training.cli.role_key import role_key
from coprod_training.content.schema import structure
from coprod_training.contributions import side_routes
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.file_traces import traces_in
from coprod_training.contributions.gate.case import Held
from coprod_training.contributions.gate.pointers import words_in
from coprod_training.contributions.people import Roles, Term, Ties
from coprod_training.contributions.person import Person
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.recordings import recording_of
from coprod_training.contributions.refs import is_ref
from coprod_training.contributions.register import Register
from coprod_training.contributions.review import ModuleReview
from coprod_training.contributions.review_rules import review_of, with_contributors
from coprod_training.contributions.role_keys import RoleKey
from coprod_training.contributions.shown_as import is_recording
from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml

ROLES_FILE = "course-roles.yaml"


@dataclass(frozen=True, kw_only=True)
class CourseRoles:
    """course-roles.yaml in private/register/: who holds a role for the whole course, by reference.

    keepers: everybody who has, or had, a keeper's key, each with their days. contacts: the same of
    a contributor contact's. The author and the lead of a module stand in its review.
    """

    keepers: tuple[Term, ...] = ()
    contacts: tuple[Term, ...] = ()
    release_manager: str | None = None
    data_protection: str | None = None


@dataclass(frozen=True, kw_only=True)
class Records:
    """Everything that the gate asks the register and the content store for."""

    contributions: tuple[Contribution, ...] = ()
    reviews: tuple[ModuleReview, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    held: Mapping[str, Held] = field(default_factory=dict)
    roles: CourseRoles = field(default_factory=CourseRoles)
    withdrawn: frozenset[str] = frozenset()

    def review_of(self, module: str, version: str) -> ModuleReview | None:
        """The review of this version; else the newest of the module; else None."""
        return review_of(self.reviews, module, version)

    def roles_of(self, review: ModuleReview | None) -> Roles | None:
        """Who holds which role for a module; None where not even its author is on record."""
        if review is None:
            return None
        return Roles(
            author=review.author,
            keepers=self.roles.keepers,
            contacts=self.roles.contacts,
            lead=review.lead,
            release_manager=self.roles.release_manager,
            data_protection=self.roles.data_protection,
            reviewers=frozenset(one.person for one in review.reviewers if one.counts),
        )

    def ties_of(self, one: Contribution) -> Ties:
        """What people with roles are to its contributor."""
        person = self.people.get(one.person or "")
        return Ties(asked_on=person.ties_asked_on, of=person.ties) if person else Ties()


def has_records(private: Path) -> bool:
    """Whether there is a register at all. A course that nobody was invited to has none."""
    return (private / "register" / "register.jsonl").exists()


def own_key(private: Path, path: Path | None) -> RoleKey | None:
    """The key in this file, its passphrase asked for once; None where none is given or needed.

    Raises CoprodError where there is no key, also while nothing needs one.
    """
    if path is None or (path.is_file() and not has_records(private)):
        return None
    return role_key(path)


def open_register(private: Path, key: RoleKey | None) -> Register:
    """The register, opened with this key. Raises CoprodError without one."""
    if key is None:
        raise CoprodError(
            "The register of contributors is sealed.",
            where=str(private / "register"),
            fix="Give the place of your own key with --key. A keeper's opens all that this needs.",
        )
    return Register(private, key)


def read_records(private: Path, key: RoleKey | None) -> Records:
    """Everything, read with this key; nothing at all where there is no register yet.

    What the content store has taken out counts as withdrawn, whatever the register says so far.
    Raises CoprodError when the key does not open all that the gate needs: a record that cannot be
    read is never taken for one that is in order.
    """
    if not has_records(private):
        return Records()
    register = open_register(private, key)
    store = ContentStore(private)
    gone = store.withdrawn()
    contributions = tuple(
        side_routes.withdraw(one, gone[one.ref]) if one.ref in gone else one
        for ref in register.refs("contribution")
        for one in [register.read("contribution", ref).record]
    )
    people = {ref: register.read("person", ref).record for ref in register.refs("person")}
    reviews = (register.read("review", ref).record for ref in register.refs("review"))
    everybody = [vars(one) for one in contributions]
    return Records(
        contributions=contributions,
        reviews=tuple(with_contributors(one, everybody) for one in reviews),
        people=people,
        held={
            one.ref: held_of(store, one, people.get(one.person or ""), one.edits.approved_hash)
            for one in contributions
        },
        roles=course_roles(private),
        withdrawn=frozenset(gone),
    )


def held_of(
    store: ContentStore, one: Contribution, person: Person | None, version: str | None
) -> Held:
    """What the content store holds of one. version: the keyed hash of what is looked at."""
    newest, looked_at = store.newest(one.ref), version or ""
    held = Held(
        newest_hash=newest.hash if newest else None,
        approved_is_there=False,
        credit=store.text(one.ref, "credit"),
        known=_known(person),
    )
    if is_recording(one.kind):
        found = recording_of(store, one.ref, looked_at)
        if found is None:
            return held
        return replace(
            held,
            approved_is_there=True,
            text=found.transcript,
            lacks=found.lacks,
            traces=traces_in(found.content),
        )
    content = store.read(one.ref, looked_at)
    text = content.decode(errors="replace") if content is not None else ""
    return replace(held, approved_is_there=content is not None, text=text)


def _known(person: Person | None) -> frozenset[str]:
    """Words that would give the person away: their name, and how they are reached.

    A name may be short; a single letter of one, and short words in an address, are everybody's.
    """
    if person is None:
        return frozenset()
    name = (word for word in words_in(person.name) if len(word) > 1)
    return frozenset({*name, *(word for word in words_in(person.reach) if len(word) > 2)})


def course_roles(private: Path) -> CourseRoles:
    """Who holds a role for the whole course.

    Raises CoprodError for what is no reference, and for a keeper without the day they began.
    """
    path = private / "register" / ROLES_FILE
    if not path.is_file():
        return CourseRoles()
    file = read_yaml(path)
    for role in ("keepers", "contacts"):
        if any(isinstance(one, str) for one in _list_in(file.data, role)):
            raise CoprodError(
                f"It is not on record since when these are {role}.",
                where=str(path),
                fix='Write each as {person: "REFERENCE", since: 2027-01-04}, and until: with their'
                " last day once they have left.",
            )
    found = structure(file, file.data, CourseRoles)
    terms = (*found.keepers, *found.contacts)
    named = (*(one.person for one in terms), found.release_manager, found.data_protection)
    if any(one and not is_ref(one) for one in named):
        raise CoprodError(
            "People are kept here by a meaningless reference, never by a name.",
            where=str(path),
            fix="Write the reference that the register gave.",
        )
    if any(one.until is not None and one.until < one.since for one in terms):
        raise CoprodError(
            "Somebody's last day in a role is before their first.",
            where=str(path),
            fix="Check since and until.",
        )
    return found


def _list_in(data: object, name: str) -> list[object]:
    found = data.get(name) if isinstance(data, Mapping) else None
    return found if isinstance(found, list) else []
