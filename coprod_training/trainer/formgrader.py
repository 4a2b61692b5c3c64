"""nbgrader's formgrader with our pages: its own addresses and API, our templates and policy.

Its handlers are used as they are. Each is given a strict policy, and draws our page where it would
draw its own; a mark that is given through its API is checked and noted.
"""

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado import web

from coprod_training.grading import records
from coprod_training.trainer import formgrader_pages, pages
from coprod_training.trainer.job import Jobs
from coprod_training.trainer.site import POLICY, draw
from coprod_training.trainer.trainer import KEY, Trainer, trainer_from

_WORDS = {
    403: ("You are signed out", "Open the course again from the address you were given."),
    404: ("There is nothing here", "This hand-in is not in the gradebook."),
}
_OTHERWISE = ("This could not be done", "Try again in a moment. Nothing is lost.")


class Ours:
    """Mixed into each handler of formgrader's."""

    settings: Any
    request: Any

    @property
    def content_security_policy(self) -> str:
        """Nothing but our own."""
        return POLICY

    async def prepare(self) -> None:
        """Read the gradebook anew: a step in another process may have written to it."""
        book = self.settings.get("nbgrader_gradebook")
        if book is not None:
            book.db.expire_all()
        ready = super().prepare()  # type: ignore[misc]  # of the handler this is mixed into
        if ready is not None:
            await ready

    def render(self, name: str, **about: Any) -> str:
        """Our page in the place of the template that formgrader names."""
        return formgrader_pages.page(self.settings[KEY], name, about)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Refuse with a sentence, in the form that was asked for."""
        heading, words = _WORDS.get(status_code, _OTHERWISE)
        if "/formgrader/api/" in self.request.path:
            self.finish(json.dumps({"message": words}))  # type: ignore[attr-defined]  # as above
        else:
            base = self.base_url  # type: ignore[attr-defined]  # as above
            said = draw("message.html.j2", base_url=base, heading=heading, words=words)
            self.finish(said)  # type: ignore[attr-defined]  # as above


class NotedGrade(apihandlers.GradeHandler):  # type: ignore[misc]  # nbgrader ships no types
    """A mark, which has to be one, and is noted with what it was before."""

    @web.authenticated
    def put(self, grade_id: str) -> None:
        """Give a mark."""
        try:
            grade = self.gradebook.find_grade_by_id(grade_id)
        except MissingEntry as error:
            raise web.HTTPError(404) from error
        data, before = self.get_json_body(), grade.manual_score
        if not _is_mark(data, grade.max_score):
            self.set_status(400)
            self.finish(json.dumps({"message": f"A mark is from 0 to {grade.max_score:g}."}))
            return
        super().put(grade_id)
        if grade.manual_score != before:
            detail = {
                "activity": grade.name,
                "before": before,
                "mark": grade.manual_score,
                "by": self.current_user.username,
            }
            learner, assignment = grade.student.id, grade.assignment.assignment.name
            root = self.settings[KEY].root
            records.note(root, "mark given", learner, assignment, datetime.now(UTC), [detail])


def _is_mark(data: Any, most: float) -> bool:
    """Whether formgrader may be told this: a number within bounds, or none."""
    if not isinstance(data, dict):
        return False
    score, extra = data.get("manual_score"), data.get("extra_credit")
    return all(
        value is None
        or (type(value) in (int, float) and math.isfinite(value) and 0 <= value <= most)
        for value in (score, extra)
    )


class CourseFormgrader(FormgradeExtension):  # type: ignore[misc]  # nbgrader ships no types
    """Formgrader for one trainer of this course."""

    def init_tornado_settings(self, webapp: Any) -> None:
        """As formgrader does, then our own marking page in the place of nbconvert's."""
        super().init_tornado_settings(webapp)
        root = Path(self.coursedir.root).resolve()
        trainer = trainer_from(self.config, self.coursedir.course_id, root)
        webapp.settings[KEY] = trainer
        webapp.settings[pages.JOBS] = Jobs(trainer.root)
        webapp.settings["nbgrader_exporter"] = MarkingPages(trainer)

    def init_handlers(self, webapp: Any) -> None:
        """Formgrader's addresses with our handlers, then the trainer's own."""
        found = [
            (r"/formgrader/api/grade/([^/]+)", NotedGrade),
            *handlers.default_handlers,
            *apihandlers.default_handlers,
            (r"/formgrader/.*", handlers.Template404),
        ]
        base = webapp.settings["base_url"]
        rules = [(url_path_join(base, where), _ours(page), *more) for where, page, *more in found]
        rules += [(url_path_join(base, "coprod", where), page) for where, page in pages.ADDRESSES]
        webapp.add_handlers(".*$", rules)


class MarkingPages:
    """Stands where formgrader has nbconvert's exporter."""

    def __init__(self, trainer: Trainer) -> None:
        """Draw for this trainer."""
        self._trainer = trainer

    def from_filename(self, filename: str, resources: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The page on which one hand-in is marked."""
        return formgrader_pages.marking(self._trainer, Path(filename), resources), resources


def _ours(handler: type) -> type:
    """The handler with our policy and pages; one of tornado's own that serves files stays."""
    if not issubclass(handler, handlers.BaseHandler):
        return handler
    return type(handler.__name__, (Ours, handler), {})


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp: Any) -> None:
    formgrader = CourseFormgrader(parent=serverapp)
    formgrader.root_dir = serverapp.root_dir
    formgrader.log = serverapp.log
    formgrader.initialize([])
    formgrader.init_tornado_settings(serverapp.web_app)
    formgrader.init_handlers(serverapp.web_app)
