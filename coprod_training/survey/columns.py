"""The columns of the dataset, made from the instrument."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coprod_training.content.instrument import Area, Instrument, Item
from coprod_training.survey.coding import (
    NOT_ASKED,
    REGION_ITEM,
    ROLE_ITEM,
    SETTING_ITEM,
    SETTINGS,
    dataset_items,
    numbers_of,
    option_column,
)
from coprod_training.survey.imports.kinds import KINDS

_ROLE_NOTE = " Never published with any other column."
_LOOKING_BACK_NOTE = " Read it beside every change from before to after."

SOURCES: dict[str, str] = {
    "course": "The self-check in the course",
    **{kind.tool: f"The survey, in {kind.title}" for kind in KINDS.values()},
}
NOT_COURSE = "not_course"
"""Stands for a course status in a row that is not from the course."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. numbers or words: the values it may hold, each with its meaning.

    pattern: a regular expression, for ids and months, which have no list. filled: never empty.
    """

    name: str
    title: str
    description: str
    numbers: dict[int, str] | None = None
    words: dict[str, str] | None = None
    pattern: str = ""
    filled: bool = True
    unique: bool = False

    @property
    def values(self) -> dict[int, str] | dict[str, str] | None:
        """What the column may hold, with its words; None when it is not a fixed list."""
        return self.numbers if self.numbers is not None else self.words

    def takes(self, value: int | str | None) -> bool:
        """Whether the value may stand in this column; None and "" are an empty place."""
        if value is None or value == "":
            return not self.filled
        if self.values is not None:
            return value in self.values
        return re.fullmatch(self.pattern, str(value)) is not None

    def field(self) -> dict[str, Any]:
        """The column as a field of a Table Schema.

        The list is given twice: `categories` holds the words, and `constraints.enum` is the one
        that frictionless enforces.
        """
        field: dict[str, Any] = {
            "name": self.name,
            "type": "string" if self.numbers is None else "integer",
            "title": self.title,
            "description": self.description,
        }
        rules: dict[str, Any] = {}
        if self.filled:
            rules["required"] = True
        if self.unique:
            rules["unique"] = True
        if self.pattern:
            rules["pattern"] = self.pattern
        if self.values:
            rules["enum"] = list(self.values)
            field["categories"] = [
                {"value": value, "label": label} for value, label in self.values.items()
            ]
        return {**field, "constraints": rules} if rules else field


def columns(instrument: Instrument) -> tuple[Column, ...]:
    """Every column of the dataset, in its order."""
    return (*_about_the_row(instrument), *_step5(), *_items(instrument))


def _about_the_row(instrument: Instrument) -> Iterator[Column]:
    yield Column(
        name="submission_id",
        title="Row id",
        pattern="[0-9a-f]{20}",
        unique=True,
        description="20 random hex digits, made from nothing about the person.",
    )
    yield Column(
        name="pair_id",
        title="Pair id",
        pattern="[0-9a-f]{32}",
        filled=False,
        description="Random. The rows before and after of one person share it; it is not a login."
        " Empty in the survey itself, where nobody can be matched.",
    )
    yield Column(
        name="source",
        title="Where the row came from",
        words=SOURCES,
        description="Set by the system. People who take a course are not typical of services:"
        " never add the two up without a label.",
    )
    yield Column(
        name="batch_id",
        title="Batch",
        pattern=r"course|import-\d{4}",
        description="Rows that came in together. The course is one batch that grows, and each file"
        " that was brought in is another.",
    )
    yield Column(
        name="phase",
        title="The survey, or before or after the course",
        words={"baseline": "The survey itself", "pre": "Before", "post": "After"},
        description="Set by the system.",
    )
    yield Column(
        name="course_status",
        title="Status of the course when this was answered",
        words={
            "draft": "Draft",
            "pilot": "Pilot",
            "released": "Released",
            NOT_COURSE: "Not from the course",
        },
        description="Set by the system. Rows marked draft or pilot are never released.",
    )
    yield Column(
        name="instrument_version",
        title="Instrument",
        words={instrument.id: f"{instrument.title}, version {instrument.version}"},
        description="The version that was answered. Never pool versions without a note.",
    )
    yield Column(
        name="region_list_version",
        title="List of regions",
        words={instrument.region_list_version: "The list that this version of the form uses"},
        description="Regions change over time.",
    )
    yield Column(
        name="completed_month",
        title="Month",
        pattern=r"\d{4}-(0[1-9]|1[0-2])",
        description="Year and month in which it was finished, no finer.",
    )
    settings = _texts(instrument, SETTING_ITEM)
    yield Column(
        name="setting",
        title=_wording(instrument, SETTING_ITEM),
        words={SETTINGS[value]: text for value, text in settings.items() if value in SETTINGS},
        filled=False,
        description=f"{SETTING_ITEM}. Carried over from before to after.",
    )
    yield Column(
        name="region",
        title=_wording(instrument, REGION_ITEM),
        words=_texts(instrument, REGION_ITEM),
        filled=False,
        description=f"{REGION_ITEM}. Carried over from before to after.",
    )
    yield Column(
        name="service_pid",
        title="Service",
        pattern="[A-Z2-7]{24}",
        filled=False,
        description="A keyed name for the service code (SD6). Private: for counting services only,"
        " and never published. Empty where no code was given.",
    )
    yield Column(
        name="content_sha",
        title="Fingerprint of the answers",
        pattern="[0-9a-f]{16}",
        description="Changes when an answer in the row changes.",
    )


def _step5() -> Iterator[Column]:
    numbers = {1: "Yes", 0: "No", NOT_ASKED: "Not asked: nothing was on step 5"}
    note = "A check on the quality of the data, asked once when any work was put on step 5."
    yield Column(
        name="s5_decide", title="People shared the final decision", description=note,
        numbers=numbers, filled=False,
    )  # fmt: skip
    yield Column(
        name="s5_do", title="People also did the work", description=note,
        numbers=numbers, filled=False,
    )  # fmt: skip
    yield Column(
        name="s5_check", title="Both were shared", numbers=numbers, filled=False,
        description=note + " 1 when both are yes, 0 when one is no, empty when it cannot be told.",
    )  # fmt: skip


def _items(instrument: Instrument) -> Iterator[Column]:
    areas = {area.id: area for area in instrument.areas}
    for item in dataset_items(instrument):
        asked_in = f"Asked in: {', '.join(item.phases)}."
        if item.type == "multiple":
            for code in instrument.codes_of(item):
                yield Column(
                    name=option_column(item, code),
                    title=f"{_asked(areas.get(item.area), item)} {code.text}",
                    description=asked_in + " Empty when nothing was chosen for this question.",
                    numbers={0: "Not chosen", 1: "Chosen", NOT_ASKED: "Not asked"},
                    filled=False,
                )
            continue
        note = _ROLE_NOTE if item.id == ROLE_ITEM else ""
        note += _LOOKING_BACK_NOTE if item.id.startswith("THN") else ""
        yield Column(
            name=item.id,
            title=_asked(areas.get(item.area), item),
            description=asked_in + note,
            numbers=dict(sorted(numbers_of(instrument, item).items(), key=_answers_first)),
            filled=False,
        )


def _asked(area: Area | None, item: Item) -> str:
    stem = f"{area.stem} " if area is not None and area.stem else ""
    return stem + item.text


def _answers_first(pair: tuple[int, str]) -> tuple[bool, int]:
    """Sorts answers from 0 up, then the reasons for none from -6 down."""
    return pair[0] < 0, abs(pair[0])


def _wording(instrument: Instrument, item_id: str) -> str:
    return next((item.text for item in instrument.items if item.id == item_id), item_id)


def _texts(instrument: Instrument, item_id: str) -> dict[str, str]:
    return {
        code.value: code.text
        for item in instrument.items
        if item.id == item_id
        for code in instrument.codes_of(item)
    }
