"""The list of resources that the resource finder shows: course/resources.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from coprod_training.activities import Activity
from coprod_training.activities.day import real_date
from coprod_training.activities.resource_finder import Filter, Found, ResourceFinder, Waiting
from coprod_training.content.instrument import Area, Instrument
from coprod_training.content.schema import structure
from coprod_training.day_words import weekday_words
from coprod_training.yamlfile import read_yaml

SCALE = "maturity"
"""The code list of the six steps. Source: survey-instrument.md, section 3."""

NOT_CHECKED = "Link not checked yet."
TERMS_NOT_READ = "Terms not checked yet: read it there, and do not copy from it."


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One resource that is public, in our own words.

    areas: of the instrument. settings: of course.yaml. needs: of the same file.
    facts: what `about` rests on; `link` is the address of one of them.
    licence: None until somebody has read its terms. checked_on: the day (YYYY-MM-DD) on which
    somebody opened the link; None until then.
    """

    id: str
    title: str
    owner: str
    about: str
    areas: tuple[str, ...]
    settings: tuple[str, ...]
    needs: tuple[str, ...]
    link: str
    facts: tuple[str, ...]
    licence: str | None
    checked_on: str | None


@dataclass(frozen=True, kw_only=True)
class ResourceList:
    """resources.yaml. waiting: the list of IPS Grow's own, which is still to be supplied."""

    note: str = ""
    waiting: Waiting = field(default_factory=Waiting)
    needs: tuple[Filter, ...] = ()
    resources: tuple[Resource, ...] = ()


def load_resources(path: Path) -> ResourceList:
    """The list; an empty one when there is no such file. Raises ContentProblems.

    The file is read again only when it has changed: a course is loaded for every lesson.
    """
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return ResourceList()
    return _listed(path, changed)


def with_resources(
    activity: Activity, listed: ResourceList, instrument: Instrument, settings: Mapping[str, str]
) -> Activity:
    """The resource finder with its list and filters; other kinds come back as they are.

    settings: the names of the course's settings by id.
    """
    if not isinstance(activity, ResourceFinder):
        return activity
    return replace(
        activity,
        resources=tuple(map(_found, listed.resources)),
        areas=tuple(Filter(id=area.id, text=area.title) for area in scale_areas(instrument)),
        settings=tuple(Filter(id=name, text=text) for name, text in settings.items()),
        needs=listed.needs,
        note=listed.note,
        waiting=listed.waiting,
    )


def scale_areas(instrument: Instrument) -> tuple[Area, ...]:
    """The areas of work that are rated on the scale of steps, such as Design."""
    rated = {item.area for item in instrument.items if item.codes == SCALE}
    return tuple(area for area in instrument.areas if area.id in rated)


def _found(one: Resource) -> Found:
    day = real_date(one.checked_on or "")
    return Found(
        id=one.id,
        title=one.title,
        owner=one.owner,
        about=one.about,
        areas=one.areas,
        settings=one.settings,
        needs=one.needs,
        link=one.link,
        licence=one.licence or TERMS_NOT_READ,
        checked=f"Link checked on {weekday_words(day)}." if day else NOT_CHECKED,
    )


@lru_cache(maxsize=2)
def _listed(path: Path, changed: int) -> ResourceList:  # changed is part of the cache's key
    file = read_yaml(path)
    return structure(file, file.data, ResourceList)
