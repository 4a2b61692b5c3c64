"""The course, its activities and its digests, for the front end."""

from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.answers import AnswerStore
from coprod_training.content.answers_file import COURSE, SETTING
from coprod_training.content.glossary import FILE, load_glossary
from coprod_training.errors import UnknownActivity
from coprod_training.lab.handler import CoprodHandler, Refusal, in_words
from coprod_training.lab.home import Home
from coprod_training.lab.my_data import answer_files
from coprod_training.lab.summary import summary
from coprod_training.own_activity import OwnActivity, own_activity
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in

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


class Words(CoprodHandler):
    """GET api/words."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """The course's glossary, in its own order."""
        terms = load_glossary(self.home.course().root / FILE)
        self.reply([{"term": one.term, "means": one.means.strip()} for one in terms])


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
        level = self.get_query_argument("level", str(LEVEL))
        if level not in {"1", "2", "3", "4", "5", "6"}:
            raise Refusal(400, "A heading has a level from 1 to 6.")
        own = self._own(name)
        script = f"coprod/static/{own.activity.kind}.js"
        self.reply({"script": script, "view": own.view(int(level)), "kept": own.desk.kept()})

    @web.authenticated
    @in_words
    async def post(self, name: str) -> None:
        """Keep an answer; the reply says what became of it, as `Desk.receive` does."""
        self.reply(self._own(name).desk.receive(self.body(), datetime.now(UTC)))

    def _own(self, name: str) -> OwnActivity:
        today = datetime.now(UTC).date()
        try:
            own = own_activity(self.home.course(), self.home.place(), name, today)
        except UnknownActivity as error:
            raise Refusal(404, "This course has no activity of this name.") from error
        if own.desk.graded:
            raise Refusal(403, GRADED)
        return own


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
