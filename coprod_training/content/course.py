"""The course as it lies on the disk, read into frozen dataclasses.

Two forms have the same shape: the staff copy, with keys and rubrics in `assessments/`, and the
published copy, without. `is_published` tells them apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from coprod_training.activities import Activity
from coprod_training.content.assessment import Assessment
from coprod_training.content.facilitator_notes import FacilitatorNotes
from coprod_training.content.fill import all_filled, unknown_items, with_keeping
from coprod_training.content.instrument import Instrument, load_instrument
from coprod_training.content.named import named
from coprod_training.content.resources import load_resources, with_resources
from coprod_training.content.schema import structure
from coprod_training.content.slot import Slot
from coprod_training.content.survey_sections import FILE, load_survey_sections
from coprod_training.content.warm_ups import with_earlier
from coprod_training.errors import ContentProblems, CourseNotFound, UnknownActivity
from coprod_training.yamlfile import YamlFile, read_yaml

Status = Literal["draft", "pilot", "released"]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One of the settings a learner may work in."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PassRule:
    """What completes the course. Source: curriculum.md, Marking.

    objective_percent: of the points of the course's auto-marked questions, counted together.
    reflection_level: 0 to 3, for each reflection.
    """

    objective_percent: float
    reflection_level: int


@dataclass(frozen=True, kw_only=True)
class HelpContact:
    """Somebody to turn to; shown under every free-text field."""

    name: str
    how: str

    @property
    def waits(self) -> bool:
        """Whether the service still has to fill it in: a place to fill in stands in brackets."""
        return self.name.startswith("[") or self.how.startswith("[")


@dataclass(frozen=True, kw_only=True)
class Help:
    """What a service says of itself: the words under every free-text field, and in story plans.

    working_days, who_can_reach, backups_kept: empty until the service sets them.
    """

    contacts: tuple[HelpContact, ...]
    working_days: str = ""
    who_can_reach: str = ""
    backups_kept: str = ""

    @property
    def waits(self) -> bool:
        """Whether anything that learners read there is still to be set."""
        places = (self.working_days, self.who_can_reach, self.backups_kept)
        open_yet = any(not said.strip() or said.startswith("[") for said in places)
        return open_yet or any(one.waits for one in self.contacts)


@dataclass(frozen=True, kw_only=True)
class Holds:
    """How long a released copy is what it says. until: the first day, ISO, on which it is not.

    status_words, certificate_off: what it says from that day on, as the draft that it then is.
    began_keep: whether who began before that day can still earn the certificate. keep_until: the
    first day, ISO, on which they cannot any more; "" for none.
    """

    until: str
    status_words: str
    certificate_off: str
    began_keep: bool = False
    keep_until: str = ""


@dataclass(frozen=True, kw_only=True)
class CourseFile:
    """course.yaml. modules and assessments: slugs, in the order they are taught.

    notice, holds, speakers, testers, published: in a published copy only. notice: what learners of
    a released course have to know, such as that a contribution was removed. speakers: for each
    setting that a released copy needs, the references of those who speak for it. testers: of a
    pilot, by their digests (on_a_day.py).
    """

    id: str
    title: str
    version: str
    status: Status
    status_words: str
    certificate_off: str
    licence: str
    instrument: str
    settings: tuple[Setting, ...]
    modules: tuple[str, ...]
    assessments: tuple[str, ...]
    pass_rule: PassRule
    help: Help
    activities: tuple[Activity, ...] = ()
    forum_terms: tuple[str, ...] = ()  # what is settled about the national forum, in sentences
    published: bool = False
    notice: str = ""
    holds: Holds | None = None
    speakers: tuple[tuple[str, ...], ...] = ()
    testers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContentNote:
    """What the next section is about, before it comes; skip_to: the heading after it."""

    text: str
    skip_to: str


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A passage that differs by setting. texts: one for each setting id of the course."""

    id: str
    texts: dict[str, str]
    made_up: bool = True


@dataclass(frozen=True, kw_only=True)
class TeamTask:
    """Ten minutes away from the screen. Never unpaid work for a client."""

    text: str
    with_partner: str
    staff_only: str
    minutes: int = 10


