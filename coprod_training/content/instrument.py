"""The co-production survey as data: one file per version drives the self-check and the dataset."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coprod_training.content.schema import structure
from coprod_training.errors import CoprodError
from coprod_training.yamlfile import read_yaml

Phase = Literal["baseline", "pre", "post"]
ItemType = Literal["single", "multiple", "text", "consent"]


@dataclass(frozen=True, kw_only=True)
class Code:
    """One answer that can be given. value: as stored and published; text: on screen.

    label: the short name of a step. missing: "not_relevant", "dont_know" or "did_not_happen"
    where the answer is left out of percentages, with its count shown.
    """

    value: str
    text: str
    label: str = ""
    missing: str = ""
    excludes_others: bool = False


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
    """A version of the survey. status: "reconstructed" until IPS Grow supplies its own form."""

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
    """Read `course/instruments/<id>.yaml`. Raises ContentProblems with every mistake."""
    file = read_yaml(path)
    return structure(file, file.data, Instrument)
