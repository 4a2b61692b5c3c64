"""The words of the monitor's figures: names of places and modules, and what each figure means."""

from collections.abc import Mapping
from dataclasses import dataclass

from coprod_training.content.course import Course
from coprod_training.content.instrument import Instrument

NO_SERVICE = "No service given"
DEFINITIONS = {
    "Joined": "People who opened the course on this hub and said yes to being counted.",
    "Started": "People who have done at least one activity.",
    "Not started": "People who joined and have not done an activity yet.",
    "Finished": "People who have done every core activity of every module that counts.",
    "Stalled": "People who started, did not finish, and have done nothing for 21 days.",
    "Active": "People who started, did not finish, and did something in the last 21 days.",
    "Share finished": "Finished out of started, in percent, rounded. A dash where nobody started.",
    "Nobody learning yet": "Services on the programme's list where nobody has joined.",
    "Where people stop": "How many people began each module, and how many finished it.",
}
"""Each figure in one line. A person has no score: these are counts of people."""


@dataclass(frozen=True)
class Words:
    """title: of the course. regions, settings: by code. modules: titles by slug, as taught.

    counted: the modules that count for finishing. activities: titles by id, as taught.
    """

    title: str
    regions: Mapping[str, str]
    settings: Mapping[str, str]
    modules: Mapping[str, str]
    counted: tuple[str, ...]
    activities: Mapping[str, str]


def words_of(course: Course, instrument: Instrument) -> Words:
    """The words of a course. instrument: whose code lists the services' codes are of."""
    return Words(
        title=course.info.title,
        regions={one.value: one.text for one in instrument.code_lists["regions"]},
        settings={one.value: one.text for one in instrument.code_lists["settings"]},
        modules={one.id: one.title for one in course.modules},
        counted=tuple(one.id for one in course.modules if not one.optional),
        activities={one.id: one.title for part in course.modules for one in part.activities},
    )
