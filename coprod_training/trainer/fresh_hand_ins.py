"""Has new hand-ins fetched before a page says who handed in, where a collector holds them."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from coprod_training.grading.from_collector import is_from_collector
from coprod_training.trainer.trainer import Trainer

OFTEN = 15.0  # seconds; within them the last look counts
AGAIN = 2.0  # the same where it came to nothing: a page says to load it again in a moment
PATIENCE = 20.0  # seconds that a page waits; what comes later is on the next one


@dataclass(frozen=True)
class Looked:
    """What is known of the hand-ins that are here.

    at: everything that came before it is here, UTC; None where that was not tried yet. failed:
    the last look did not come to its end. not_fetched: learners of whom something is not here.
    """

    at: datetime | None = None
    failed: bool = False
    not_fetched: tuple[str, ...] = ()


class FreshHandIns:
    """One trainer's server asks once at a time, however many pages are opened."""

    def __init__(self, trainer: Trainer) -> None:
        """Ask nothing yet."""
        self._exchange = trainer.exchange
        self._asking: asyncio.Task[None] | None = None
        self._asked = float("-inf")
        self._found = Looked()

    @property
    def last(self) -> Looked:
        """What came of the last look; where nobody has to be asked, all is here at any moment."""
        if not is_from_collector(self._exchange):
            return Looked(datetime.now(UTC))
        return self._found

    async def look(self) -> None:
        """Come back when new hand-ins are here, or when they take too long; see `last`."""
        if not is_from_collector(self._exchange):
            return
        counts = AGAIN if self._found.failed else OFTEN
        if self._asking is None and time.monotonic() - self._asked >= counts:
            self._asking = asyncio.create_task(self._ask())
        if self._asking is not None:
            done, _ = await asyncio.wait({self._asking}, timeout=PATIENCE)
            if not done:
                self._found = replace(self._found, failed=True)

    async def _ask(self) -> None:
        began = datetime.now(UTC)
        not_fetched: tuple[str, ...] | None = None
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "coprod_training.exchange.fetching"),
                *("--course", str(self._exchange)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
            said, _ = await process.communicate()
            not_fetched = _not_fetched(said) if process.returncode == 0 else None
        except OSError:
            pass  # it never started, which is said as well
        finally:
            self._asked, self._asking = time.monotonic(), None
        if not_fetched is None:
            self._found = replace(self._found, failed=True)
        else:
            self._found = Looked(began, not_fetched=not_fetched)


def _not_fetched(said: bytes) -> tuple[str, ...] | None:
    """The learners that `exchange.fetching` names last; None where it did not come so far."""
    try:
        return tuple(map(str, json.loads(said.splitlines()[-1])["not_fetched"]))
    except (ValueError, KeyError, TypeError, IndexError):
        return None
