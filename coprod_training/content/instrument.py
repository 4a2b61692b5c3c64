"""The co-production survey as data: one file per version drives the self-check and the dataset."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coprod_training.content.schema import structure
from coprod_training.errors import ContentProblems, CoprodError, Problem
from coprod_training.yamlfile import Route, YamlFile, read_yaml

Phase = Literal["baseline", "pre", "post"]
ItemType = Literal["single", "multiple", "text", "consent"]
_GAP = re.compile(r"\[[^\]]+\]")  # as a draft writes what is to be supplied


@dataclass(frozen=True, kw_only=True)
class Code:
    """One answer that can be given. value: as stored and published; text: on screen.

    label: the short name of a step. missing: "not_relevant", "dont_know" or "did_not_happen"
    where the answer is left out of percentages, with its count shown. not_staff: somebody who
    gives this answer is asked in an item's second wording.
    """

    value: str
    text: str
    label: str = ""
    missing: str = ""
    excludes_others: bool = False
    not_staff: bool = False


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question of the instrument. An id never changes its meaning.

    codes: the name of a code list in the instrument. phases: in which forms it is asked.
    in_dataset: whether an answer may be copied to the dataset at all.
    max_choices: for type multiple; 0 is no limit. max_characters: for type text.
    text_not_staff: second wording for people who are not staff.
    """

    id: str
    text: str
    type: ItemType
    area: str
    phases: tuple[Phase, ...]
    codes: str = ""
    required: bool = False
    in_dataset: bool = True
    max_choices: int = 0
    max_characters: int = 0
    facts: tuple[str, ...] = ()
    text_not_staff: str = ""
    default: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Area:
    """A part of the form, shown as one screen. stem: read before each of its items."""

    id: str
    title: str
    stem: str = ""
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class ConsentPoint:
    """One line of the consent text."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A version of the survey. status: "reconstructed" until IPS Grow supplies its own form.

    retention_months: how many whole months after the month in which they were given answers are
    kept, as the consent text says; None while nobody has agreed on it.
    """

    id: str
    version: str
    title: str
    status: str
    status_note: str
    intro: str
    region_list_version: str
    consent_text_version: str
    consent_points: tuple[ConsentPoint, ...]
    areas: tuple[Area, ...]
    code_lists: dict[str, tuple[Code, ...]]
    items: tuple[Item, ...]
    people_means: str = ""
    step5_check: str = ""
    retention_months: int | None = None

    def consent_gaps(self) -> tuple[str, ...]:
        """What somebody has to supply before the consent text is whole: "[Contact: ...]"."""
        found = (gap for one in self.consent_points for gap in _GAP.findall(one.text))
        return tuple(" ".join(gap.split()) for gap in found)

    def item(self, item_id: str) -> Item:
        """One item. Raises CoprodError when the instrument has none of that id."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise CoprodError(f'The instrument {self.id} has no item "{item_id}".')

    def codes_of(self, item: Item) -> tuple[Code, ...]:
        """The answers an item takes; none for text."""
        return self.code_lists[item.codes] if item.codes else ()

    def asked_in(self, phase: Phase) -> tuple[Item, ...]:
        """The items of one form, in its order."""
        return tuple(item for item in self.items if phase in item.phases)


def load_instrument(path: Path) -> Instrument:
    """Read `course/instruments/<id>.yaml`.

    Raises ContentProblems with every mistake, ids that lead nowhere or are used twice included.
    """
    file = read_yaml(path)
    instrument = structure(file, file.data, Instrument)
    if found := [*_mistakes(instrument, file)]:
        raise ContentProblems(found)
    return instrument


def _mistakes(instrument: Instrument, file: YamlFile) -> Iterator[Problem]:
    def problem(route: Route, item: Item, what: str, fix: str) -> Problem:
        return file.problem(route, what, fix, f'item "{item.id}"')

    yield from _retention(instrument, file)
    areas, seen = [area.id for area in instrument.areas], set()
    for number, item in enumerate(instrument.items):
        here = ("items", number)
        if item.id in seen:
            what = "This id is used twice."
            yield problem((*here, "id"), item, what, "Give this one an id of its own.")
        seen.add(item.id)
        if item.area not in areas:
            what = f'There is no area "{item.area}" in this file.'
            yield problem((*here, "area"), item, what, f"The areas are: {', '.join(areas)}.")
        if item.codes and item.codes not in instrument.code_lists:
            what = f'There is no list of answers called "{item.codes}" in this file.'
            known = ", ".join(instrument.code_lists)
            yield problem((*here, "codes"), item, what, f"The lists are: {known}.")
        if bool(item.codes) == (item.type == "text"):
            what = "An item of text has no codes, and every other item has some."
            yield problem(here, item, what, "Change its type or its codes.")


def _retention(instrument: Instrument, file: YamlFile) -> Iterator[Problem]:
    """The months for which answers are kept have to be those that people read and agreed to."""
    months = instrument.retention_months
    if months is None:
        return
    said, here = f"{months} months", ("retention_months",)
    if months < 1:
        what = "Answers are kept for one month at least."
        yield file.problem(here, what, "Give whole months.")
    elif not any(re.search(rf"\b{said}\b", one.text) for one in instrument.consent_points):
        what = f'Answers are kept for {said}, and the consent text does not say "{said}".'
        fix = "Say it under consent_points, or leave retention_months out until it is agreed."
        yield file.problem(here, what, fix)
