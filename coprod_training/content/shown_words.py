"""The words that an activity or a passage by setting puts on a lesson's page, by its id. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod_training.content.course import Course
from coprod_training.content.learner_words import read_in
from coprod_training.yamlfile import Route, YamlFile

_PARTS = ("activities", "variants")


@dataclass(frozen=True)
class Shown:
    """One text that a learner reads: a question, an option, its feedback. route: in the file."""

    file: YamlFile
    route: Route
    text: str


def shown_words(course: Course) -> dict[str, tuple[Shown, ...]]:
    """Every text of each activity and passage of the course, in the order of its file."""
    found = {}
    for file in course.files:
        data = file.data if isinstance(file.data, dict) else {}
        for part in _PARTS:
            for number, one in enumerate(data.get(part) or ()):
                if isinstance(one, Mapping) and isinstance(one.get("id"), str):
                    found[one["id"]] = tuple(
                        Shown(file, route, text) for route, text in read_in(one, (part, number))
                    )
    return found
