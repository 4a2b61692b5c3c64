"""What the addresses work with, put together once when the collector starts."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from coprod_training.activities.consent import Consent
from coprod_training.collector.batches import Batch, keep_batches
from coprod_training.collector.database import Database
from coprod_training.collector.identity import Identify, Who
from coprod_training.collector.outline import Outline
from coprod_training.collector.recording import Recorded
from coprod_training.collector.refusals import Refusal
from coprod_training.collector.scopes import OPERATE
from coprod_training.collector.turns import Turns
from coprod_training.content.course import Status
from coprod_training.content.instrument import Instrument
from coprod_training.survey.pseudonym import Key

T = TypeVar("T")


def clock() -> datetime:
    """Now, by the collector's clock."""
    return datetime.now(UTC)


async def written(database: Database, change: Callable[[Connection], T]) -> T:
    """What `change` gives back: one transaction, off the event loop."""
    return await run_in_threadpool(database.write, change)


@dataclass(frozen=True)
class Survey:
    """The survey's own part. instruments: the course's version first. page: the consent page.

    state: of the course that learners have, on a day; raises CoprodError while it is replaced.
    withdrawals: when the last ones with a receipt that nobody has came, by the process's own clock.
    """

    database: Database
    key: Key
    instruments: tuple[Instrument, ...]
    page: Consent
    state: Callable[[date], Status]
    withdrawals: deque[float] = field(default_factory=deque, repr=False)

    async def write(self, change: Callable[[Connection], T]) -> T:
        """What `change` gives back: one transaction of the survey's database."""
        return await written(self.database, change)


@dataclass(frozen=True)
class Parts:
    """progress_key: makes the learners' names in statements. now: the collector's clock."""

    database: Database
    outline: Outline
    settings: frozenset[str]
    progress_key: Key
    survey: Survey
    identify: Identify
    now: Callable[[], datetime] = clock
    batches: Turns[Batch, Recorded] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Let batches of statements take their turns."""
        keep = keep_batches(self.database, self.progress_key, self.outline, self.now)
        object.__setattr__(self, "batches", Turns(keep))

    @property
    def databases(self) -> tuple[Database, ...]:
        """All databases that it needs."""
        return self.database, self.survey.database

    async def write(self, change: Callable[[Connection], T]) -> T:
        """What `change` gives back: one transaction of the main database, off the event loop."""
        return await written(self.database, change)

    async def read(self, look: Callable[[Connection], T]) -> T:
        """What `look` gives back, of the main database, off the event loop."""
        return await run_in_threadpool(self.database.read, look)


# FastAPI runs each plain function that an address asks for in a thread, and so would wait several
# times for a turn beside the thread that stores batches. These only look something up.


async def parts_of(request: Request) -> Parts:
    """What the app was made with."""
    found: Parts = request.app.state.parts
    return found


_BEARER = HTTPBearer(auto_error=False, description="A token of the hub.")


async def asker(
    request: Request,
    parts: Annotated[Parts, Depends(parts_of)],
    _: Annotated[object, Depends(_BEARER)],
) -> Who:
    """Who is asking. Raises Refusal and HubAway."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() not in ("bearer", "token"):
        raise Refusal(401)
    who = await parts.identify(token.strip())
    if who is None:
        raise Refusal(401)
    return who


Asker = Annotated[Who, Depends(asker)]
Ours = Annotated[Parts, Depends(parts_of)]


async def learning(who: Asker) -> Who:
    """Somebody with a learner's token."""
    if not who.learns:
        raise Refusal(403)
    return who


async def counted(who: Annotated[Who, Depends(learning)]) -> Who:
    """Somebody with a learner's token who may be counted."""
    enrolled = who.enrolled()
    if enrolled.said_no:
        raise Refusal(
            403,
            "You said no to being counted, so nothing of what you do is kept here.",
            "You can say yes on the hub's first page.",
        )
    if not enrolled.counted:
        raise Refusal(
            403,
            "You have not said yet whether you may be counted, so nothing more is kept here.",
            "Answer on the hub's first page.",
        )
    return who


async def operating(who: Asker) -> Who:
    """Somebody who runs the hub."""
    if not who.may(OPERATE):
        raise Refusal(403)
    return who


Learning = Annotated[Who, Depends(learning)]
Counted = Annotated[Who, Depends(counted)]
Operating = Annotated[Who, Depends(operating)]


def count(request: Request, **counts: int) -> None:
    """Put counts into the log's line of this request."""
    request.state.counts = counts
