"""One activity as one learner meets it, in a lesson and on the server's own pages alike.

Their questions are drawn, what they missed comes back, and their own earlier answers stand beside
it: for themselves alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from coprod_training.activities import Activity
from coprod_training.answers import AnswerStore, Desk, as_asked
from coprod_training.content.activity_view import activity_view
from coprod_training.content.answers_file import COURSE, SETTING
from coprod_training.content.course import Course
from coprod_training.content.draw import shown_to
from coprod_training.content.own_view import own_view
from coprod_training.content.place import Place
from coprod_training.content.warm_ups import slugs_before
from coprod_training.survey.beside import with_beside


@dataclass(frozen=True)
class OwnActivity:
    """slug: of its notebook, or "course". desk: where its answers are handed over."""

    course: Course
    place: Place
    slug: str
    activity: Activity
    desk: Desk

    def view(self, level: int) -> dict[str, Any]:
        """What its page draws. level: of its heading."""
        shared = activity_view(
            self.course, self.activity, self.place, level=level, graded=self.desk.graded
        )
        return shared | own_view(self.course, self.activity, self._latest)

    def _latest(self, slug: str, name: str) -> object:
        return AnswerStore(self.place.answers_of(slug, False)).response_to(name)


def own_activity(course: Course, place: Place, name: str, today: date) -> OwnActivity:
    """The activity of this name, or the one drawn into the place of this name.

    today: later answers, of a clock that was wrong, count as today's. Raises UnknownActivity, and
    NewerRecord for answers of a newer version of this package.
    """
    slug, found = shown_to(course, name, place.learner)
    graded = course.assessment(slug) is not None
    store = AnswerStore(place.answers_of(slug, graded))
    before = (place.answers_of(one, False) for one in slugs_before(course.modules, slug))
    asked = with_beside(as_asked(found, store, before), course, place, today)
    return OwnActivity(course, place, slug, asked, Desk(asked, store, graded))


def chosen_setting(place: Place) -> object:
    """The setting that a learner chose, or None."""
    return AnswerStore(place.answers_of(COURSE, False)).response_to(SETTING)
