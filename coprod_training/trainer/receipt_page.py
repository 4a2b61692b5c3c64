"""Whose hand-in a receipt is, for a trainer without a terminal (L15)."""

import asyncio
from typing import Any

from tornado import web

from coprod_training.errors import CoprodError
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_ins import full_name
from coprod_training.grading.hand_ins_there import hand_ins_there
from coprod_training.grading.receipt import with_code
from coprod_training.trainer import words
from coprod_training.trainer.page import TrainerPage

LONGEST = 40  # characters of a code as it is typed


class Receipt(TrainerPage):
    """GET coprod/trainer/receipt?code=K7M-4QX."""

    @web.authenticated
    async def get(self) -> None:
        """Every hand-in with this code, whether it is collected or not."""
        typed = self.get_query_argument("code", "")[:LONGEST]
        problem, found = "", list[dict[str, Any]]()
        if typed:
            try:
                found = await asyncio.to_thread(self._rows, typed)
            except CoprodError as error:
                problem = error.sentences
                self.set_status(400)
        self.show("receipt.html.j2", typed=typed, problem=problem, found=found)

    def _rows(self, code: str) -> list[dict[str, Any]]:
        """Of the course's own assignments, with the time by the exchange's clock."""
        trainer = self.trainer
        names = learner_names(trainer.database)
        titles = {one.id: one.title for one in trainer.course().assessments}
        came = hand_ins_there(trainer.exchange / "inbound", trainer.root / "submitted")
        ours = [one for one in came if one.assignment in titles]
        return [
            {
                "code": one.code,
                "name": full_name(one.learner, *names.get(one.learner, ("", ""))),
                "title": titles[one.assignment],
                "assignment": one.assignment,
                "at": words.time_words(came[one]),
            }
            for one in with_code(code, ours)
        ]


ADDRESSES = [(r"trainer/receipt", Receipt)]
