"""What a release says is missing, and which part of the course and which resources answer it.

A gap is where more people certainly gave a low answer than another one, whatever was hidden or lost
by rounding. It is a place to look: a lower step can be right for a task. Nothing ranks anybody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from coprod_training.activities.national_compare import PHASE, Figures
from coprod_training.content.course import Course
from coprod_training.content.instrument import Instrument, Item
from coprod_training.content.own_view import section_in_words
from coprod_training.content.released import EVERYBODY, Release, Rules
from coprod_training.content.resources import Resource, load_resources, scale_areas
from coprod_training.content.survey_sections import (
    FILE,
    SurveySections,
    load_survey_sections,
    with_gaps,
)
from coprod_training.disclosure.cells import window
from coprod_training.disclosure.settings import Settings
from coprod_training.survey.coding import COURSE_SETTINGS

NONE_YET = "none yet"
FREQUENCY = "FRQ"
State = Literal["gap", "no gap", "cannot be told"]


@dataclass(frozen=True)
class Gap:
    """One question in one group. group: "all", "setting" or "region"; value: "" for everybody.

    state: "cannot be told" where the numbers that decide it are hidden. sections: parts of the
    course, in words. resources: titles of those that fit; both empty unless it is a gap.
    """

    item: Item
    group: str
    value: str
    state: State
    sections: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


def gaps(release: Release, instrument: Instrument, course: Course) -> list[Gap]:
    """Every question that can leave a gap, in each group of the release that has it.

    instrument: the version of the survey that the release is of; the course may ask a newer one.
    In the order of the instrument; everybody first, then settings and regions by their codes.
    """
    listed = load_survey_sections(course.root / FILE)
    resources = load_resources(course.root / "resources.yaml").resources
    groups = sorted({(group, value) for group, value, _, _ in release.tables}, key=_everybody_first)
    found = []
    for item, low in with_gaps(instrument):
        for group, value in groups:
            figures = release.tables.get((group, value, PHASE, item.id))
            if figures is None:
                continue
            state = state_of(instrument, item, low, figures, release.info.rules)
            if state != "gap":
                found.append(Gap(item, group, value, state))
                continue
            setting = COURSE_SETTINGS.get(value, "") if group == "setting" else ""
            sections = tuple(_sections(course, listed, item))
            fit = tuple(_resources(instrument, listed, resources, item, setting))
            found.append(Gap(item, group, value, "gap", sections, fit))
    return found


def state_of(
    instrument: Instrument, item: Item, low: tuple[str, ...], figures: Figures, rules: Rules
) -> State:
    """Whether more people gave a low answer than another, for certain.

    low: the answers that leave a gap. rules: of the release, which say what a number can have been.
    """
    if not figures.base:
        return "cannot be told"
    counted = [code.value for code in instrument.codes_of(item) if not code.missing]
    fewest_low, most_low = _span(figures.counts, low, rules)
    others = tuple(value for value in counted if value not in low)
    fewest_other, most_other = _span(figures.counts, others, rules)
    if fewest_low > most_other:
        return "gap"
    return "no gap" if most_low <= fewest_other else "cannot be told"


def _span(
    counts: Mapping[str, int | None], answers: tuple[str, ...], rules: Rules
) -> tuple[int, int]:
    """The fewest and the most people who can have given one of these answers.

    A hidden number is anything below the smallest that is shown; a shown one is the nearest
    multiple: 45 for 43 to 47. Source: survey-dataset.md, "Cell".
    """
    known = Settings(smallest_count=rules.smallest_count, round_to=rules.round_to)
    spans = [window(counts.get(answer), known) for answer in answers]
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def _sections(course: Course, listed: SurveySections, item: Item) -> Iterator[str]:
    answer = listed.of(item.id)
    for one in answer.sections if answer else ():
        if course.module(one.module) is not None:
            yield section_in_words(course, one)


def _resources(
    instrument: Instrument,
    listed: SurveySections,
    resources: tuple[Resource, ...],
    item: Item,
    setting: str,
) -> Iterator[str]:
    """By the item's area of work, or by its needs where it is no kind of work."""
    answer, area = listed.of(item.id), _area_of(instrument, item)
    for one in resources:
        by_area = area in one.areas
        by_need = bool(answer and set(answer.needs) & set(one.needs))
        if (by_area or by_need) and (not setting or setting in one.settings):
            yield one.title


def _area_of(instrument: Instrument, item: Item) -> str:
    """The area of work that an item is about; "" for none. FRQ1 to FRQ4 have the areas' order."""
    areas = [area.id for area in scale_areas(instrument)]
    if item.area in areas:
        return item.area
    at = item.id.removeprefix(FREQUENCY)
    return areas[int(at) - 1] if at.isdigit() and 0 < int(at) <= len(areas) else ""


def _everybody_first(group: tuple[str, str]) -> tuple[bool, bool, str]:
    return group[0] != EVERYBODY, group[0] == "region", group[1]
