"""What a page draws itself: activities, passages by setting and places of contributors.

A lesson of the course needs no process of its own for them (docs/decisions/0019).
"""

from datetime import UTC, datetime
from typing import Any

from jupyter_server.utils import url_path_join
from tornado import web

from coprod_training.content.passages import slot_view, variant_view
from coprod_training.errors import UnknownActivity
from coprod_training.lab.handler import CoprodHandler, Refusal, in_words
from coprod_training.own_activity import OwnActivity, chosen_setting, own_activity

LEVEL = 3
NOT_STARTED = "This question belongs to an exercise that you have not started."
GONE = 410
"""A page that hears it gives up. A proxy before this server may say 404, and never this."""
NO_LONGER = "This question is no longer in the course."
NOT_KEPT = (
    "This question is no longer in the course, so your answer cannot be kept."
    " Copy your words if you need them."
)


class PartHandler(CoprodHandler):
    """One part of a page, to be drawn."""

    def level(self) -> int:
        """The level of its heading. Raises Refusal."""
        level = self.get_query_argument("level", str(LEVEL))
        if level not in {"1", "2", "3", "4", "5", "6"}:
            raise Refusal(400, "A heading has a level from 1 to 6.")
        return int(level)

    def draw(self, script: str, view: dict[str, Any], kept: object = None) -> None:
        """Reply with what `widgets/static/page.js` needs. script: in `widgets/static/`."""
        self.reply({"script": f"coprod/static/{script}.js", "view": view, "kept": kept})


class ActivityPage(PartHandler):
    """GET and POST api/activities/<id>: of the course, of modules and of started exercises."""

    @web.authenticated
    @in_words
    async def get(self, name: str) -> None:
        """What to draw, with the newest kept answer."""
        own = self._own(name, NO_LONGER)
        self.draw(own.activity.kind, own.view(self.level()), own.desk.kept())

    @web.authenticated
    @in_words
    async def post(self, name: str) -> None:
        """Keep an answer; the reply says what became of it, as `Desk.receive` does."""
        own = self._own(name, NOT_KEPT)
        self.reply(own.desk.receive(self.body(), datetime.now(UTC)))

    def _own(self, name: str, gone: str) -> OwnActivity:
        """Raises Refusal. gone: what is said where the course has no such activity."""
        place, today = self.home.place(), datetime.now(UTC).date()
        try:
            own = own_activity(self.home.course(), place, name, today)
        except UnknownActivity as error:
            raise Refusal(GONE, gone) from error
        if own.desk.graded and not place.answers_of(own.slug, True).parent.is_dir():
            raise Refusal(403, NOT_STARTED)
        return own


class SlotPage(PartHandler):
    """GET api/slots/<id>."""

    @web.authenticated
    @in_words
    async def get(self, name: str) -> None:
        """The place of a contribution; a recording has an address of its own."""
        view = slot_view(self.home.course(), name, self.level())
        if view["recording"] is not None:
            view["recording"]["address"] = url_path_join(self.base_url, "coprod/recordings", name)
        self.draw("slot", view)


class VariantPage(PartHandler):
    """GET api/variants/<id>."""

    @web.authenticated
    @in_words
    async def get(self, name: str) -> None:
        """A passage in the words of the learner's setting."""
        home = self.home
        self.draw("variant", variant_view(home.course(), name, chosen_setting(home.place())))
