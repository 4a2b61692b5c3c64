"""The course, its words and its digests, for the front end."""

from typing import Any

from tornado import web

from coprod_training.content.glossary import FILE, load_glossary
from coprod_training.lab.handler import CoprodHandler, in_words
from coprod_training.lab.home import Home
from coprod_training.lab.marks_back import marks_back
from coprod_training.lab.my_data import answer_files
from coprod_training.lab.summary import summary
from coprod_training.own_activity import chosen_setting
from coprod_training.progress.completion import progress_of
from coprod_training.progress.folders import outcomes_in


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
        """All digests that the course ever shipped of each notebook, by path from the root.

        An exercise that was released before the course was mended is still the course's own.
        """
        home = self.home
        shipped = home.shipped()
        self.reply({f"{home.prefix}{name}": shipped.ever.get(name, []) for name in shipped.now})


def course_summary(home: Home) -> dict[str, Any]:
    """Read a learner's answers and sum them up. Of their marks only those that came back count."""
    course, place = home.course(), home.place()
    outcomes = outcomes_in(home.folder, course)
    return summary(
        course,
        progress_of(course, outcomes, marks_back(home, course)),
        frozenset(outcome.activity_id for outcome in outcomes if outcome.done),
        home.paths(),
        learner=home.learner,
        setting=str(chosen_setting(place) or ""),
        started=any(file.stat().st_size for file in answer_files(home.folder)),
    )
