"""Exercises: see them, start one, hand one in."""

from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.content.assessment import Assessment
from coprod_training.errors import CoprodError, NewerRecord
from coprod_training.lab.exercises import Exercises
from coprod_training.lab.handler import CoprodHandler, Refusal, in_words

KEY = "coprod_exercises"
ONLY_LOOKING = "This is the learner view, for looking only. Learners do this in their own course."
_CLOSED = "The due date has passed. What you handed in before counts."
_NOT_OPEN = "This exercise is not open yet."
_AWAY = (
    "The place where exercises are passed on cannot be reached. Your answers are kept. "
    "Try again later, or tell your trainer."
)
_UNREADABLE = "Not handed in yet. Your answers could not be read. Tell your trainer."


class _OfExercises(CoprodHandler):
    @property
    def exercises(self) -> Exercises:
        """The exercises of this server's learner."""
        found: Exercises = self.settings[KEY]
        return found

    def asked(self, name: str) -> Assessment:
        """The exercise of this name, for those who may work in it. Raises Refusal."""
        assessment = self.home.course().assessment(name)
        if assessment is None:
            raise Refusal(404, "This course has no exercise with this name.")
        if self.home.role == "trainer":
            raise Refusal(403, ONLY_LOOKING)
        return assessment


async def _standing(exercises: Exercises, assessment: Assessment) -> dict[str, Any]:
    """Where it stands now; an exchange that was away a moment ago is looked for again."""
    found = await exercises.one(assessment, datetime.now(UTC))
    if found["away"]:
        exercises.forget()
        found = await exercises.one(assessment, datetime.now(UTC))
    return found


class ExerciseList(_OfExercises):
    """GET api/exercises."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """Each exercise, and where it stands. New feedback has been fetched."""
        self.reply(await self.exercises.all(datetime.now(UTC)))


class Start(_OfExercises):
    """POST api/exercises/<id>/start."""

    @web.authenticated
    @in_words
    async def post(self, name: str) -> None:
        """Fetch the exercise; what is there already stays as it is."""
        assessment = self.asked(name)
        before = await _standing(self.exercises, assessment)
        if not before["path"]:
            if before["state"] == "not-open":
                raise Refusal(409, _AWAY if before["away"] else _NOT_OPEN)
            await self.exercises.ask("fetch", assessment.id)
        self.reply(await self.exercises.one(assessment, datetime.now(UTC)))


class HandInPage(_OfExercises):
    """POST api/exercises/<id>/hand-in."""

    @web.authenticated
    @in_words
    async def post(self, name: str) -> None:
        """Hand in what is kept; the same answers twice make one hand-in and one receipt."""
        self.reply(await hand_in(self.exercises, self.asked(name)))


async def hand_in(exercises: Exercises, assessment: Assessment) -> dict[str, Any]:
    """Hand it in; where it stands then, or that its receipt cannot be shown at the moment.

    Raises a Refusal, whose status tells the page whether it may have arrived: not below 500.
    """
    await _refuse_what_cannot_be_handed_in(exercises, assessment)
    await exercises.ask("submit", assessment.id)
    try:
        return await exercises.one(assessment, datetime.now(UTC))
    except (Refusal, CoprodError):  # and yet it has arrived
        return {"receipt": None}


async def _refuse_what_cannot_be_handed_in(exercises: Exercises, assessment: Assessment) -> None:
    """Raise a Refusal below 500, since nothing has been sent yet."""
    try:
        before = await _standing(exercises, assessment)
    except (OSError, NewerRecord) as error:
        raise Refusal(409, _UNREADABLE) from error
    except Refusal as refusal:  # such as that it takes too long
        raise Refusal(409, refusal.words) from refusal
    if before["away"]:
        raise Refusal(409, _AWAY)
    if not before["can_hand_in"]:
        raise Refusal(409, _CLOSED if before["receipt"] else _NOT_OPEN)
