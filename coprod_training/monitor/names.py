"""What the parts of the course, settings and regions are called on the pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod_training.content.course import Course
from coprod_training.content.instrument import Instrument
from coprod_training.content.lesson_sections import sections_of
from coprod_training.content.numbers import numbers_of
from coprod_training.survey.coding import REGION_ITEM, SETTING_ITEM

NO_SERVICE = "No service given"
NOT_LISTED = "Not on the list of services"
NOT_CHOSEN = "No setting chosen yet"
NOT_SET = "Not given"


@dataclass(frozen=True)
class PartName:
    """An activity of a module. section: the heading it stands under; "" where none is known."""

    activity: str
    title: str
    section: str


@dataclass(frozen=True)
class ModuleName:
    """A module. number: as learners see it; 0 for one that is optional. parts: as taught."""

    slug: str
    title: str
    number: int
    parts: tuple[PartName, ...]

    @property
    def said(self) -> str:
        """Its number and title."""
        return f"Module {self.number}: {self.title}" if self.number else self.title


@dataclass(frozen=True)
class Names:
    """The words. settings: of learners, by id; kinds and regions: of services, by code."""

    course: str
    modules: tuple[ModuleName, ...]
    settings: Mapping[str, str]
    kinds: Mapping[str, str]
    regions: Mapping[str, str]

    def module(self, slug: str) -> ModuleName | None:
        """A module by its slug."""
        return next((one for one in self.modules if one.slug == slug), None)

    def setting(self, slug: str) -> str:
        """The setting that a learner chose."""
        return self.settings.get(slug, slug) or NOT_CHOSEN

    def kind(self, code: str) -> str:
        """The setting of a service."""
        return self.kinds.get(code, code) or NOT_SET

    def region(self, code: str) -> str:
        """The region of a service."""
        return self.regions.get(code, code) or NOT_SET


def names_of(course: Course) -> Names:
    """The words of a course as it was read; the headings are those of the lessons beside it."""
    sections = sections_of(course.root.parent)
    modules, numbers = [], numbers_of(course.modules)
    for one in course.modules:
        parts = tuple(
            PartName(activity.id, activity.title, sections.get(activity.id, ""))
            for activity in one.activities
        )
        modules.append(ModuleName(one.id, one.title, numbers[one.id], parts))
    return Names(
        course=course.info.title,
        modules=tuple(modules),
        settings={one.id: one.name for one in course.info.settings},
        kinds=_codes(course.instrument, SETTING_ITEM),
        regions=_codes(course.instrument, REGION_ITEM),
    )


def _codes(instrument: Instrument, item: str) -> dict[str, str]:
    return {one.value: one.text for one in instrument.codes_of(instrument.item(item))}
