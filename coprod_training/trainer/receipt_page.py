"""Whose hand-in a receipt is, for a trainer without a terminal (L15)."""

import asyncio
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tornado import web

from coprod_training.errors import CoprodError
from coprod_training.grading.from_collector import is_from_collector
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_ins import full_name
from coprod_training.grading.hand_ins_there import hand_ins_there
from coprod_training.grading.receipt import HandIn, tidied, with_code
from coprod_training.trainer import words
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.receipts_on_hub import receipts_on_hub

LONGEST = 40  # characters of a code as it is typed


class Receipt(TrainerPage):
    """GET coprod/trainer/receipt?code=K7M-4QX."""

    @web.authenticated
    async def get(self) -> None:
        """Every hand-in with this code, whether it is fetched or collected, or not."""
        typed = self.get_query_argument("code", "")[:LONGEST]
        problem, away, found = "", False, list[dict[str, Any]]()
        if typed:
            try:
                code = tidied(typed)
                hub = await receipts_on_hub(code, os.environ)
                elsewhere: Mapping[HandIn, datetime] = hub.of if hub else {}
                found = await asyncio.to_thread(self._rows, code, elsewhere)
                away = not hub.known if hub else is_from_collector(self.trainer.exchange)
            except CoprodError as error:
                problem = error.sentences
                self.set_status(400)
        self.show("receipt.html.j2", typed=typed, problem=problem, away=away, found=found)

    def _rows(self, code: str, elsewhere: Mapping[HandIn, datetime]) -> list[dict[str, Any]]:
        """Of the course's own assignments, with the time by the exchange's clock.

        elsewhere: hand-ins that need not be here.
        """
        trainer = self.trainer
        names = learner_names(trainer.database)
        titles = {one.id: one.title for one in trainer.course().assessments}
        here = hand_ins_there(trainer.exchange / "inbound", trainer.root / "submitted")
        came = {**elsewhere, **here}
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
