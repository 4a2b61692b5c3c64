"""The figures of this minute: read once for all pages that it is asked for, so that they agree."""

import asyncio

from coprod_training.collector.figures import read_figures
from coprod_training.collector.parts import Parts
from coprod_training.monitor.definitions import WORDS
from coprod_training.monitor.names import Names
from coprod_training.monitor.watched import Watched, still_since


class ThisMinute:
    """What was read last, with the minute that each page says it is of."""

    def __init__(self, names: Names) -> None:
        """names: what things are called on the pages."""
        self._names = names
        self._kept: Watched | None = None
        self._reading = asyncio.Lock()

    async def watched(self, parts: Parts) -> Watched:
        """The figures of the minute in which this is asked. Raises what a database raises."""
        async with self._reading:
            at = parts.now().replace(second=0, microsecond=0)
            if self._kept is None or self._kept.at != at:
                since = still_since(at)
                figures = await parts.read(lambda connection: read_figures(connection, since))
                self._kept = Watched(at=at, words=WORDS, names=self._names, figures=figures)
            return self._kept
