"""Connections of the collector: one that keeps it waiting makes room for a new one.

uvicorn counts connections that are open, and not requests at work. A thousand that say nothing, or
half of a request, would keep everybody out for as long as whoever opened them likes.
"""

import asyncio
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_AT_ONCE = 1000  # requests; more are told 503
_END_WITHIN = 20  # seconds for what is being answered when the process is asked to end


class MakesRoom(H11Protocol):
    """Where many are open, each new one ends the one whose sender has been silent for longest.

    It does so from three quarters of what may be open on: the last quarter is for requests at work,
    which go on. A time that each may be silent would not do: whoever was ended can connect again.
    """

    def connection_made(self, transport: Any) -> None:
        """Take a new connection, and end one that waits where there are many."""
        super().connection_made(transport)
        self._heard = self.loop.time()
        self._ended = False
        self._answering: asyncio.Task[Any] | None = None
        self._collector, self.app = self.app, self._counted
        most = self.limit_concurrency
        if most is None or len(self.connections) <= most * 3 // 4:
            return
        waiting: list[MakesRoom] = [
            one
            for one in self.connections
            if isinstance(one, MakesRoom) and one is not self and one.waits
        ]
        if waiting:
            min(waiting, key=lambda one: one._heard)._end()

    def _end(self) -> None:
        """End this connection, and count it and its request no longer: both learn of it later."""
        self._ended = True
        self.connections.discard(self)
        if self._answering:
            self.tasks.discard(self._answering)
        self.transport.abort()  # closed, it would first wait until its reply was read

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, and know by which task, so that an end takes it out of the count."""
        self._answering = asyncio.current_task()
        if self._ended:  # before this task began
            self.tasks.discard(self._answering)
        await self._collector(scope, receive, send)

    def data_received(self, data: bytes) -> None:
        """Take what was sent, and note when it came."""
        self._heard = self.loop.time()
        super().data_received(data)

    @property
    def waits(self) -> bool:
        """Whether it is the sender's turn: to begin, to go on, or to read the reply."""
        asked = self.cycle  # None before the first request
        if not asked or asked.response_complete or self.flow.write_paused:
            return True
        # Where reading is paused, more has come already than was taken: it is our turn.
        return asked.more_body and not self.flow.read_paused


def config_of(app: ASGIApp, most: int = MOST_AT_ONCE) -> uvicorn.Config:
    """How the collector's server runs. most: requests at once."""
    return uvicorn.Config(
        app,
        http=MakesRoom,
        log_config=None,
        access_log=False,  # ours holds no address that was asked
        server_header=False,
        limit_concurrency=most,
        timeout_graceful_shutdown=_END_WITHIN,
    )
