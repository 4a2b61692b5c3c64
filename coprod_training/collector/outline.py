"""The course as the figures count it: what belongs to which module, and what completes it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256

from coprod_training.content.course import Course


@dataclass(frozen=True)
class Part:
    """One activity of a module."""

    activity: str
    module: str
    core: bool


@dataclass(frozen=True)
class ModuleOutline:
    """One module. An optional one is complete when all of it is done, and counts for nothing."""

    slug: str
    optional: bool
    parts: tuple[Part, ...]

    @property
    def needed(self) -> frozenset[str]:
        """The activities that complete it. Source: ModuleProgress.complete, L14."""
        return frozenset(one.activity for one in self.parts if one.core or self.optional)


@dataclass(frozen=True)
class Outline:
    """All modules in the order they are taught. other: where what is outside belongs."""

    course: str
    modules: tuple[ModuleOutline, ...]
    other: Mapping[str, str]
    _parts: dict[str, Part] = field(init=False, repr=False, compare=False)
    _modules: dict[str, ModuleOutline] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up once."""
        parts = {part.activity: part for one in self.modules for part in one.parts}
        object.__setattr__(self, "_parts", parts)
        object.__setattr__(self, "_modules", {one.slug: one for one in self.modules})

    def part(self, activity: str) -> Part | None:
        """The part of a module that this activity is, or None."""
        return self._parts.get(activity)

    def module(self, slug: str) -> ModuleOutline | None:
        """One module, or None."""
        return self._modules.get(slug)

    def module_of(self, activity: str) -> str:
        """Where an activity belongs; empty when this course does not have it."""
        part = self._parts.get(activity)
        return part.module if part else self.other.get(activity, "")

    @property
    def digest(self) -> str:
        """Tells whether figures that were kept are of this course: they follow from all of this."""
        whole = [[one.slug, one.optional, [asdict(p) for p in one.parts]] for one in self.modules]
        named = [self.course, whole, sorted(self.other.items())]
        return sha256(json.dumps(named).encode()).hexdigest()


@dataclass(frozen=True)
class ModuleCount:
    """How far one learner is in one module that they have begun. Times are those of storing."""

    module: str
    done: int
    core_done: int
    complete: bool
    completed_at: datetime | None
    first_stored: datetime
    last_stored: datetime


@dataclass(frozen=True)
class WholeCount:
    """How far one learner is in the course; open_module: see docs/collector-api.md."""

    finished_modules: int
    open_module: str
    finished_at: datetime | None


def outline_of(course: Course) -> Outline:
    """The outline of a course as it was read."""
    modules = []
    for module in course.modules:
        parts = tuple(Part(one.id, module.id, one.core) for one in module.activities)
        modules.append(ModuleOutline(module.id, module.optional, parts))
    taught = {one.slug for one in modules}
    other = {one.id: slug for slug, one in course.activities() if slug not in taught}
    other |= {one.id: one.id for one in course.assessments}  # what a mark is about
    return Outline(course.info.id, tuple(modules), other)


def module_count(
    module: ModuleOutline, reached: Mapping[str, datetime], first: datetime, last: datetime
) -> ModuleCount:
    """Fold what one learner has done in one module.

    reached: when each activity was first done. first, last: of all statements in the module.
    """
    done = [one for one in module.parts if one.activity in reached]
    times = [reached[one] for one in module.needed if one in reached]
    complete = 0 < len(times) == len(module.needed)
    completed_at = max(times) if complete else None
    core_done = sum(one.core for one in done)
    return ModuleCount(module.slug, len(done), core_done, complete, completed_at, first, last)


def whole_count(outline: Outline, modules: Iterable[ModuleCount]) -> WholeCount:
    """Fold one learner's modules."""
    begun = {one.module: one for one in modules}
    counted = [one.slug for one in outline.modules if not one.optional]
    finished = [begun[one] for one in counted if one in begun and begun[one].complete]
    open_ones = [one for one in counted if one in begun and not begun[one].complete]
    ahead = [one for one in counted if one not in begun]
    times = [one.completed_at for one in finished if one.completed_at]
    return WholeCount(
        finished_modules=len(finished),
        open_module=next(iter([*open_ones, *ahead]), ""),
        finished_at=max(times) if times and len(finished) == len(counted) else None,
    )
