"""Deletes what a hub's collector holds of a learner, when they delete their data.

What is asked for is on the disk until the collector has done it, so it is asked again after a
restart. Nothing else is sent meanwhile: see `Sender`. A server has one of these.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from coprod_training.collector.named import (
    DELETION_ASKED,
    deletion_done,
    deletion_waiting,
    named_collector,
)
from coprod_training.file_in_place import put_file_in_place
from coprod_training.lab.with_token import with_token

DONE = (
    "What the course's own store on this hub held about you is deleted too: what you did, what you"
    " handed in and what came back, and your answers in the survey data. That you said yes or no"
    " stays there, without your name, so that an older yes never counts again."
)
WAITS = (
    "The course's own store on this hub cannot be reached now, so what it holds about you is not"
    " deleted yet. You do not have to do anything: the course keeps trying while it is"
    " open, until it is done."
)
KEY = "coprod_deletion"  # where it stands in the server's settings
_PATIENCE = 20.0  # seconds


@dataclass(frozen=True)
class CollectorDeletion:
    """One learner's. folder: their home. address, token: of the collector; empty without one.

    alone: held while this is asked, while all is deleted here, and by whoever else sends what bears
    no time: what is still on its way when the collector deletes would come to stay after it.
    """

    folder: Path
    address: str
    token: str
    alone: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    @property
    def waiting(self) -> Path:
        """The file that is there while it waits; it holds when it was asked for."""
        return self.folder / ".coprod" / DELETION_ASKED

    @property
    def on_a_hub(self) -> bool:
        """Whether there is a collector."""
        return bool(self.address and self.token)

    def note(self, now: datetime) -> None:
        """Remember that it is asked for, over a power cut as well; an earlier time is replaced.

        Nothing is remembered where there is no collector.
        """
        if not self.on_a_hub:
            return
        self.waiting.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        put_file_in_place(self.waiting, now.astimezone(UTC).isoformat().encode())

    async def send(self) -> None:
        """Ask for what waits; nothing when nothing does. Raises what HTTP raises, and OSError."""
        async with self.alone:
            asked = deletion_waiting(self.waiting)
            if asked is None:
                return
            await self._delete(asked)
            deletion_done(self.waiting, asked)

    async def _delete(self, asked: str) -> None:
        address = f"{self.address}/me?{urlencode({'asked': asked})}"
        await AsyncHTTPClient().fetch(with_token(address, self.token, _PATIENCE, "DELETE"))

    async def ask_now(self, now: datetime) -> str:
        """Note it and try once; what to tell the learner. Empty where there is no collector."""
        if not self.on_a_hub:
            return ""
        self.note(now)
        try:
            await self.send()
        except (HTTPClientError, OSError):
            return WAITS
        return DONE


def collector_deletion(folder: Path, environ: Mapping[str, str]) -> CollectorDeletion:
    """That of the learner whose home this is. environ: of a server that a hub has started."""
    address, token = named_collector(environ) or ("", "")
    return CollectorDeletion(folder, address, token)
