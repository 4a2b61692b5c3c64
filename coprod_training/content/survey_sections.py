"""Which part of the course answers a low answer in the survey: course/survey-sections.yaml."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coprod_training.content.instrument import Instrument, Item
from coprod_training.content.schema import structure
from coprod_training.yamlfile import read_yaml

FILE = "survey-sections.yaml"
LOW_ANSWERS = {"maturity": ("0", "1", "2"), "condition": ("0", "1"), "frequency": ("0", "1")}
"""By list of answers, the answers that leave a gap: staff decide; not always; never or once.

A lower step can be right for a task, so a gap is a place to look, and never a mark.
"""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a lesson. module: its slug. heading: of level 2, word for word."""

    module: str
    heading: str

    @property
    def address(self) -> str:
        """Where it stands in the course, as the part of an address from # on."""
        return f"#/module/{self.module}/{self.heading.replace(' ', '-')}"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What answers some items. needs: of resources.yaml."""

    items: tuple[str, ...]
    sections: tuple[Section, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SurveySections:
    """The file. none_yet: items that no part of the course answers."""

    answers: tuple[Answer, ...] = ()
    none_yet: tuple[str, ...] = ()

    def of(self, item: str) -> Answer | None:
        """What answers an item; None for none yet."""
        return next((one for one in self.answers if item in one.items), None)


def load_survey_sections(path: Path) -> SurveySections:
    """The file; an empty one when there is none. Raises ContentProblems.

    It is read again only when it has changed: a course is loaded for every lesson.
    """
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return SurveySections()
    return _read(path, changed)


def with_gaps(instrument: Instrument) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Each item that can leave a gap, with the answers that do."""
    for item in instrument.items:
        if item.in_dataset and item.codes in LOW_ANSWERS:
            yield item, LOW_ANSWERS[item.codes]


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> SurveySections:  # changed is part of the cache's key
    file = read_yaml(path)
    return structure(file, file.data, SurveySections)
