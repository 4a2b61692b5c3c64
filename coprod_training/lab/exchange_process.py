"""Runs `grading.handin` for the server: one at a time, in a process that ends.

What a page waits for ends within a time. A deletion is never stopped in its middle.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from coprod_training.lab.handler import Refusal

PATIENCE = 90  # seconds; nbgrader alone takes 2 to 5 to load on a slow machine
TO_THE_END = {"forget"}  # however long it takes: half a deletion would be worse than a wait
SENDS = {"submit"}  # what may have arrived although it failed, unless the process says it has not
_SLOW = "This is taking longer than usual. Check again in a minute. Your answers are kept."
_BROKEN = "Exercises cannot be reached at the moment. Try again in a moment. Your answers are kept."


class ExchangeProcess:
    """The learner's way to the exchange. folder: where the process runs and keeps its log."""

    def __init__(self, folder: Path) -> None:
        """Start nothing yet."""
        self._folder, self._one_at_a_time = folder, asyncio.Lock()

    async def ask(self, *arguments: str) -> dict[str, Any]:
        """Run one verb to its end; what it printed. Raises Refusal with its sentence.

        Its status is 500 or more where nobody knows whether a hand-in has arrived all the same.
        """
        async with self._one_at_a_time:
            said = await self._run(arguments)
        if said.get("ok") is not True:
            clear = said.get("ok") is False and said.get("may_have_arrived") is not True
            status = 502 if arguments[0] in SENDS and not clear else 409
            raise Refusal(status, str(said.get("words") or _BROKEN))
        return said

    async def _run(self, arguments: tuple[str, ...]) -> dict[str, Any]:
        self._folder.mkdir(parents=True, exist_ok=True)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "coprod_training.grading.handin",
            *arguments,
            cwd=self._folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        patience = None if arguments[0] in TO_THE_END else PATIENCE
        try:
            printed, _ = await asyncio.wait_for(process.communicate(), patience)
        except TimeoutError as error:
            process.kill()
            await process.wait()
            raise Refusal(504, _SLOW) from error
        try:
            said = json.loads(printed)
        except ValueError:
            return {}
        return said if isinstance(said, dict) else {}
