"""Copies a learner's consent to the survey to a hub's collector, and their self-checks with a yes.

No answer leaves the learner's own server unless the newest word on the consent page is a yes; the
collector asks the same of what it keeps. Doing it twice changes nothing more, so all of it is sent
again when a file has changed, and when the server starts: what the collector lost comes back.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPClientError

from coprod_training import jsonl
from coprod_training.answers import Answer
from coprod_training.lab.home import Home
from coprod_training.survey.consent import NEEDED, is_yes
from coprod_training.survey.instruments import instruments_of
from coprod_training.survey.learner_files import SurveyPages, read_learner, survey_pages
from coprod_training.survey.responses import contents_of

Ask = Callable[[str, str, Any], Awaitable[Any]]
"""Sends a body to an address of the collector: ("POST", "/consent", {…})."""

_LONGEST = 40  # characters: no code of the consent page, and no receipt, is longer
_NOT_TAKEN = 422  # the collector has another version of the course: later, or never


class SurveySender:
    """What of one learner's answers goes into the survey."""

    def __init__(self, home: Home, ask: Ask, alone: asyncio.Lock, log: Any) -> None:
        """Nothing is sent yet. alone: see `CollectorDeletion`."""
        self._home, self._ask, self._alone, self._log = home, ask, alone, log
        self._files: list[Path] = []
        self._seen: list[tuple[int, int]] | None = None

    async def send(self) -> None:
        """Send what has changed. Raises what `ask` raises, CoprodError and OSError."""
        if self._seen is not None and self._states() == self._seen:
            return
        pages = await asyncio.to_thread(self._pages)
        # Before they are read: what is written meanwhile is looked at next time.
        seen, stands = self._states(), False
        for address, body in await asyncio.to_thread(lambda: list(self._said(pages))):
            if address == "/responses" and not stands:
                continue  # taken back with the receipt, or to a text that is not the present one
            async with self._alone:
                if self._states() != seen:
                    return  # a no since, or everything deleted: what was read may not be sent
                reply = await self._asked(address, body)
            stands = reply.get("stands", stands)
        self._seen = seen

    async def _asked(self, address: str, body: Any) -> dict[str, Any]:
        try:
            return dict(await self._ask("POST", address, body))
        except HTTPClientError as error:
            if error.code != _NOT_TAKEN:
                raise
            self._log.warning("The survey did not take what was sent to %s.", address)
            return {}

    def _pages(self) -> SurveyPages:
        course = self._home.course()
        pages = survey_pages(course, instruments_of(course))
        names = {name for _, checks in pages.checks for name, _ in checks} | {pages.consent_file}
        self._files = [self._home.folder / name for name in sorted(names - {""})]
        return pages

    def _states(self) -> list[tuple[int, int]]:
        return [jsonl.state(path) for path in self._files]

    def _said(self, pages: SurveyPages) -> Iterator[tuple[str, Any]]:
        """Addresses and bodies, in their order: every yes and no, then what a yes allows."""
        said = read_learner(self._home.folder, pages, datetime.now(UTC).date())
        asked = () if pages.consent is None else (*NEEDED, *pages.consent.items)
        for answer in said.consent:
            yield "/consent", _consent(answer, {*asked, "text_version", "receipt"})
        newest = said.consent[-1] if said.consent else None
        if newest is None or pages.consent is None or not is_yes(newest, pages.consent):
            return
        for _, content, day in contents_of(said.readings, {}):
            codes = asdict(content)
            del codes["region_list_version"]  # the collector has its own
            yield "/responses", {**codes, "day": day}


def _consent(answer: Answer, names: set[str]) -> dict[str, Any]:
    """One answer, without its minute, which could be laid beside that of a statement."""
    response = answer.response if isinstance(answer.response, dict) else {}
    return {
        "answer": answer.id,
        "at": answer.at[:10],
        "checked": answer.checked,
        "response": {n: value for n, value in response.items() if n in names and _is_code(value)},
    }


def _is_code(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST and value.isascii()
