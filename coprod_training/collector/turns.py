"""Lets what waits at the same time be done in one go: one transaction for many senders' batches.

The busier it is, the more share one commit; when it is quiet, nobody waits for company. Each sender
is told only after the transaction that holds theirs has come to its end.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.concurrency import run_in_threadpool

In = TypeVar("In")
Out = TypeVar("Out")

MOST_TOGETHER = 16  # of many more: while these are stored, the next are read


class Turns(Generic[In, Out]):
    """One go at a time, in a thread; a new one takes all that has come meanwhile."""

    def __init__(self, work: Callable[[Sequence[In]], Sequence[Out]]) -> None:
        """work: does all of a list, or raises and has done none; one result for each."""
        self._work = work
        self._waiting: deque[tuple[In, asyncio.Future[Out]]] = deque()
        self._going: asyncio.Task[None] | None = None

    async def do(self, one: In) -> Out:
        """The result of one, when it is done."""
        done: asyncio.Future[Out] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, done))
        if self._going is None:
            self._going = asyncio.create_task(self._go())
        return await done

    async def _go(self) -> None:
        try:
            while self._waiting:
                many = min(len(self._waiting), MOST_TOGETHER)
                await self._together([self._waiting.popleft() for _ in range(many)])
        finally:
            self._going = None

    async def _together(self, some: list[tuple[In, asyncio.Future[Out]]]) -> None:
        try:
            results = await run_in_threadpool(self._work, [one for one, _ in some])
        except (OperationalError, InterfaceError, OSError) as away:
            _fail(some, away)
        except Exception as error:  # of one batch: it goes to whoever sent that one
            if len(some) == 1:
                _fail(some, error)
                return
            for single in some:  # one that cannot be done keeps nobody else from it
                await self._together([single])
        else:
            for (_, done), result in zip(some, results, strict=True):
                if not done.done():  # its sender may have gone
                    done.set_result(result)


def _fail(some: Sequence[tuple[In, asyncio.Future[Out]]], error: Exception) -> None:
    for _, done in some:
        if not done.done():
            done.set_exception(error)
