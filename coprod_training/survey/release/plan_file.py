"""Reads `course/disclosure.yaml` and `course/publication.yaml`, and refuses what is too weak."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import cast, get_args

from coprod_training.content import publication_dates
from coprod_training.content.instrument import Instrument, Item
from coprod_training.content.schema import structure
from coprod_training.disclosure.derived import CHANGE, CHANGES
from coprod_training.disclosure.plan import Question, refused
from coprod_training.disclosure.settings import Settings, too_weak
from coprod_training.disclosure.tables import Kind
from coprod_training.errors import ContentProblems, Problem
from coprod_training.survey.coding import ABOUT, coded_items
from coprod_training.yamlfile import Route, YamlFile, read_yaml

SETTINGS_FILE, PLAN_FILE = "disclosure.yaml", publication_dates.FILE
_KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, kw_only=True)
class Named:
    """One threshold. reason: why it is what it is, in words."""

    value: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class SettingsFile:
    """`course/disclosure.yaml`."""

    settings: dict[str, Named]


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Items that are published as they were answered, in each of these forms."""

    phases: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """Items that are published as improved, same and declined, beside a looking-back item."""

    items: tuple[str, ...]
    beside: str


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    """`course/publication.yaml`. dates: on which a release may be published (P7)."""

    dates: tuple[date, ...]
    groups: tuple[str, ...]
    answers: tuple[Answers, ...]
    change: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What may be published, and when. Looking-back items come before what stands beside them."""

    dates: tuple[date, ...]
    questions: tuple[Question, ...]


def plan_problems(course: Path, instrument: Instrument) -> list[Problem]:
    """What is wrong with both files, of a course that has them."""
    found: list[Problem] = []
    readers: tuple[tuple[str, Callable[[], object]], ...] = (
        (SETTINGS_FILE, lambda: load_settings(course)),
        (PLAN_FILE, lambda: load_plan(course, instrument)),
    )
    for name, read in readers:
        if (course / name).exists():
            try:
                read()
            except ContentProblems as wrong:
                found += wrong.problems
    return found


def load_settings(course: Path) -> Settings:
    """The thresholds.

    Raises ContentProblems with every one that is missing, unknown or too weak.
    """
    file = read_yaml(course / SETTINGS_FILE)
    given = structure(file, file.data, SettingsFile).settings
    names = {field.name for field in fields(Settings)}
    problems = [
        file.problem(("settings", name), f'There is no setting "{name}".', "Take it out.")
        for name in sorted(set(given) - names)
    ]
    problems += [
        file.problem(("settings",), f'The setting "{name}" is missing.', "Put it back.")
        for name in sorted(names - set(given))
    ]
    problems += [
        file.problem(("settings", name), f'"{name}" has no reason.', "Say why it is what it is.")
        for name, one in given.items()
        if not one.reason.strip()
    ]
    if problems:
        raise ContentProblems(problems)
    settings = Settings(**{name: one.value for name, one in given.items()})
    weak = [
        file.problem(("settings", name), what, "Stricter is welcome, weaker is not.")
        for name, what in too_weak(settings)
    ]
    if weak:
        raise ContentProblems(weak)
    return settings


def load_plan(course: Path, instrument: Instrument) -> Plan:
    """What may be published. Raises ContentProblems with everything that may not be in a plan."""
    file = read_yaml(course / PLAN_FILE)
    if wrong := list(publication_dates.date_problems(file, instrument)):
        raise ContentProblems(wrong)
    plan = structure(file, file.data, PlanFile)
    problems = list(_unknown(file, plan, instrument))
    if problems:
        raise ContentProblems(problems)
    kinds = frozenset(cast(Kind, one) for one in plan.groups)
    questions = [
        _answers(instrument.item(item), instrument, phase, kinds)
        for part in plan.answers
        for phase in part.phases
        for item in part.items
    ]
    questions += [
        Question(CHANGE, item, CHANGES, (True,) * len(CHANGES), kinds, part.beside)
        for part in plan.change
        for item in part.items
    ]
    told = [file.problem((), f"{one}: {why}") for one, why in refused(questions, ABOUT)]
    if told:
        raise ContentProblems(told)
    return Plan(tuple(sorted(plan.dates)), tuple(questions))


def _answers(item: Item, instrument: Instrument, phase: str, kinds: frozenset[Kind]) -> Question:
    codes = instrument.codes_of(item)
    counted = tuple(not code.missing for code in codes)
    return Question(phase, item.id, tuple(code.value for code in codes), counted, kinds)


def _unknown(file: YamlFile, plan: PlanFile, instrument: Instrument) -> Iterator[Problem]:
    items = {item.id: item for item in instrument.items}
    read = {*ABOUT, *(item.id for item in coded_items(instrument))}
    for group in plan.groups:
        if group not in _KINDS:
            what = f'"{group}" is not a kind of group. Settings and regions are never crossed.'
            yield file.problem(("groups",), what, f"The kinds are: {', '.join(sorted(_KINDS))}.")
    for number, part in enumerate(plan.answers):
        for phase in part.phases:
            for at, name in enumerate(part.items):
                route: Route = ("answers", number, "items", at)
                item = items.get(name)
                fits = item and item.type == "single" and item.in_dataset and phase in item.phases
                if not fits:
                    what = f"{name} is not asked with single answers in the form {phase}."
                    yield file.problem(route, what, "Take it out.")
                elif name not in read:
                    what = f"{name} is asked, but no release counts its answers."
                    yield file.problem(route, what, "Take it out.")
    shown = {name for part in plan.answers if "post" in part.phases for name in part.items}
    for number, change in enumerate(plan.change):
        for at, name in enumerate(change.items):
            item = items.get(name)
            if item is None or not {"pre", "post"} <= set(item.phases):
                what = f"{name} is not asked both before and after the course."
                route = ("change", number, "items", at)
                yield file.problem(route, what, "Take it out.")
        if change.beside not in shown or not change.beside.startswith("THN"):
            what = f'"{change.beside}" is no looking-back item that is published after the course.'
            yield file.problem(("change", number), what, "Name the one that goes with these.")
