"""One written question, marked across all learners in a row (features.md, T2)."""

from tornado import web

from coprod_training.grading.hand_ins import hand_ins, next_of, waiting_for
from coprod_training.trainer.hand_in_page import hand_in_page
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.places import question_place


class OneAnswer(TrainerPage):
    """GET coprod/trainer/exercises/<id>/questions/<activity>/<hand-in>."""

    @web.authenticated
    async def get(self, assignment: str, activity: str, hand_in: str) -> None:
        """The answer of one hand-in, beside the rubric."""
        self.asked_question(assignment, activity)
        rows = hand_ins(self.trainer.database, assignment=assignment)
        mine = next((row for row in rows if row.id == hand_in), None)
        if mine is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(hand_in_page(self.trainer, self.flags, mine, rows, self.to, self.who, activity))


class NextAnswer(TrainerPage):
    """GET coprod/trainer/exercises/<id>/questions/<activity>/next?after=<hand-in>."""

    @web.authenticated
    async def get(self, assignment: str, activity: str) -> None:
        """Go to the next answer that waits, or back to the list."""
        self.asked_question(assignment, activity)
        waiting = waiting_for(self.trainer.database, assignment).get(activity, ())
        found = next_of(waiting, self.get_query_argument("after", ""))
        if found:
            self.redirect(question_place(self.to, assignment, activity, found))
        else:
            self.redirect(f"{self.to}/formgrader/gradebook/{assignment}/{assignment}")


ADDRESSES = [
    (r"trainer/exercises/([a-z0-9-]+)/questions/([a-z0-9-]+)/next", NextAnswer),
    (r"trainer/exercises/([a-z0-9-]+)/questions/([a-z0-9-]+)/([a-z0-9]+)", OneAnswer),
]
