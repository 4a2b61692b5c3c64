"""From the answers of a finished self-check to one row of the dataset.

One row per pseudonym and phase. An answer that is not in its item's list, an item that does not
feed in, and everything else that a file may hold, is left behind here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, Self

from coprod_training.activities.rating_grid import DONE, STEP5_FLAGS, RatingGrid
from coprod_training.answers import Answer
from coprod_training.content.course import Status
from coprod_training.content.instrument import Instrument, Phase
from coprod_training.survey.coding import (
    NOT_ASKED,
    REGION_ITEM,
    SETTING_ITEM,
    SETTINGS,
    code_of,
    coded_items,
    feeding,
)
from coprod_training.survey.consent import day_of
from coprod_training.survey.pseudonym import Pseudonym

CoursePhase = Literal["pre", "post"]
PHASES: tuple[CoursePhase, ...] = ("pre", "post")

SUBMISSION_ID_BYTES, PAIR_ID_BYTES = 10, 16
"""20 and 32 hex digits. Source: survey-dataset.md, "On disk"; survey-instrument.md, section 12."""

CARRIED = (SETTING_ITEM, REGION_ITEM, "SD3")
"""Carried over from "pre" to "post", which does not ask them again.

Source: survey-instrument.md, section 10.
"""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What was answered. completed_month: YYYY-MM. setting and region: empty when not answered.

    values: a number for each column of an item that was asked, None where it was left out; what is
    missing was not asked. s5_decide, s5_do: 1, 0, None when left out, -7 when there was no step 5.
    """

    instrument: str
    region_list_version: str
    phase: Phase
    completed_month: str
    setting: str
    region: str
    s5_decide: int | None
    s5_do: int | None
    values: dict[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Response:
    """One row. submission_id and pair_id are random; one pair_id joins before and after.

    course_status: of the course when this was answered; set by the system.
    """

    submission_id: str
    pair_id: str
    pseudonym: Pseudonym
    course_status: Status
    content: Content

    def as_record(self) -> dict[str, Any]:
        """The row as plain data."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The row in a record. Raises KeyError or TypeError when a part is missing or unknown."""
        return cls(
            submission_id=record["submission_id"],
            pair_id=record["pair_id"],
            pseudonym=Pseudonym(record["pseudonym"]),
            course_status=record["course_status"],
            content=Content(**record["content"]),
        )


@dataclass(frozen=True)
class SelfCheck:
    """One page of items as the course has it now, with its fingerprint worked out once."""

    page: RatingGrid
    fingerprint: str


@dataclass(frozen=True)
class Finished:
    """The newest finished answer to one page: accepted answers only, by item id.

    place: which line of its file it was, from 1. same_words: the page's words then are its words
    in this version.
    """

    page: RatingGrid
    chosen: dict[str, str]
    day: date
    place: int
    same_words: bool


@dataclass(frozen=True)
class Reading:
    """What was answered in one phase, read as if one version of the instrument had been asked."""

    instrument: Instrument
    pages: list[Finished]


def finished(check: SelfCheck, answers: Iterable[Answer], today: date) -> Finished | None:
    """The newest answer that was finished, with the items that are required, or None.

    An answer counts only where its words then are the words now: an id alone cannot say which
    version of the instrument was on the page.
    """
    newest = None
    for place, answer in enumerate(answers, 1):
        if answer.activity != check.page.id or not isinstance(answer.response, dict):
            continue
        chosen = _accepted(check, answer)
        if check.page.complete({**chosen, DONE: answer.response.get(DONE)}):
            same_words = answer.question == check.fingerprint
            newest = Finished(check.page, chosen, day_of(answer.at, today), place, same_words)
    return newest


def version_answered(readings: Sequence[Reading], stored: str) -> Reading | None:
    """The reading in the version whose words the learner answered; None when nothing is finished.

    The newest answers count first, then the version that had the same words on the page, then the
    one that has most of the answers' own words. Where versions do not differ in what was asked, a
    row stays with the version it has, and a new one gets the first.
    readings: one for each version, the course's own first. stored: the row's version, or "".
    """
    return max(
        (one for one in readings if one.pages),
        key=lambda one: (
            sum(page.place for page in one.pages),
            sum(page.same_words for page in one.pages),
            sum(len(page.chosen) for page in one.pages),
            one.instrument.id == stored,
        ),
        default=None,
    )


def contents_of(
    readings: Mapping[CoursePhase, Sequence[Reading]], stored: Mapping[CoursePhase, str]
) -> Iterator[tuple[CoursePhase, Content, str]]:
    """What was answered in each phase that is finished, with the first day of its pages.

    readings: as `version_answered` takes them. stored: the version that a phase's row has. day:
    YYYY-MM-DD, UTC.
    """
    before = None
    for phase in PHASES:
        reading = version_answered(readings[phase], stored.get(phase, ""))
        if phase == "pre":
            before = reading
        if reading is not None:
            day = min(page.day for page in reading.pages).isoformat()
            yield phase, content_of(phase, reading, before), day


def content_of(phase: CoursePhase, reading: Reading, before: Reading | None) -> Content:
    """One row from the finished pages of a phase.

    before: of the phase "pre", for the items that are carried over.
    """
    pages, instrument = reading.pages, reading.instrument
    asked = {row.id for done in pages for row in done.page.rows()}
    chosen = {item: value for done in pages for item, value in done.chosen.items()}
    if phase == "post" and before is not None:
        earlier = {item: value for done in before.pages for item, value in done.chosen.items()}
        for item in CARRIED:
            if item not in asked and item in earlier:
                asked.add(item)
                chosen[item] = earlier[item]
    feeds = {item.id for item in feeding(instrument)}
    setting = chosen.get(SETTING_ITEM, "") if SETTING_ITEM in feeds else ""
    region = chosen.get(REGION_ITEM, "") if REGION_ITEM in feeds else ""
    values = {
        item.id: code_of(instrument, item, chosen[item.id]) if item.id in chosen else None
        for item in coded_items(instrument)
        if item.id in asked
    }
    top = any(done.page.top_step_in(done.chosen) for done in pages)
    shared = {flag: _flag(chosen.get(flag)) if top else NOT_ASKED for flag in STEP5_FLAGS}
    return Content(
        instrument=instrument.id,
        region_list_version=instrument.region_list_version,
        phase=phase,
        completed_month=max(done.day for done in pages).strftime("%Y-%m"),
        setting=SETTINGS.get(setting, ""),
        region=region,
        s5_decide=shared["s5_decide"],
        s5_do=shared["s5_do"],
        values=values,
    )


def _accepted(check: SelfCheck, answer: Answer) -> dict[str, str]:
    same_words = answer.question == check.fingerprint
    lines = set(answer.text.splitlines())
    chosen = {}
    for row in check.page.rows():
        value = answer.response.get(row.id)
        if value not in [choice.value for choice in row.choices]:
            continue
        if same_words or check.page.text_of({row.id: value}) in lines:
            chosen[row.id] = value
    if check.page.top_step_in(chosen):
        for flag in STEP5_FLAGS:
            if answer.response.get(flag) in ("0", "1"):
                chosen[flag] = answer.response[flag]
    return chosen


def _flag(value: str | None) -> int | None:
    return int(value) if value else None
