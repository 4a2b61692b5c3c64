"""Gathers what `credits/` of a published copy says: from course, gate, register and store."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from coprod_training.cli.gate_case import Gate
from coprod_training.content.course import Course, Module
from coprod_training.content.markdown import headings
from coprod_training.content.notebook import read_notebook
from coprod_training.content.tidy import notebooks_of, slug_of
from coprod_training.contributions.asked import Asked, asked_lines
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.gate.case import Case
from coprod_training.contributions.gate.fill import credited_work, shown_until
from coprod_training.contributions.given import CREDIT_ROLES, role_words
from coprod_training.contributions.history import Credit, History, OfOne, module_history
from coprod_training.contributions.public import month
from coprod_training.contributions.quarter import quarter_of
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.review_rules import course_without

_SECTION = 2


def history_of(root: Path, course: Course, gate: Gate | None, private: Path, day: date) -> History:
    """The history of the copy that is made today. gate: None where nothing is on record."""
    store = ContentStore(private)
    cases = {one.module: one for one in gate.cases} if gate else {}
    sections = {slug_of(path).get("module"): _sections(path) for path in notebooks_of(root)}
    shown = {name: tuple(_shown(case)) for name, case in cases.items()}
    every = [one for found in shown.values() for one in found]
    return History(
        course=course.info.title,
        edition=course.info.version,
        made=month(day),
        modules=tuple(
            module_history(
                one.id,
                one.title,
                sections.get(one.id, 0),
                cases[one.id].review if one.id in cases else None,
                shown.get(one.id, ()),
                dict(_notes(store, shown.get(one.id, ()))),
                day,
            )
            for one in course.modules
        ),
        credits=tuple(_credits(every, store)),
        cited=tuple(_cited(every, store)),
        purposes=tuple(_purposes(course.modules)),
        perspectives=_perspectives(course, cases.values()),
        asked=asked_lines(Asked(private).grouped(quarter_of(day))),
        paid=gate is not None and _somebody_worked(every, gate) and not _unpaid(gate),
        ends=dict(_ends(gate)) if gate else {},
    )


def _perspectives(course: Course, cases: Iterable[Case]) -> dict[str, bool]:
    """Of each setting and of racialised communities; none before anybody has reviewed."""
    reviews = [one.review for one in cases if one.review is not None and one.review.reviewers]
    if not reviews:
        return {}
    names = {one.id: one.name for one in course.info.settings}
    missing, nobody_racialised = course_without(reviews, tuple(names))
    found = {name: setting not in missing for setting, name in names.items()}
    return found | {"racialised communities": not nobody_racialised}


def _sections(path: Path) -> int:
    """How many sections a lesson has: headings below its title."""
    cells = read_notebook(path).markdown()
    return sum(one.level == _SECTION for cell in cells for one in headings(cell.source))


def _shown(case: Case) -> Iterator[Contribution]:
    """What stands in its place, and work that is credited beside it."""
    credited = case.filled | {one.ref for one in credited_work(case)}
    yield from (one for one in case.contributions if one.ref in credited)


def _ends(gate: Gate) -> Iterator[tuple[str, str]]:
    for case in gate.cases:
        for one in _shown(case):
            until = shown_until(case, one)
            if until is not None:
                yield one.ref, until.isoformat()


def _notes(store: ContentStore, shown: tuple[Contribution, ...]) -> Iterator[tuple[str, str]]:
    """What each changed, in a line that its contributor approved."""
    for one in shown:
        note = one.impact_note
        kept = store.text(one.ref, "impact note")
        if note is not None and note.approved_on is not None and kept and kept == note.text:
            yield one.ref, kept


def _credits(shown: list[Contribution], store: ContentStore) -> Iterator[Credit]:
    """Exactly as typed. Whoever wishes no name is in no list."""
    for one in shown:
        if one.attribution is not None and one.attribution.how != "anonymous":
            kept = store.text(one.ref, "credit")
            if kept and kept == one.attribution.display_text:
                yield Credit(
                    ref=one.ref,
                    text=kept,
                    role=role_words(one.given, one.area),
                    credit_role=CREDIT_ROLES[one.given],
                )


def _cited(shown: list[Contribution], store: ContentStore) -> Iterator[OfOne]:
    """Only those who said how they wish to be cited."""
    for one in shown:
        if one.attribution is not None and one.attribution.how in ("named", "chosen_name"):
            kept = store.text(one.ref, "citation")
            if kept and kept == one.attribution.cited_as:
                yield OfOne(ref=one.ref, text=kept)


def _purposes(modules: tuple[Module, ...]) -> Iterator[str]:
    yield from (" ".join(slot.purpose.split()) for one in modules for slot in one.slots)


def _somebody_worked(shown: list[Contribution], gate: Gate) -> bool:
    reviewed = any(one.review is not None and one.review.reviewers for one in gate.cases)
    return bool(shown) or reviewed


def _unpaid(gate: Gate) -> bool:
    return any(one.reasons["G08"] or one.reasons["G16"] for one in gate.reports)
