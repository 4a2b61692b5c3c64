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

from coprod_training.grading import records, second_marks
from coprod_training.grading.given_marks import is_marked_by_the_course
from coprod_training.grading.late import LatePenalties, follow_dates
from coprod_training.grading.returned import note_changed, note_confirmed, was_returned
from coprod_training.lab.handler import log_where
from coprod_training.trainer import comments, first_mark, formgrader_pages
from coprod_training.trainer.changed_meanwhile import CHANGED, comment_was_changed, mark_was_changed
from coprod_training.trainer.fresh_hand_ins import FreshHandIns
from coprod_training.trainer.job import Jobs
from coprod_training.trainer.marked_hand_in import MarkedHandIn
from coprod_training.trainer.our_pages import OUR_PAGES
from coprod_training.trainer.page import FRESH, JOBS, LATE
from coprod_training.trainer.refusals import RefusesWrongTokens, refusal
from coprod_training.trainer.request_log import leave_out_names
from coprod_training.trainer.site import POLICY, draw
from coprod_training.trainer.trainer import KEY, trainer_from

LONGEST_WHY = 300  # characters
SAY_WHY = "The learner has seen this mark. Say why you changed it."
_NEWER = (
    "A newer hand-in has arrived since you opened this page. Load it again, then mark that one."
)


class Ours(RefusesWrongTokens):
    """Mixed into each handler of formgrader's."""

    settings: Any
    request: Any

    @property
    def content_security_policy(self) -> str:
        """Nothing but our own."""
        return POLICY

    def set_default_headers(self) -> None:
        """No browser keeps a page about people, or takes nbgrader's JSON for one."""
        super().set_default_headers()  # type: ignore[misc]  # of the handler this is mixed into
        if "/formgrader/api/" in self.request.path:
            kind = "application/json; charset=utf-8"
            self.set_header("Content-Type", kind)  # type: ignore[attr-defined]  # as below
        self.set_header("Cache-Control", "no-store")  # type: ignore[attr-defined]  # as above

    async def prepare(self) -> None:
        """Read the gradebook anew: a step in another process may have written to it."""
        book = self.settings.get("nbgrader_gradebook")
        if book is not None:
            book.db.rollback()  # also mends a session that met a locked file
        ready = super().prepare()  # type: ignore[misc]  # as above
        if ready is not None:
            await ready
        asks = self.request.method == "GET" and "/formgrader/api/" in self.request.path
        if asks and not self.request.path.endswith("/api/status"):  # which has no marks
            first_mark.note_all_seen(self)

    def render(self, name: str, **about: Any) -> str:
        """Our page in the place of the template that formgrader names."""
        account = getattr(self.current_user, "username", "")  # type: ignore[attr-defined]  # as above
        return formgrader_pages.page(self.settings[KEY], name, about | {"account": account})

    def write_error(self, status_code: int, **about: Any) -> None:
        """Refuse with a sentence, in the form that was asked for."""
        heading, words = refusal(status_code, (about.get("exc_info") or (None, None))[1])
        if "/formgrader/api/" in self.request.path:
            self.finish(json.dumps({"message": words}))  # type: ignore[attr-defined]  # as above
        else:
            base = self.base_url  # type: ignore[attr-defined]  # as above
            said = draw("message.html.j2", base_url=base, heading=heading, words=words)
            self.finish(said)  # type: ignore[attr-defined]  # as above

    def log_exception(self, kind: Any, value: Any, tb: Any) -> None:
        """Never with a message, which could quote a comment."""
        log_where(self, kind, value, tb)


class Front(handlers.BaseHandler):  # type: ignore[misc]  # nbgrader ships no types
    """formgrader/ itself. nbgrader's own would run the configuration of any folder it is told."""

    @web.authenticated
    def get(self) -> None:
        """Go to the exercises."""
        self.redirect(f"{self.base_url}/coprod/trainer")


