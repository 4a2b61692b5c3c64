"""What all of the trainer's pages share."""

import json
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from coprod_training.content.assessment import Assessment
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.trainer_names import trainer_names
from coprod_training.lab.handler import KEY as HOME
from coprod_training.lab.handler import log_where
from coprod_training.lab.home import Home
from coprod_training.trainer.job import Jobs
from coprod_training.trainer.refusals import RefusesWrongTokens, refusal
from coprod_training.trainer.site import POLICY, draw
from coprod_training.trainer.trainer import KEY, Trainer
from coprod_training.trainer.who import Who

JOBS = "coprod_trainer_jobs"
FRESH = "coprod_fresh_hand_ins"
LATE = "coprod_late_penalties"
BUSY = "Another step is still running. Wait until it has ended."


class TrainerPage(RefusesWrongTokens, JupyterHandler):
    """What all of them share: the policy, the trainer, and every refusal as a sentence."""

    @property
    def content_security_policy(self) -> str:
        """Nothing but our own."""
        return POLICY

    @property
    def trainer(self) -> Trainer:
        """Whose round it is."""
        found: Trainer = self.settings[KEY]
        return found

    @property
    def jobs(self) -> Jobs:
        """The steps of this server."""
        found: Jobs = self.settings[JOBS]
        return found

    @property
    def flags(self) -> FlagBook:
        """The flagged answers of this workspace."""
        home: Home = self.settings[HOME]
        return FlagBook(home.workspace.private)

    @property
    def who(self) -> Who:
        """Who asks, and what all trainers here are called."""
        return Who(self.current_user.username, trainer_names(self.trainer.root))

    @property
    def to(self) -> str:
        """The base address without its last slash, as formgrader's pages have it."""
        return str(self.base_url).rstrip("/")

    def show(self, template: str, **more: Any) -> None:
        """Answer with one page; it is about people, so no browser keeps it."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(draw(template, base_url=self.to, xsrf=self.xsrf_token.decode(), **more))

    def reply(self, data: Any, status: int = 200) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(data, ensure_ascii=False))

    def write_error(self, status_code: int, **about: Any) -> None:
        """Refuse with a sentence."""
        heading, said = refusal(status_code, (about.get("exc_info") or (None, None))[1])
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(draw("message.html.j2", base_url=self.to, heading=heading, words=said))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Never with a message, which could quote a comment."""
        log_where(self, typ, value, tb)

    def asked(self, assignment: str) -> Assessment:
        """An exercise of this course; 404 for any other."""
        found = self.trainer.course().assessment(assignment)
        if found is None:
            raise web.HTTPError(404)
        return found

    def is_sure_of(self, learner: str) -> bool:
        """Whether the box that asks if a name is right was ticked for this very name."""
        return learner != "" and self.get_body_argument("sure", "") == learner

    def asked_question(self, assignment: str, activity: str) -> None:
        """404 unless the exercise has this written question."""
        if not self.trainer.has_written(assignment, activity):
            raise web.HTTPError(404)


class NotThere(TrainerPage):
    """Every other address below coprod/trainer: our sentence, not Jupyter's own page."""

    @web.authenticated
    async def get(self) -> None:
        """There is nothing."""
        raise web.HTTPError(404)
