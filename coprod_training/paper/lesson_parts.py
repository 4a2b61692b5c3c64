"""The parts of a lesson by name, in words: what people who wrote one of them are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coprod_training.content.course import Course
from coprod_training.contributions.passages import Passage
from coprod_training.paper.module_pack import lesson_passages

SOURCES = "sources"
"""The list at the end follows from the facts: nobody writes it."""


@dataclass(frozen=True, kw_only=True)
class LessonPart:
    """An activity, a passage by setting, or a part of the notebook. text: one passage a line."""

    name: str
    title: str
    text: str


def parts_of(root: Path, course: Course, module: str) -> tuple[LessonPart, ...]:
    """Every part of a module's lesson in its order; places of contributors are none.

    The words are those of a review pack: what learners read, what we say after an answer, and which
    answer we call right. Raises CoprodError when the module or its notebook is not there.
    """
    return tuple(_parts(course, lesson_passages(root, course, module)))


def _parts(course: Course, passages: Iterator[Passage]) -> Iterator[LessonPart]:
    variants = {one.id for module in course.modules for one in module.variants}
    mine = (one for one in passages if not one.slot and one.cell != SOURCES)
    for name, found in groupby(mine, key=lambda one: one.cell):
        here = list(found)
        heading = next((one.text for one in here if one.sort == "heading"), "")
        if name in variants:
            heading = "A passage that differs by setting"
        text = "\n".join(f"{one.label}: {one.text}" if one.label else one.text for one in here)
        yield LessonPart(name=name, title=heading or f"{here[0].text[:60]}…", text=text)
