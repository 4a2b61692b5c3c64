"""Has new hand-ins fetched before a page says who handed in, where a collector holds them."""

import asyncio
import sys
import time

from coprod_training.grading.from_collector import is_from_collector
from coprod_training.trainer.trainer import Trainer

OFTEN = 15.0  # seconds; within them the last look counts
PATIENCE = 20.0  # seconds that a page waits; what comes later is on the next one


class FreshHandIns:
    """One trainer's server asks once at a time, however many pages are opened."""

    def __init__(self, trainer: Trainer) -> None:
        """Ask nothing yet."""
        self._exchange = trainer.exchange
        self._asking: asyncio.Task[None] | None = None
        self._asked = -OFTEN

    async def look(self) -> None:
        """Come back when new hand-ins are here, or when they take too long."""
        if not is_from_collector(self._exchange):
            return
        if self._asking is None and time.monotonic() - self._asked >= OFTEN:
            self._asking = asyncio.create_task(self._ask())
        if self._asking is not None:
            await asyncio.wait({self._asking}, timeout=PATIENCE)

    async def _ask(self) -> None:
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "coprod_training.exchange.fetching"),
                *("--course", str(self._exchange)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            await process.wait()
        except OSError:
            pass  # the page says what is here already
        finally:
            self._asked, self._asking = time.monotonic(), None
