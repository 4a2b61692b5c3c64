"""Where whoever works in this browser says what they are called."""

from datetime import UTC, datetime

from tornado import web

from coprod_training.errors import CoprodError
from coprod_training.grading.trainer_names import give_name
from coprod_training.trainer.page import TrainerPage
from coprod_training.trainer.who import place_after


class MyName(TrainerPage):
    """GET and POST coprod/trainer/name."""

    @web.authenticated
    async def get(self) -> None:
        """The question alone, for whoever wants another name."""
        self._form("coprod/trainer", "")

    @web.authenticated
    async def post(self) -> None:
        """Keep the name, and go back to where it was asked."""
        back = place_after(self.get_body_argument("back", ""))
        typed = self.get_body_argument("name", "")
        try:
            give_name(self.trainer.root, self.current_user.username, typed, datetime.now(UTC))
        except CoprodError as error:
            self.set_status(400)
            self._form(back, error.what)
        else:
            self.redirect(f"{self.to}/{back}")

    def _form(self, back: str, problem: str) -> None:
        self.show("name.html.j2", who=self.who, back=back, problem=problem)


ADDRESSES = [(r"trainer/name", MyName)]
