"""A first mark that is hidden from whoever could still give the second: who looks is on record."""

from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.grading.hand_ins import hand_ins
from coprod_training.grading.hidden_marks import hidden_from, see_all
from coprod_training.grading.second_marks import note_seen
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.places import hand_in_place
from coprod_training.trainer.trainer import KEY, Trainer


class FirstMark(TrainerPage):
    """POST coprod/trainer/first-mark."""

    @web.authenticated
    async def post(self) -> None:
        """Show the first mark of one answer, to somebody who then gives no second mark."""
        asked = self.get_body_argument("hand_in", "")
        row = next(iter(hand_ins(self.trainer.database, hand_in=asked)), None)
        if row is None:
            raise web.HTTPError(404)
        account, activity = self.current_user.username, self.get_body_argument("activity", "")
        hidden = hidden_from(self.trainer.root, row.assignment, account, row.learner)
        mine = [one for one in hidden if one.activity == activity]
        note_seen(self.trainer.root, mine, account, datetime.now(UTC))
        self.redirect(hand_in_place(self.to, row.id))


def note_all_seen(handler: Any) -> None:
    """Whoever asks is shown every mark there is: a file of all, or formgrader's own JSON.

    A script that has the token and no cookie is somebody new each time, and marks nothing here.
    """
    if not handler.request.cookies or handler.current_user is None:
        return
    trainer: Trainer = handler.settings[KEY]
    exercises = [one.id for one in trainer.course().assessments]
    see_all(trainer.root, exercises, handler.current_user.username, datetime.now(UTC))


ADDRESSES = [(r"trainer/first-mark", FirstMark)]
