"""Formgrader's address of one hand-in, with our page in the place of nbconvert's."""

from typing import Any

from nbgrader.server_extensions.formgrader import handlers

from coprod_training.grading.flags import FlagBook
from coprod_training.grading.trainer_names import trainer_names
from coprod_training.lab.handler import KEY as HOME
from coprod_training.trainer import formgrader_pages
from coprod_training.trainer.trainer import KEY
from coprod_training.trainer.who import Who


class MarkedHandIn(handlers.SubmissionHandler):  # type: ignore[misc]  # nbgrader ships no types
    """GET formgrader/submissions/<hand-in>/."""

    @property
    def exporter(self) -> "MarkedHandIn":
        """What draws the page: this, which knows who asks for it."""
        return self

    def from_filename(self, filename: str, resources: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """As nbconvert's exporters have it: the page on which one hand-in is marked."""
        trainer = self.settings[KEY]
        flags = FlagBook(self.settings[HOME].workspace.private)
        who = Who(self.current_user.username, trainer_names(trainer.root))
        return formgrader_pages.marking(trainer, flags, who, resources), resources
