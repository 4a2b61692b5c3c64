"""The trainer's guide: notes for each module, the marking guide, and plans for teaching a group.

No learner's copy holds any of it.
"""

from typing import Any

from tornado import web

from coprod_training.content.assessment import Assessment, levels_of
from coprod_training.content.course import Course
from coprod_training.content.graded_parts import is_marked_by_a_person
from coprod_training.content.session_plans import (
    SessionPlan,
    activity_minutes,
    load_session_plans,
    minutes_of_part,
    minutes_of_session,
    unknown_names,
)
from coprod_training.grading.feedback_page import wordings
from coprod_training.trainer.page import TrainerPage


class Guide(TrainerPage):
    """GET coprod/trainer/guide."""

    @web.authenticated
    async def get(self) -> None:
        """What there is: the plans, then the modules."""
        course = self.trainer.course()
        self.show("guide.html.j2", plans=_plans(course), modules=course.modules)


class ModuleGuide(TrainerPage):
    """GET coprod/trainer/guide/modules/<slug>."""

    @web.authenticated
    async def get(self, slug: str) -> None:
        """The notes of one module, and how its exercises are marked."""
        course = self.trainer.course()
        module = course.module(slug)
        if module is None:
            raise web.HTTPError(404)
        self.show(
            "guide_module.html.j2",
            module=module,
            exercises=[_marking(one) for one in course.assessments if one.module == slug],
        )


class PlanGuide(TrainerPage):
    """GET coprod/trainer/guide/plans/<id>."""

    @web.authenticated
    async def get(self, name: str) -> None:
        """One plan, with the minutes that the course has today."""
        course = self.trainer.course()
        plan = next((one for one in _plans(course) if one.id == name), None)
        if plan is None:
            raise web.HTTPError(404)
        self.show("guide_plan.html.j2", plan=plan, sessions=_sessions(plan, course))


def _plans(course: Course) -> list[SessionPlan]:
    """The plans that can be taught: `coprod check` finds those that name what is not there."""
    _, plans = load_session_plans(course.root)
    return [one for one in plans if not any(unknown_names(s, course) for s in one.sessions)]


def _marking(assessment: Assessment) -> dict[str, Any]:
    return {
        "title": assessment.title,
        "notes": assessment.facilitator_notes.strip(),
        "reflections": [
            {
                "title": one.activity.title,
                "questions": wordings(one.activity),
                "rubric": levels_of(one),
                "examples": one.examples,
            }
            for one in assessment.questions
            if is_marked_by_a_person(one)
        ],
    }


def _sessions(plan: SessionPlan, course: Course) -> list[dict[str, Any]]:
    """Each session with its parts, their minutes, and what everybody does alone beforehand."""
    return [
        {
            "title": session.title,
            "alone": course.module(session.module),
            "exercises": [one for one in course.assessments if one.module == session.module],
            "minutes": minutes_of_session(session, course),
            "spare": session.minutes - minutes_of_session(session, course),
            "parts": [
                {
                    "title": part.title,
                    "minutes": minutes_of_part(part, course),
                    "activity": course.find(part.activity)[1].title if part.activity else "",
                    "activity_minutes": activity_minutes(part, course),
                    "who": part.who,
                    "how": part.how,
                }
                for part in session.parts
            ],
        }
        for session in plan.sessions
    ]


ADDRESSES = [
    (r"trainer/guide", Guide),
    (r"trainer/guide/modules/([a-z0-9-]+)", ModuleGuide),
    (r"trainer/guide/plans/([a-z0-9-]+)", PlanGuide),
]
