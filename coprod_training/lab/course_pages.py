"""The course, its activities and its digests, for the front end."""

from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.activities import Activity
from coprod_training.answers import AnswerStore, Desk, as_asked
from coprod_training.content.activity_view import activity_view
from coprod_training.content.answers_file import COURSE, SETTING
from coprod_training.content.own_view import own_view
from coprod_training.content.warm_ups import slugs_before
from coprod_training.errors import UnknownActivity
from coprod_training.lab.handler import CoprodHandler, Refusal, in_words
from coprod_training.lab.home import Home
from coprod_training.lab.my_data import answer_files
from coprod_training.lab.summary import summary
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in
from coprod_training.survey.beside import with_beside

LEVEL = 2
GRADED = "This question belongs to an exercise. Answer it there."


class CoursePage(CoprodHandler):
    """GET api/course."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """The summary of this learner's course."""
        self.reply(course_summary(self.home))


class There(CoprodHandler):
    """GET api/there."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """Say that the server is there, and read nothing for it."""
        self.reply({})


class Digests(CoprodHandler):
    """GET api/digests."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """The digest of each notebook that the course shipped, by path from the root."""
        home = self.home
        self.reply({f"{home.prefix}{name}": one for name, one in home.shipped().now.items()})


class ActivityPage(CoprodHandler):
    """GET and POST api/activities/<id>: activities of the course and of modules."""

    @web.authenticated
    @in_words
    async def get(self, name: str) -> None:
        """What `widgets/static/page.js` draws, with the newest kept answer."""
        activity, desk = self._find(name)
        home, level = self.home, self.get_query_argument("level", str(LEVEL))
        if level not in {"1", "2", "3", "4", "5", "6"}:
            raise Refusal(400, "A heading has a level from 1 to 6.")
        course, place = home.course(), home.place()
        view = activity_view(course, activity, place, level=int(level), graded=desk.graded)
        view |= own_view(
            course,
            activity,
            lambda slug, one: AnswerStore(place.answers_of(slug, False)).response_to(one),
        )
        script = f"coprod/static/{activity.kind}.js"
        self.reply({"script": script, "view": view, "kept": desk.kept()})

    @web.authenticated
    @in_words
    async def post(self, name: str) -> None:
        """Keep an answer; the reply says what became of it, as `Desk.receive` does."""
        _, desk = self._find(name)
        self.reply(desk.receive(self.body(), datetime.now(UTC)))

    def _find(self, name: str) -> tuple[Activity, Desk]:
        course, place = self.home.course(), self.home.place()
        try:
            slug, activity = course.find(name)
        except UnknownActivity as error:
            raise Refusal(404, "This course has no activity of this name.") from error
        if course.assessment(slug) is not None:
            raise Refusal(403, GRADED)
        store = AnswerStore(place.answers_of(slug, False))
        before = (place.answers_of(one, False) for one in slugs_before(course.modules, slug))
        asked = as_asked(activity, store, before)
        asked = with_beside(asked, course, place, datetime.now(UTC).date())
        return asked, Desk(asked, store, False)


def course_summary(home: Home) -> dict[str, Any]:
    """Read a learner's answers and sum them up. A learner's own marks are not read here."""
    course, place = home.course(), home.place()
    outcomes = outcomes_in(home.folder, course)
    chosen = AnswerStore(place.answers_of(COURSE, False)).response_to(SETTING)
    return summary(
        course,
        progress_of(course, outcomes, ()),
        frozenset(outcome.activity_id for outcome in outcomes if outcome.done),
        home.paths(),
        learner=home.learner,
        setting=str(chosen or ""),
        started=any(file.stat().st_size for file in answer_files(home.folder)),
    )
