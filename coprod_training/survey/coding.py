"""Turns an answer to an item into the small whole number that the dataset holds.

Only the items named here ever enter, in the forms that ask them, with the answers of their list.
From the course come the items that `feeding` names, and from the survey itself every item that the
instrument lets in. An item that takes several answers has a column for each, such as RES1_a.
Source: survey-instrument.md, section 12 "What feeds in"; survey-dataset.md, "On disk".
"""

from collections.abc import Iterator

from coprod_training.content.instrument import Code, Instrument, Item

FEEDS_IN = ("DES", "PRO", "DEL", "EVA", "FRQ", "CON", "CFD", "THN")
"""The groups of items whose answers may be copied, beside SD1 to SD5."""

SETTING_ITEM, REGION_ITEM, ROLE_ITEM = "SD1", "SD2", "SD4"
ABOUT = (SETTING_ITEM, REGION_ITEM, "SD3", ROLE_ITEM, "SD5")

SETTINGS = {"1": "PC", "2": "DAT", "3": "SMI", "4": "MIXED", "5": "OTHER"}
"""The words of the dataset for the answers to SD1."""
COURSE_SETTINGS = {"PC": "primary-care", "DAT": "drug-and-alcohol", "SMI": "smi"}
"""The settings of the dataset as course.yaml calls them; it has no others."""

DID_NOT_HAPPEN, NOT_ASKED, NOT_RELEVANT, DONT_KNOW = -6, -7, -8, -9
LEFT_OUT = {
    "did_not_happen": DID_NOT_HAPPEN,
    "not_relevant": NOT_RELEVANT,
    "dont_know": DONT_KNOW,
}
"""Numbers for the answers that an instrument marks as `missing`."""

NOT_STAFF = 10
"""Stands for both 5 and 6 of SD4, which may tell about somebody's health.

Source: survey-instrument.md, SD4: kept as "not staff" without an explicit consent of its own,
and the course does not ask for one.
"""

_NOT_STAFF_ANSWERS = ("5", "6")


def coded_items(instrument: Instrument) -> Iterator[Item]:
    """The items that have a column of numbers, in the instrument's order."""
    for item in feeding(instrument):
        if item.id not in (SETTING_ITEM, REGION_ITEM):
            yield item


def feeding(instrument: Instrument) -> Iterator[Item]:
    """The items whose answers may be copied from the course."""
    for item in instrument.items:
        in_group = item.id.rstrip("0123456789") in FEEDS_IN
        in_course = {"pre", "post"} & set(item.phases)
        if (
            item.in_dataset
            and item.type == "single"
            and in_course
            and (in_group or item.id in ABOUT)
        ):
            yield item


def in_survey(instrument: Instrument) -> Iterator[Item]:
    """The items of the survey itself whose answers enter, setting and region included."""
    for item in instrument.asked_in("baseline"):
        if item.in_dataset and item.type in ("single", "multiple"):
            yield item


def dataset_items(instrument: Instrument) -> Iterator[Item]:
    """The items that have columns, from the course or the survey, in the instrument's order."""
    ids = {item.id for item in (*coded_items(instrument), *in_survey(instrument))}
    for item in instrument.items:
        if item.id in ids - {SETTING_ITEM, REGION_ITEM}:
            yield item


def option_column(item: Item, code: Code) -> str:
    """The name of the column of one answer to an item that takes several."""
    return f"{item.id}_{code.value}"


def code_of(instrument: Instrument, item: Item, value: str) -> int | None:
    """The number for one answer, or None when it is not in the item's list."""
    if item.id == ROLE_ITEM and value in _NOT_STAFF_ANSWERS:
        return NOT_STAFF
    for code in instrument.codes_of(item):
        if code.value == value:
            return LEFT_OUT[code.missing] if code.missing else int(code.value)
    return None


def numbers_of(instrument: Instrument, item: Item) -> dict[int, str]:
    """Every number that a column may hold, with its words, "not asked" included."""
    numbers: dict[int, str] = {}
    for code in instrument.codes_of(item):
        number = code_of(instrument, item, code.value)
        if number is not None:
            numbers[number] = f"{code.label}: {code.text}" if code.label else code.text
    if NOT_STAFF in numbers:
        numbers[NOT_STAFF] = "Not staff (answers 5 and 6 together)"
    numbers[NOT_ASKED] = "Not asked"
    return numbers
