"""Sends what was done to the collector, beside everything else: no save ever waits for it.

A learner's server looks every few seconds whether an answers file has changed. What cannot be sent
now is sent later. Where to begin is the collector's own word of what it has, asked each time: it
may have been put back from a backup. So is whether this learner said that they may be counted:
without that, nothing of what they did leaves the server. Nor where the hub names no collector.
"""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from coprod_training import jsonl
from coprod_training.content.answers_file import COURSE
from coprod_training.errors import CoprodError, NewerRecord
from coprod_training.lab.collector_deletion import CollectorDeletion
from coprod_training.lab.home import Home
from coprod_training.lab.survey_sender import SurveySender
from coprod_training.lab.unsent import Asked, Part, Sent, asked_by, unsent
from coprod_training.lab.with_token import with_token
from coprod_training.own_activity import chosen_setting

LOOK = 2.0  # seconds between two looks at the files' sizes
ASK_AGAIN = 600.0  # seconds; so long may a changed answer about being counted take to arrive
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0  # seconds after what could not be sent
_PATIENCE = 20.0  # seconds for one request
_NOT_SENT = (HTTPClientError, OSError, ValueError, KeyError, TypeError, CoprodError, RecursionError)


class Sender:
    """What one learner's server sends."""

    def __init__(self, home: Home, deletion: CollectorDeletion, log: Any) -> None:
        """deletion: this server's own, with the collector's address and a token."""
        self._home, self._deletion, self._log = home, deletion, log
        self._address, self._token = deletion.address, deletion.token
        self._seen: dict[str, tuple[int, int]] = {}
        self._mark = b""  # of what the course asked then
        self._course_asks: Asked | None = None
        self._asked = -ASK_AGAIN  # when, by time.monotonic
        self._survey = SurveySender(home, self._ask, deletion.alone, log)

    async def run(self) -> None:
        """Send until the server ends. Neither what was done nor the survey waits for the other."""
        await asyncio.gather(self._again(self._once), self._again(self._survey_once))

    async def _again(self, send: Callable[[], Awaitable[None]]) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await send()
                pause = FIRST_PAUSE
                await asyncio.sleep(LOOK)
            except _NOT_SENT as error:
                # Its kind alone: a message could hold an address with a name in it.
                self._log.warning("What was done waits to be sent: %s", type(error).__name__)
                await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 (no secret)
                pause = min(LONGEST_PAUSE, 2 * pause)

    async def _once(self) -> None:
        # First of all: what is done after a deletion is not to be deleted with the rest.
        await self._deletion.send()
        await self._progress()

    async def _survey_once(self) -> None:
        if not self._deletion.waiting.exists():
            await self._survey.send()

    async def _progress(self) -> None:
        files, own = self._files(), self._home.place().answers_of(COURSE, False)
        states = {slug: jsonl.state(path) for slug, path in {COURSE: own, **files}.items()}
        now = time.monotonic()
        if states == self._seen and now < self._asked + ASK_AGAIN:
            return
        # A learner who has done nothing yet is known from here on, as one who joined.
        held = await self._ask("PUT", "/state", {"files": {}})
        asked = await self._asked_today()
        if held["counted"]:
            await self._send(files, states, held, asked)
        self._seen, self._asked, self._mark = states, now, asked.mark

    async def _asked_today(self) -> Asked:
        course = self._home.course()
        if self._course_asks is None or not self._course_asks.is_of(course):
            self._course_asks = await asyncio.to_thread(asked_by, course)
        return self._course_asks

    async def _send(
        self,
        files: Mapping[str, Path],
        states: Mapping[str, tuple[int, int]],
        held: Mapping[str, Any],
        asked: Asked,
    ) -> None:
        seen = self._seen if asked.mark == self._mark else {}
        known = {
            slug: Sent(int(one["bytes"]), str(one["sha256"])) for slug, one in held["files"].items()
        }
        for slug, path in files.items():
            sent, bytes_now = known.get(slug, Sent()), states[slug][1]
            if bytes_now == 0 or (states[slug] == seen.get(slug) and bytes_now == sent.bytes):
                continue
            for part in await asyncio.to_thread(self._parts, path, sent, asked):
                if part.statements:
                    await self._ask("POST", "/statements", list(part.statements))
                told = {"bytes": part.sent.bytes, "sha256": part.sent.sha256}
                await self._ask("PUT", "/state", {"files": {slug: told}})
        setting = str(chosen_setting(self._home.place()) or "")
        if setting != held["setting"]:
            await self._ask("PUT", "/me", {"setting": setting})

    def _parts(self, path: Path, sent: Sent, asked: Asked) -> list[Part]:
        content = path.read_bytes()
        if len(content) < sent.bytes:
            self._log.warning("An answers file holds less than was sent of it before.")
        try:
            return list(unsent(content, sent, asked))
        except NewerRecord:
            self._log.warning("An answers file is of a newer version, and waits for it.")
            return []

    def _files(self) -> Mapping[str, Path]:
        # What is asked of the course as a whole, as one's setting, is no step of learning.
        course, place = self._home.course(), self._home.place()
        exercises = {one.id: place.answers_of(one.id, True) for one in course.assessments}
        lessons = {one.id: place.answers_of(one.id, False) for one in course.modules}
        return {**lessons, **exercises}

    async def _ask(self, method: str, address: str, body: Any = None) -> Any:
        content = None if body is None else json.dumps(body)
        request = with_token(self._address + address, self._token, _PATIENCE, method, content)
        return json.loads((await AsyncHTTPClient().fetch(request)).body)


def start_sending(home: Home, deletion: CollectorDeletion, serverapp: Any) -> None:
    """Begin when the server runs; only for a learner, and only where the hub names a collector."""
    if home.role == "learner" and deletion.on_a_hub:
        serverapp.io_loop.add_callback(Sender(home, deletion, serverapp.log).run)
