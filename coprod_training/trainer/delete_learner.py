"""Deletes all that the trainer's side holds of one learner, who has asked for it.

Whoever learns on this machine does so by themselves, in My data. Somebody who works on paper, or
whose work came here from a hub's collector, asks their trainer.
"""

import asyncio
from datetime import UTC, datetime

from tornado import web

from coprod_training.errors import CoprodError
from coprod_training.grading import records
from coprod_training.grading.config import COURSE_ID, RECEIPTS
from coprod_training.grading.delete_work import delete_work
from coprod_training.grading.from_collector import is_from_collector
from coprod_training.grading.gradebook import learner_names
from coprod_training.grading.hand_ins import full_name
from coprod_training.lab.handler import KEY as HOME
from coprod_training.lab.home import Home
from coprod_training.trainer.page import NotThere


class DeleteLearner(NotThere):
    """POST coprod/trainer/learners/delete: ask once more; with `sure`, do it.

    There is nothing to GET: a name would stand in the address.
    """

    @web.authenticated
    async def post(self) -> None:
        """Say what goes and what stays, or delete it. 404 for who is not in the list."""
        learner = self.get_body_argument("learner", "", strip=False)
        home: Home = self.settings[HOME]
        name = self._known(home).get(learner)
        # Where it ended half-way before, only lines of the records are left.
        known = name is not None or bool(records.lines_about(self.trainer.root, learner))
        sure = bool(self.get_body_argument("sure", ""))
        if not known and not sure:
            raise web.HTTPError(404)
        problem = ""
        if known and sure:
            try:
                # It waits for the disk: the other pages go on meanwhile.
                await asyncio.to_thread(self._delete, home, learner)
            except CoprodError as error:
                problem = error.sentences
                self.set_status(409)
        if sure and not problem:  # also where the button was pressed twice
            # Without the name: addresses are logged.
            self.redirect(f"{self.to}/coprod/trainer/learners?deleted=1")
            return
        self.show(
            "delete_learner.html.j2",
            learner=learner,
            name=name or learner,
            problem=problem,
            from_collector=is_from_collector(self.trainer.exchange),
        )

    def _delete(self, home: Home, learner: str) -> None:
        """On this machine the learner's own answers are theirs: one on paper has another folder."""
        at, exchange, now = home.workspace, self.trainer.exchange, datetime.now(UTC)
        on_paper = at.on_paper / learner
        receipts = at.learner / RECEIPTS / COURSE_ID
        delete_work(self.trainer.root, exchange, at.private, on_paper, receipts, learner, now)

    def _known(self, home: Home) -> dict[str, str]:
        """Names by learner: of those in the list, with a hand-in, or with answers from paper."""
        listed = learner_names(self.trainer.database)
        handed_in = {one.learner for each in self.trainer.standings() for one in each.hand_ins}
        everybody = {*listed, *handed_in, *home.workspace.learners_on_paper()}
        return {one: full_name(one, *listed.get(one, ("", ""))) for one in everybody}


ADDRESSES = [(r"trainer/learners/delete", DeleteLearner)]
