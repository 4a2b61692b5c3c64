"""Reads a finished self-check that was sent: codes of the instrument's own lists, nothing else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coprod_training.content.instrument import Instrument, Item
from coprod_training.survey.coding import (
    NOT_ASKED,
    REGION_ITEM,
    SETTINGS,
    coded_items,
    feeding,
    numbers_of,
)
from coprod_training.survey.consent import day_of
from coprod_training.survey.responses import PHASES, Content, CoursePhase

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


class NotCodes(Exception):
    """Raised when what was sent is not made of codes. Its words never repeat what was sent."""


@dataclass(frozen=True)
class CodedAnswers:
    """One finished self-check. day: the first of its pages."""

    content: Content
    day: str


def read_answers(
    sent: Mapping[str, object], instruments: Sequence[Instrument], today: date
) -> CodedAnswers:
    """What is kept of it. today: by the collector's clock. Raises NotCodes."""
    instrument = next((one for one in instruments if one.id == sent.get("instrument")), None)
    if instrument is None:
        raise NotCodes("The collector does not have this version of the survey.")
    phase = _phase(sent.get("phase"))
    month = sent.get("completed_month")
    if not isinstance(month, str) or not _MONTH.fullmatch(month):
        raise NotCodes("The month is not valid. Write it like 2026-11.")
    content = Content(
        instrument=instrument.id,
        region_list_version=instrument.region_list_version,
        phase=phase,
        completed_month=min(month, today.strftime("%Y-%m")),  # a clock may run ahead
        setting=_one_of(sent.get("setting"), {"", *SETTINGS.values()}),
        region=_one_of(sent.get("region"), {"", *_regions(instrument)}),
        s5_decide=_flag(sent.get("s5_decide")),
        s5_do=_flag(sent.get("s5_do")),
        values=_values(sent.get("values"), instrument),
    )
    day = sent.get("day")
    return CodedAnswers(content, day_of(day if isinstance(day, str) else "", today).isoformat())


def _phase(sent: object) -> CoursePhase:
    for phase in PHASES:
        if sent == phase:
            return phase
    raise NotCodes("The phase is pre or post.")


def _one_of(sent: object, known: set[str]) -> str:
    if not isinstance(sent, str) or sent not in known:
        raise NotCodes("The setting or the region is not in the list.")
    return sent


def _regions(instrument: Instrument) -> list[str]:
    items: list[Item] = [one for one in feeding(instrument) if one.id == REGION_ITEM]
    return [code.value for item in items for code in instrument.codes_of(item)]


def _flag(sent: object) -> int | None:
    if sent is None:
        return None
    if isinstance(sent, bool) or not isinstance(sent, int) or sent not in (0, 1, NOT_ASKED):
        raise NotCodes("A flag of step 5 is 0, 1, -7 or nothing.")
    return sent


def _values(sent: object, instrument: Instrument) -> dict[str, int | None]:
    if not isinstance(sent, dict):
        raise NotCodes("The values are numbers by item.")
    known = {item.id: item for item in coded_items(instrument)}
    values: dict[str, int | None] = {}
    for name in known:  # in the instrument's order, whatever the order that was sent
        if name in sent:
            value = sent[name]
            allowed = numbers_of(instrument, known[name]).keys() - {NOT_ASKED}
            whole = isinstance(value, int) and not isinstance(value, bool)
            if value is not None and not (whole and value in allowed):
                raise NotCodes("A value is not one of its item's answers.")
            values[name] = value
    if len(values) != len(sent):
        raise NotCodes("A value is of an item that this survey does not copy.")
    return values