class NotedGrade(apihandlers.GradeHandler):  # type: ignore[misc]  # nbgrader ships no types
    """A mark, which has to be one, and is noted with what it was before."""

    @web.authenticated
    def put(self, grade_id: str) -> None:
        """Give a mark."""
        try:
            grade = self.gradebook.find_grade_by_id(grade_id)
        except MissingEntry as error:
            raise web.HTTPError(404) from error
        data, stood = self.get_json_body(), grade.manual_score
        if not _is_mark(data, grade.max_score):
            _refuse(self, 400, f"A mark is from 0 to {grade.max_score:g}.")
            return
        if _is_of_another_hand_in(data, grade):
            _refuse(self, 409, _NEWER)
            return
        if mark_was_changed(data, grade):
            _refuse(self, 409, CHANGED)
            return
        why, learner = _why(data), grade.student.id
        root, assignment = self.settings[KEY].root, grade.assignment.assignment.name
        extra, at = grade.extra_credit, grade.assignment.timestamp
        kept = {"extra_credit": extra, **data}  # points that were added on another page stay
        given = (kept.get("manual_score"), kept["extra_credit"] or 0)
        changes = given != (stood, extra or 0)
        # Whoever confirms a mark that waits to be looked at again gives it, though it stays.
        confirms = grade.needs_manual_grade and stood is not None and given[0] == stood
        seen = at and was_returned(root, learner, assignment, at.replace(tzinfo=UTC))
        if changes and seen and not why:
            _refuse(self, 400, SAY_WHY, why=True)
            return
        now = datetime.now(UTC)
        # Before the mark itself, as in grading: no change is ever without its record. Also why it
        # was changed just before: a level is kept as it is chosen, a reason later.
        if changes or confirms or (why and stood is not None):
            # In the course's place: what counted before is the mark that the course gave.
            by_course = stood is None and is_marked_by_the_course(grade)
            tells_extra = (given[1] or extra) and (changes or not confirms)
            detail = {
                "activity": grade.name,
                "before": grade.auto_score if by_course else stood,
                "mark": given[0],
                **({"confirms": True} if confirms else {}),
                **({"extra": given[1]} if tells_extra else {}),
                "by": self.current_user.username,
                **({"why": why} if why else {}),
            }
            records.note(root, "mark given", learner, assignment, now, [detail])
        self.request.body = json.dumps(kept).encode()
        super().put(grade_id)
        if changes:
            note_changed(root, learner, assignment, datetime.now(UTC))
        elif confirms:
            note_confirmed(root, learner, assignment, datetime.now(UTC))
        if changes or confirms:
            self._tell_second_marking(grade, now)
            self.settings[JOBS].put_away()
        follow_dates(self.gradebook, self.settings[LATE], root, assignment, learner)

    def _tell_second_marking(self, grade: Any, now: datetime) -> None:
        """A second mark is compared with the mark that counts."""
        at = grade.assignment.timestamp
        points = grade.manual_score
        if at is not None and points is not None and grade.max_score:
            second_marks.note_first(
                self.settings[KEY].root,
                learner=grade.student.id,
                assignment=grade.assignment.assignment.name,
                activity=grade.name,
                handed_in=at.replace(tzinfo=UTC),
                level=second_marks.level_for(points, grade.max_score),
                now=now,
            )


class NotedComment(apihandlers.CommentHandler):  # type: ignore[misc]  # nbgrader ships no types
    """A comment, which has to be words; one that went back already has to go again."""

    @web.authenticated
    def put(self, comment_id: str) -> None:
        """Write a comment."""
        try:
            comment = self.gradebook.find_comment_by_id(comment_id)
        except MissingEntry as error:
            raise web.HTTPError(404) from error
        data, before = self.get_json_body(), comment.manual_comment
        words = data.get("manual_comment") if isinstance(data, dict) else 0
        if not (words is None or (isinstance(words, str) and len(words) <= comments.LONGEST_GIVEN)):
            _refuse(self, 400, comments.TOO_LONG)
            return
        if _is_of_another_hand_in(data, comment):
            _refuse(self, 409, _NEWER)
            return
        if comment_was_changed(data, before):
            _refuse(self, 409, CHANGED)
            return
        super().put(comment_id)
        if (comment.manual_comment or "") != (before or ""):
            learner, assignment = comment.student.id, comment.assignment.assignment.name
            note_changed(self.settings[KEY].root, learner, assignment, datetime.now(UTC))


def _why(data: dict[str, Any]) -> str:
    """Why a mark is another one now, as it was typed."""
    why = data.get("why", "")
    return " ".join(why.split())[:LONGEST_WHY] if isinstance(why, str) else ""


def _refuse(handler: Any, status: int, words: str, **more: bool) -> None:
    handler.set_status(status)
    handler.finish(json.dumps({"message": words, **more}))


def _is_of_another_hand_in(data: dict[str, Any], given: Any) -> bool:
    """Whether somebody marks words that a newer hand-in has taken the place of."""
    shown, at = data.get("handed_in"), given.assignment.timestamp
    return shown is not None and shown != (at.isoformat() if at else "")


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
        """As formgrader does, then whose round it is, and its steps."""
        super().init_tornado_settings(webapp)
        root = Path(self.coursedir.root).resolve()
        trainer = trainer_from(self.config, self.coursedir.course_id, root)
        webapp.settings[KEY] = trainer
        webapp.settings[JOBS] = Jobs(trainer.root)
        webapp.settings[FRESH] = FreshHandIns(trainer)
        webapp.settings[LATE] = LatePenalties(self.config)
        leave_out_names(webapp)

    def init_handlers(self, webapp: Any) -> None:
        """Formgrader's addresses with our handlers, then the trainer's own."""
        found = [
            (r"/formgrader/?", Front),
            (r"/formgrader/submissions/([^/]+)/?", MarkedHandIn),
            (r"/formgrader/api/grade/([^/]+)", NotedGrade),
            (r"/formgrader/api/comment/([^/]+)", NotedComment),
            *handlers.default_handlers,
            *apihandlers.default_handlers,
            (r"/formgrader/.*", handlers.Template404),
        ]
        base = webapp.settings["base_url"]
        # Files that nbgrader's own pages load go to anybody; no page of ours needs them.
        rules = [
            (url_path_join(base, where), _ours(page), *more)
            for where, page, *more in found
            if issubclass(page, handlers.BaseHandler)
        ]
        rules += [(url_path_join(base, "coprod", where), page) for where, page in OUR_PAGES]
        webapp.add_handlers(".*$", rules)


def _ours(handler: type) -> type:
    """The handler with our policy and pages."""
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
