"""The feedback on a hand-in that came on paper: it goes to no account, so a trainer prints it."""

from tornado import web

from coprod_training.grading.feedback_file import POLICY, page_in
from coprod_training.grading.hand_ins import HandInRow, hand_ins
from coprod_training.grading.hidden_marks import hidden_from
from coprod_training.grading.paper_hand_in import typed_in
from coprod_training.grading.returned import was_returned
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.trainer import Trainer


def is_to_print(trainer: Trainer, row: HandInRow, account: str) -> bool:
    """Whether this hand-in came on paper and has gone back.

    Not for an account that must not see one of its first marks yet: feedback has all of them.
    """
    return (
        row.handed_in is not None
        and was_returned(trainer.root, row.learner, row.assignment, row.handed_in)
        and typed_in(trainer.root, row.assignment, row.learner, row.handed_in) is not None
        and not hidden_from(trainer.root, row.assignment, account, row.learner)
    )


class FeedbackToPrint(TrainerPage):
    """GET coprod/trainer/exercises/<id>/feedback/<hand-in>."""

    @web.authenticated
    async def get(self, assignment: str, hand_in: str) -> None:
        """The page as it went back; 404 before that, and for what a learner handed in."""
        self.asked(assignment)
        rows = hand_ins(self.trainer.database, assignment=assignment)
        mine = next((row for row in rows if row.id == hand_in), None)
        if mine is None or not is_to_print(self.trainer, mine, self.current_user.username):
            raise web.HTTPError(404)
        content = page_in(self.trainer.root, ("feedback", mine.learner, assignment), assignment)
        if content is None:
            raise web.HTTPError(404)
        # Ours would take away its looks, which are in the page; this one lets no script run either.
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(content)


ADDRESSES = [(r"trainer/exercises/([a-z0-9-]+)/feedback/([a-z0-9]+)", FeedbackToPrint)]
