"""Puts the monitor's pages together from the course, the published survey and the hub."""

import logging

import httpx

from coprod_training.content.course import Course
from coprod_training.content.released import ABOUT, FOLDER, release_files
from coprod_training.errors import CoprodError
from coprod_training.monitor.addresses import Monitor
from coprod_training.monitor.names import names_of
from coprod_training.monitor.signing_in import Hub, SignIn
from coprod_training.monitor.this_minute import ThisMinute
from coprod_training.survey.report.chart import Chart
from coprod_training.survey.report.charts.change import change as change_drawn
from coprod_training.survey.report.charts.change import missing
from coprod_training.survey.report.published import published_of

LOG = logging.getLogger("coprod.monitor")
NOT_PUBLISHED = (
    "No survey with answers from before and after the course is published yet. When one is, the"
    " same people's answers appear here: how many chose a higher step, the same, or a lower one."
)

UNREADABLE = (
    "The survey figures that this course has cannot be shown here. Tell whoever runs this hub:"
    " coprod check says what is wrong."
)


def monitor_of(course: Course, hub: Hub) -> Monitor:
    """What the pages of a hub need; they go on also with a survey that cannot be read."""
    client = httpx.AsyncClient(timeout=5, trust_env=False)
    return Monitor(ThisMinute(names_of(course)), change_to_show(course), SignIn(hub, client))


def change_to_show(course: Course) -> Chart:
    """Before and after; in its place a sentence where the survey's figures cannot be read."""
    try:
        return change_of(course)
    except CoprodError as error:
        LOG.warning("%s", error)
        return missing(UNREADABLE)


def change_of(course: Course) -> Chart:
    """Before and after, from the survey that the course has in `released/`.

    Also of a version before the one that it asks now. Raises CoprodError when it cannot be read.
    """
    folder = course.root / FOLDER
    if set(release_files(folder)) <= {ABOUT}:
        return missing(NOT_PUBLISHED)
    return change_drawn(published_of(folder, course))
