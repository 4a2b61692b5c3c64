"""Puts each module before the release gate: the course, the register and the content store."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coprod_training.cli.gate_course import CourseSeen
from coprod_training.cli.made_parts import held_today
from coprod_training.cli.own_offer import decided_by
from coprod_training.cli.private_records import has_records, read_records
from coprod_training.content.check.staff_copy import read_staff_copy
from coprod_training.content.course import Course
from coprod_training.content.slot import Slot
from coprod_training.content.slot_offer import undecided
from coprod_training.contributions.consent import Channel
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.gate import Report, decide, decide_course, what_blocks
from coprod_training.contributions.gate.case import Beside, Case, Place, Reasons, State
from coprod_training.contributions.gate.fill import what_fills
from coprod_training.contributions.manifest import manifest_of, write_manifest
from coprod_training.contributions.public import PublicManifest, of_listed, read_public
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.role_keys import RoleKey
from coprod_training.contributions.terms import TERMS_VERSION
from coprod_training.errors import ContentProblems, CoprodError
from coprod_training.yamlfile import read_yaml

CHANNELS: tuple[Channel, ...] = ("course site", "downloaded notebooks")
"""Where a published copy goes: JupyterLab shows it, and the wheel carries it to any machine."""

MANIFEST = Path("course") / "contributors" / "manifest.yaml"


@dataclass(frozen=True, kw_only=True)
class Gate:
    """The gate's answer for the whole course. whole: what is missing across its modules.

    beside: what the course cites beside its modules.
    """

    course: Course
    cases: tuple[Case, ...]
    reports: tuple[Report, ...]
    whole: dict[str, Reasons]
    fills: dict[str, str]
    beside: Beside

    def blocked(self, state: State) -> Mapping[str, tuple[str, ...]]:
        """The rules that keep the course from a state, by module; "" for the course as a whole."""
        return what_blocks(self.reports, self.whole, state)


def ask_gate(
    root: Path,
    private: Path,
    key: RoleKey | None,
    day: date,
    state: State | None = None,
) -> Gate:
    """Ask every rule about every module. root: the staff copy. private: of the workspace.

    state: the one that is asked for, if it is not the course's own. What is built has still to be
    searched for what was withdrawn (`published.searched`); until then G22 blocks.
    Raises ContentProblems when the course cannot be read, and CoprodError when the register
    cannot, or is not here although the course has contributions.
    """
    staff, problems = read_staff_copy(root)
    if staff.course is None or problems:
        raise ContentProblems(problems)
    course = staff.course
    refuse_without_register(root, course, private)
    records, seen = read_records(private, key), CourseSeen(staff, course)
    store = ContentStore(private)
    held = held_today(records.held, records.contributions, root, course, store)
    cases: list[Case] = []
    fills: dict[str, str] = {}
    for module in course.modules:
        review = records.review_of(module.id, course.info.version)
        one = Case(
            module=module.id,
            version=course.info.version,
            day=day,
            wording=TERMS_VERSION,
            channels=CHANNELS,
            places=tuple(_place(one, records.contributions) for one in module.slots),
            contributions=tuple(c for c in records.contributions if c.module == module.id),
            held=held,
            roles=records.roles_of(review),
            review=review,
            course=seen.of(module),
            withdrawn=records.withdrawn,
        )
        one = replace(one, ties={c.ref: records.ties_of(c) for c in one.contributions})
        filled = what_fills(one, state or course.info.status)
        fills.update(filled)
        cases.append(replace(one, filled=frozenset(filled.values())))
    cases = [replace(one, found=None if records.withdrawn else ()) for one in cases]
    settings = {one.id: one.name for one in course.info.settings}
    beside = seen.beside(day)
    return Gate(
        course=course,
        cases=tuple(cases),
        reports=tuple(map(decide, cases)),
        whole=dict(decide_course(cases, settings, beside)),
        fills=fills,
        beside=beside,
    )


def _place(slot: Slot, contributions: Iterable[Contribution]) -> Place:
    left = undecided(slot, decided_by(contributions, slot.id))
    return Place(slot=slot.id, required=slot.required, undecided=left)


def keep_manifest(root: Path, gate: Gate) -> bool:
    """Bring the public manifest into step with the register; returns whether it changed."""
    manifest = manifest_of(gate.cases, gate.reports)
    return write_manifest(
        root / MANIFEST, manifest, slots_of(gate.course), gate.course.info.modules
    )


def refuse_without_register(root: Path, course: Course, private: Path) -> None:
    """Raise CoprodError for a course that is more than an open draft, without its register.

    And for a public manifest that says what it may not, with the register or without.
    """
    manifest = read_manifest(root, course)
    if has_records(private):
        return
    if any(one.status != "open" for one in manifest.slots):
        what = "has contributions"
    elif course.info.status != "draft":
        what = f"says that it is: {course.info.status}"
    else:
        return
    raise CoprodError(
        f"The course {what}. The register of contributors is not here.",
        where=str(private / "register"),
        fix="Give the workspace that has it with --workspace. A hub never has it: a keeper makes"
        " the copy where the register is, and brings it.",
    )


def slots_of(course: Course) -> dict[str, str]:
    """Each slot of the course, and the module that has it."""
    return {slot.id: module.id for module in course.modules for slot in module.slots}


def read_manifest(root: Path, course: Course) -> PublicManifest:
    """The public manifest of the staff copy; an empty one when there is no such file.

    What it says of modules that the course does not list is passed over (`of_listed`).
    """
    path = root / MANIFEST
    if not path.is_file():
        return PublicManifest()
    plain = of_listed(read_yaml(path).data, course.info.modules)
    return read_public(plain, slots_of(course), course.info.modules)