@dataclass(frozen=True, kw_only=True)
class Module:
    """modules/<slug>.yaml. minutes: reading and core activities together.

    minutes_with_everything: with what may be left out too. optional: never needed, no number.
    """

    id: str
    title: str
    lead: str
    minutes: int
    minutes_with_everything: int
    outcomes: tuple[str, ...]
    activities: tuple[Activity, ...]
    team_task: TeamTask
    optional: bool = False
    content_note: ContentNote | None = None
    slots: tuple[Slot, ...] = ()
    variants: tuple[Variant, ...] = ()
    facilitator_notes: FacilitatorNotes | str = ""  # a text alone where there is little to say


@dataclass(frozen=True)
class Course:
    """Everything that is taught. root: the folder that holds course.yaml.

    files: course.yaml, then one for each module, then one for each assessment.
    """

    root: Path
    info: CourseFile
    modules: tuple[Module, ...]
    assessments: tuple[Assessment, ...]
    instrument: Instrument
    files: tuple[YamlFile, ...] = field(repr=False, default=())

    @property
    def is_published(self) -> bool:
        """Whether this copy is the learners': it has no keys."""
        return self.info.published

    def activities(self) -> Iterator[tuple[str, Activity]]:
        """Every activity with the slug of its notebook: "course" for those of course.yaml."""
        for activity in self.info.activities:
            yield "course", activity
        for module in self.modules:
            for activity in module.activities:
                yield module.id, activity
        for assessment in self.assessments:
            for _, question in assessment.every_question():
                yield assessment.id, question.activity

    def find(self, activity_id: str) -> tuple[str, Activity]:
        """The slug and the activity. Raises UnknownActivity."""
        for slug, activity in self.activities():
            if activity.id == activity_id:
                return slug, activity
        raise UnknownActivity(
            f'This course has no activity called "{activity_id}".',
            fix="Check its name in the notebook, or start the course again to get the newest copy.",
        )

    def module(self, slug: str) -> Module | None:
        """One module, or None."""
        return next((m for m in self.modules if m.id == slug), None)

    def assessment(self, slug: str) -> Assessment | None:
        """One assessment, or None."""
        return next((a for a in self.assessments if a.id == slug), None)

    def module_files(self) -> Iterator[tuple[YamlFile, Module]]:
        """Each module with the file it was read from."""
        return zip(self.files[1:], self.modules, strict=False)

    def assessment_files(self) -> Iterator[tuple[YamlFile, Assessment]]:
        """Each assessment with the file it was read from."""
        return zip(self.files[1 + len(self.modules) :], self.assessments, strict=True)


def load_course(root: Path) -> Course:
    """Read the course in `root`.

    Raises CourseNotFound when there is no course.yaml there, and ContentProblems with every
    mistake in every file.
    """
    if not (root / "course.yaml").is_file():
        raise CourseNotFound(
            "There is no course here.",
            where=str(root),
            fix="Give the folder that holds course.yaml, or leave the option out.",
        )
    file = read_yaml(root / "course.yaml")
    info = structure(file, file.data, CourseFile)
    files, problems, instrument = [file], [], None
    modules, assessments, listed = [], [], None
    try:
        instrument = load_instrument(root / "instruments" / f"{info.instrument}.yaml")
        problems += unknown_items(file, info.activities, instrument)
        listed = load_resources(root / "resources.yaml")
    except ContentProblems as error:
        problems += error.problems
    try:
        if not info.published:  # a copy of before stays open: its self-check alone says it
            load_survey_sections(root / FILE)
    except ContentProblems as error:
        problems += error.problems
    for slug in info.modules:
        try:
            files.append(one := read_yaml(root / "modules" / f"{slug}.yaml"))
            modules.append(named(one, structure(one, one.data, Module), slug))
            problems += unknown_items(one, modules[-1].activities, instrument)
        except ContentProblems as error:
            problems += error.problems
    for slug in info.assessments:
        try:
            files.append(one := read_yaml(root / "assessments" / f"{slug}.yaml"))
            assessments.append(named(one, structure(one, one.data, Assessment), slug))
        except ContentProblems as error:
            problems += error.problems
    if problems or instrument is None or listed is None:
        raise ContentProblems(problems)
    settings = {one.id: one.name for one in info.settings}
    find = partial(with_resources, listed=listed, instrument=instrument, settings=settings)

    def whole(activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
        places = (info.help.who_can_reach, info.help.backups_kept)
        return tuple(find(with_keeping(one, *places)) for one in all_filled(activities, instrument))

    return Course(
        root,
        replace(info, activities=whole(info.activities)),
        with_earlier([replace(m, activities=whole(m.activities)) for m in modules]),
        tuple(assessments),
        instrument,
        tuple(files),
    )
