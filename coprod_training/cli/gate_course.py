"""What the release gate needs to know of the course, as plain data: one module at a time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from coprod_training.content.check.claims import (
    activities_rest_on_facts,
    claims_cite_facts,
    what_sounds_like_research_cites_it,
)
from coprod_training.content.check.pictures import every_picture_has_words
from coprod_training.content.check.reading_table import Read, read_all
from coprod_training.content.check.staff_copy import StaffCopy, placed_activities, texts_of
from coprod_training.content.check.words import made_up_things_say_so, nobody_is_quoted
from coprod_training.content.course import Course, Module
from coprod_training.content.facts import cited_in
from coprod_training.content.gate_lists import load_materials, load_page_checks, page_digest
from coprod_training.content.glossary import FILE, Term, load_glossary
from coprod_training.content.module_digest import module_digest, module_of
from coprod_training.content.resources import load_resources
from coprod_training.contributions.gate import case as gate
from coprod_training.errors import Problem
from coprod_training.yamlfile import read_yaml

PLACEHOLDER = "Placeholder, to be replaced with contributors"
RESOURCES = "resource_finder"

Rule = Callable[[StaffCopy], Iterator[Problem]]


def plain_words(terms: Iterable[Term]) -> frozenset[str]:
    """Words of the course's own glossary: one of them points to nobody, also with a capital."""
    return frozenset(word for one in terms for word in one.term.split())


class CourseSeen:
    """The staff copy as the gate sees it. Everything is looked for once, for all modules."""

    def __init__(self, staff: StaffCopy, course: Course) -> None:
        """Run the course's own checks, and sort what they find by module."""
        self._staff, self._course = staff, course
        self._uncited = self._places(
            claims_cite_facts, what_sounds_like_research_cites_it, activities_rest_on_facts
        )
        self._unlabelled = self._places(made_up_things_say_so)
        self._quoted = self._places(nobody_is_quoted)
        self._no_text = self._places(every_picture_has_words)
        self._read: list[Read] = read_all(staff)
        self._materials = load_materials(course.root)
        self._resources = load_resources(course.root / "resources.yaml").resources
        self._checks = load_page_checks(course.root)
        self._terms = load_glossary(course.root / FILE)
        self._plain = plain_words(self._terms)

    def of(self, module: Module) -> gate.Course:
        """Everything about one module and its exercises."""
        kinds = self._kinds(module)
        return gate.Course(
            cited=tuple(self._cited(module)),
            placeholders=tuple(self._placeholders(module)),
            uncited=self._uncited.get(module.id, ()),
            unlabelled=self._unlabelled.get(module.id, ()),
            quoted=self._quoted.get(module.id, ()),
            no_text_alternative=self._no_text.get(module.id, ()),
            drawn=tuple(self._drawn(kind) for kind in kinds),
            reading={
                one.reading.section: one.reading.age
                for one in self._read
                if self._module_of(one.file) == module.id
            },
            materials=tuple(self._used(module, kinds)),
            plain=self._plain,
            digest=module_digest(self._staff, self._course, module.id),
        )

    def beside(self, day: date) -> gate.Beside:
        """What the course cites outside its modules: its own check asks the same once released."""
        ids = {fact for one in self._resources for fact in one.facts}
        ids |= {fact for one in self._terms for fact in one.facts}
        ids |= {fact for one in self._course.instrument.items for fact in one.facts}
        name = f"{self._course.info.instrument}.yaml"
        survey = read_yaml(self._course.root / "instruments" / name).data
        ids |= {fact for _, words in texts_of(survey) for fact in cited_in(words)}
        for placed in placed_activities(self._course):
            if placed.slug == "course":
                ids |= {fact for _, fact in placed.activity.citations()}
        return gate.Beside(
            day=day,
            cited=tuple(map(self._fact, sorted(ids))),
            links={one.id: _day(one.checked_on) for one in self._resources},
        )

    def _places(self, *rules: Rule) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for rule in rules:
            for problem in rule(self._staff):
                name = problem.path.relative_to(self._staff.root).as_posix()
                place = f"{name}, line {problem.line}" if problem.line else name
                found.setdefault(self._module_of(problem.path), []).append(place)
        return {module: tuple(dict.fromkeys(places)) for module, places in found.items()}

    def _module_of(self, path: Path) -> str:
        return module_of(self._course, path)

    def _kinds(self, module: Module) -> list[str]:
        kinds = {
            placed.activity.kind
            for placed in placed_activities(self._course)
            if self._owner(placed.slug) == module.id
        }
        kinds |= {"slot"} if module.slots else set()
        kinds |= {"variant"} if module.variants else set()
        return sorted(kinds)

    def _owner(self, slug: str) -> str:
        exercise = self._course.assessment(slug)
        return exercise.module if exercise is not None else slug

    def _cited(self, module: Module) -> Iterator[gate.Cited]:
        ids: set[str] = set()
        for notebook in self._staff.notebooks:
            if self._module_of(notebook.path) == module.id:
                ids |= {fact for cell in notebook.markdown() for fact in cited_in(cell.source)}
        for placed in placed_activities(self._course):
            if self._owner(placed.slug) == module.id:
                ids |= {fact for _, fact in placed.activity.citations()}
        yield from map(self._fact, sorted(ids))

    def _fact(self, fact: str) -> gate.Cited:
        known = self._staff.facts.get(fact)
        return gate.Cited(
            fact=fact,
            confidence=known.confidence if known else "not in facts.yaml",
            checked_on=_day(known.checked_at_source if known else None),
        )

    def _placeholders(self, module: Module) -> Iterator[str]:
        for placed in placed_activities(self._course):
            if self._owner(placed.slug) == module.id:
                words = _at(placed.file.data, placed.route)
                if any(PLACEHOLDER in text for _, text in texts_of(words)):
                    yield f'the activity "{placed.activity.id}"'

    def _drawn(self, kind: str) -> gate.Drawn:
        check = self._checks.get(kind)
        if check is None:
            return gate.Drawn(kind=kind)
        return gate.Drawn(
            kind=kind,
            as_checked=check.page == page_digest(kind),
            keyboard_on=_day(check.keyboard_on),
            without_drag_on=_day(check.without_drag_on),
            text_alternative_on=_day(check.text_alternative_on),
        )

    def _used(self, module: Module, kinds: Iterable[str]) -> Iterator[gate.Material]:
        for one in self._materials:
            if module.id in one.modules:
                yield gate.Material(
                    name=one.title,
                    needs=one.needs,
                    licence=one.licence or "",
                    met_on=_day(one.met_on),
                )
        for listed in self._resources if RESOURCES in kinds else ():
            yield gate.Material(
                name=f'the resource "{listed.id}"', needs="", licence=listed.licence or ""
            )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _at(data: object, route: Iterable[str | int]) -> object:
    """The part of plain data at a route."""
    for step in route:
        data = data[step]  # type: ignore[index]  # a route of this very data
    return data
