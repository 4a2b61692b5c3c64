"""Whose hand-in a receipt is, for a trainer without a terminal (L15)."""

import asyncio
from typing import Any

from tornado import web

from coprod_training.errors import CoprodError
from coprod_training.grading.hand_in_time import parsed_time
from coprod_training.grading.receipt import hand_ins_at, with_code
from coprod_training.trainer import words
from coprod_training.trainer.hand_in_list import full_name, hand_ins
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
                problem = " ".join((error.what, error.fix))
                self.set_status(400)
        self.show("receipt.html.j2", typed=typed, problem=problem, found=found)

    def _rows(self, code: str) -> list[dict[str, Any]]:
        trainer = self.trainer
        names = {row.learner: row.name for row in hand_ins(trainer.database)}
        there = hand_ins_at(trainer.exchange / "inbound", trainer.root / "submitted")
        return [
            {
                "code": one.code,
                "name": names.get(one.learner) or full_name(one.learner, None, None),
                "title": trainer.title(one.assignment),
                "assignment": one.assignment,
                "at": words.time_words(parsed_time(one.timestamp)),
            }
            for one in with_code(code, there)
        ]


ADDRESSES = [(r"trainer/receipt", Receipt)]
