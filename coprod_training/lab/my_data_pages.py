"""My data: see it, take it away, delete it."""

import json
import os
from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.lab.collector_deletion import KEY as DELETION
from coprod_training.lab.collector_deletion import CollectorDeletion
from coprod_training.lab.exercise_pages import KEY, ONLY_LOOKING
from coprod_training.lab.exercises import Exercises
from coprod_training.lab.forgetting import forget_everything
from coprod_training.lab.handler import CoprodHandler, Refusal, in_words
from coprod_training.lab.held_on_hub import HeldOnHub, held_on_hub
from coprod_training.lab.home import Home
from coprod_training.lab.my_data import Held, as_record, held_in
from coprod_training.lab.my_data_words import as_csv, shown
from coprod_training.spreadsheet import KINDS
from coprod_training.stored_time import stored_exactly


async def _on_hub(home: Home) -> HeldOnHub | None:
    """What a hub's collector holds; in a trainer's learner view nobody has done anything there."""
    return await held_on_hub(os.environ) if home.role == "learner" else None


def _hub_page(held: Held) -> str:
    """Where a learner of a hub changes their service, and whether they are counted; else ""."""
    if not held.on_a_hub:
        return ""
    base = os.environ.get("JUPYTERHUB_BASE_URL", "/")
    return f"{os.environ.get('JUPYTERHUB_HOST', '')}{base}hub/coprod/begin"


class MyData(CoprodHandler):
    """GET and DELETE api/my-data."""

    @web.authenticated
    @in_words
    async def get(self) -> None:
        """What is held about this learner."""
        held = held_in(self.home, await _on_hub(self.home))
        self.reply(shown(held, self.home.course(), _hub_page(held)))

    @web.authenticated
    @in_words
    async def delete(self) -> None:
        """Delete everything; processes of changed lessons end: they hold answers in memory."""
        if self.home.role == "trainer":
            raise Refusal(403, ONLY_LOOKING)
        kernels: Any = self.kernel_manager
        for one in list(kernels.list_kernel_ids()):
            await kernels.shutdown_kernel(one)
        words = await delete_here_and_there(self.home, self.settings[KEY], self.settings[DELETION])
        self.reply({"words": words})


async def delete_here_and_there(
    home: Home, exercises: Exercises, collector: CollectorDeletion
) -> str:
    """Delete what lies here, then ask a hub's collector; what to tell the learner.

    Raises what `forget_everything` raises.
    """
    async with collector.alone:  # until all is gone here: what is left could be sent there anew
        try:
            deleted = await forget_everything(
                home,
                exercises.process,
                datetime.now(UTC),
                # First of all: should the server end in the middle, the collector is asked later.
                begin=lambda: collector.note(datetime.now(UTC)),
            )
        finally:
            exercises.forget()
    # What was answered here is gone by now, so nothing older than this time is sent anew.
    there = await collector.ask_now(datetime.now(UTC))
    return " ".join(filter(None, (deleted.sentence(on_a_hub=bool(there)), there)))


class MyDataFile(CoprodHandler):
    """GET my-data.json and my-data.csv."""

    @web.authenticated
    @in_words
    async def get(self, ending: str) -> None:
        """Everything as a file to keep."""
        held = held_in(self.home, await _on_hub(self.home))
        course = self.home.course()
        if ending == "csv":
            kind, content = KINDS["csv"], as_csv(held, course)
        else:
            kind = "application/json"
            record = as_record(held, course, stored_exactly(datetime.now(UTC)))
            content = (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Disposition", f'attachment; filename="my-data.{ending}"')
        self.finish(content, set_content_type=kind)
