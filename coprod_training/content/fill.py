"""Gives activities what stands elsewhere: the survey's items, and what a service says of itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coprod_training.activities import Activity
from coprod_training.activities.consent import Consent, Point
from coprod_training.activities.national_compare import PHASE, NationalCompare
from coprod_training.activities.rating_grid import RatingGrid
from coprod_training.activities.story_plan import PLACES, StoryPlan
from coprod_training.activities.survey_items import Choice, Part, Row
from coprod_training.content.instrument import Instrument, Item, Phase
from coprod_training.errors import Problem
from coprod_training.yamlfile import YamlFile

TO_BE_SET = "[to be set by your service]"


def unknown_items(
    file: YamlFile, activities: Sequence[Activity], instrument: Instrument | None
) -> list[Problem]:
    """The items that a choice about one's answers names, and the instrument does not ask so.

    activities: those of the file, in its order. instrument: None when it cannot be read itself.
    """
    if instrument is None:
        return []
    asked = [item.id for item in instrument.items if item.type == "consent"]
    return [
        file.problem(
            ("activities", at, "items", number),
            part=f'activity "{activity.id}"',
            what=f'The survey {instrument.id} has no question of consent called "{name}".',
            fix=f"They are: {', '.join(asked)}." if asked else "Add it to the survey's file.",
        )
        for at, activity in enumerate(activities)
        if isinstance(activity, Consent)
        for number, name in enumerate(activity.items)
        if name not in asked
    ]


def all_filled(activities: Iterable[Activity], instrument: Instrument) -> tuple[Activity, ...]:
    """The activities, each with its survey items."""
    return tuple(filled(activity, instrument) for activity in activities)


def filled(activity: Activity, instrument: Instrument) -> Activity:
    """The activity with its survey items; other kinds come back as they are."""
    if isinstance(activity, RatingGrid):
        return replace(
            activity,
            parts=_parts(activity.groups, activity.phase, instrument),
            people_means=instrument.people_means,
            step5_check=instrument.step5_check,
        )
    if isinstance(activity, NationalCompare):
        return replace(activity, parts=_parts(activity.groups, PHASE, instrument))
    if isinstance(activity, Consent):
        return replace(
            activity,
            text_version=instrument.consent_text_version,
            points=tuple(Point(title=p.title, text=p.text) for p in instrument.consent_points),
            rows=tuple(_row(instrument, instrument.item(i)) for i in activity.items),
        )
    return activity


def with_keeping(activity: Activity, who_can_reach: str, backups_kept: str) -> Activity:
    """A story plan that says who can reach its words; other kinds come back as they are.

    Both as course.yaml has them under `help`: empty until the service has set them.
    """
    if not isinstance(activity, StoryPlan):
        return activity
    words = activity.keep_safe
    for place, said in zip(PLACES, (who_can_reach, backups_kept), strict=True):
        words = words.replace(place, said.strip().removesuffix(".") or TO_BE_SET)
    return replace(activity, keep_safe=words)


def _parts(groups: Sequence[str], phase: Phase, instrument: Instrument) -> tuple[Part, ...]:
    """One part for each area, in the instrument's order, with the items of this phase."""
    parts = []
    for area in instrument.areas:
        items = [
            item
            for item in instrument.asked_in(phase)
            if item.area == area.id and item.id.rstrip("0123456789") in groups
        ]
        if items:
            rows = tuple(_row(instrument, item) for item in items)
            parts.append(
                Part(id=area.id, title=area.title, stem=area.stem, hint=area.hint, rows=rows)
            )
    return tuple(parts)


def _row(instrument: Instrument, item: Item) -> Row:
    choices = tuple(
        Choice(
            value=code.value,
            text=code.text,
            label=code.label,
            set_apart=bool(code.missing),
            not_staff=code.not_staff,
        )
        for code in instrument.codes_of(item)
    )
    return Row(
        id=item.id,
        text=item.text,
        choices=choices,
        required=item.required,
        scale=item.codes == "maturity",
        text_not_staff=item.text_not_staff,
    )
