"""Puts the monitor's pages together from the course, the published survey and the hub."""

import httpx

from coprod_training.content.course import Course
from coprod_training.content.released import read_release
from coprod_training.monitor.addresses import Monitor
from coprod_training.monitor.names import names_of
from coprod_training.monitor.signing_in import Hub, SignIn
from coprod_training.monitor.this_minute import ThisMinute
from coprod_training.survey.report.chart import Chart
from coprod_training.survey.report.charts.change import change, missing
from coprod_training.survey.report.published import Published

NOT_PUBLISHED = (
    "No survey with answers from before and after the course is published yet. When one is, the"
    " same people's answers appear here: how many chose a higher step, the same, or a lower one."
)


def monitor_of(course: Course, hub: Hub) -> Monitor:
    """What the pages of a hub need."""
    client = httpx.AsyncClient(timeout=5, trust_env=False)
    return Monitor(ThisMinute(names_of(course)), change_of(course), SignIn(hub, client))


def change_of(course: Course) -> Chart:
    """Before and after, from the survey that the course has in `released/`."""
    release = read_release(course.root / "released", course.instrument)
    if release is None:
        return missing(NOT_PUBLISHED)
    return change(Published(release, course.instrument))
