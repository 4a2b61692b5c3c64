"""Plans for teaching the course to a group: course/trainers-guide/session-plans.yaml. Staff only.

A part that does an activity together takes its title and minutes from the course, so that a plan
never promises other minutes than the learners see.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_training.content.course import Course
from coprod_training.content.schema import structure
from coprod_training.errors import UnknownActivity
from coprod_training.yamlfile import Route, YamlFile, read_yaml

PLANS = Path("trainers-guide", "session-plans.yaml")
_NAMES = frozenset({"id", "module", "activity"})


@dataclass(frozen=True, kw_only=True)
class SessionPart:
    """One part of a session. minutes: of talk; those of its activity come on top.

    activity: the id of what is done together, "" for none. who: leads it.
    """

    title: str
    minutes: float
    who: str
    how: str
    activity: str = ""


@dataclass(frozen=True, kw_only=True)
class Session:
    """One meeting. minutes: the most that its parts may take. module: done alone before it."""

    title: str
    minutes: float
    parts: tuple[SessionPart, ...]
    module: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionPlan:
    """One way to teach the course to a group. nobody_yet: while no paid partner is there."""

    id: str
    title: str
    lead: str
    who_leads: tuple[str, ...]
    materials: tuple[str, ...]
    access: tuple[str, ...]
    nobody_yet: tuple[str, ...]
    afterwards: tuple[str, ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, kw_only=True)
class SessionPlans:
    """session-plans.yaml."""

    plans: tuple[SessionPlan, ...]


def load_session_plans(course_root: Path) -> tuple[YamlFile | None, tuple[SessionPlan, ...]]:
    """The file and its plans; none when there is no such file. Raises ContentProblems.

    course_root: the folder that holds course.yaml.
    """
    path = course_root / PLANS
    if not path.is_file():
        return None, ()
    file = read_yaml(path)
    return file, structure(file, file.data, SessionPlans).plans


def without_names(data: Any) -> Any:
    """The plain data of the file without the names of modules and activities, which all may see."""
    if isinstance(data, dict):
        return {k: without_names(one) for k, one in data.items() if k not in _NAMES}
    return [without_names(one) for one in data] if isinstance(data, list) else data


def minutes_of_part(part: SessionPart, course: Course) -> float:
    """Minutes for one part, with its activity. Raises UnknownActivity."""
    return part.minutes + activity_minutes(part, course)


def activity_minutes(part: SessionPart, course: Course) -> float:
    """Minutes for the activity of a part, 0 without one. Raises UnknownActivity."""
    return course.find(part.activity)[1].minutes if part.activity else 0


def minutes_of_session(session: Session, course: Course) -> float:
    """Minutes for a whole session. Raises UnknownActivity."""
    return sum(minutes_of_part(part, course) for part in session.parts)


def unknown_names(session: Session, course: Course) -> dict[Route, str]:
    """The modules and activities that a session names and the course does not have.

    By where each stands below the session in the file.
    """
    unknown: dict[Route, str] = {}
    if session.module and not course.module(session.module):
        unknown["module",] = session.module
    for number, part in enumerate(session.parts):
        try:
            activity_minutes(part, course)
        except UnknownActivity:
            unknown["parts", number, "activity"] = part.activity
    return unknown
