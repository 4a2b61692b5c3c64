"""Who is asking: asked of the hub with the token that came, and remembered for a minute at most.

Nothing else says who somebody is. A token is kept in memory only as its digest.
"""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import httpx

from coprod_training.collector.learners import NOT_COUNTED, Enrolled
from coprod_training.collector.scopes import (
    COHORT,
    COUNTED,
    LEARN,
    LEARNERS_OF,
    PEOPLE_OF,
    SAID_NO,
    TRAIN,
    TRAINERS_OF,
)

REMEMBERED, REFUSAL_REMEMBERED = 60.0, 5.0  # seconds
_MOST_REMEMBERED = 50_000
_TOKEN = re.compile(r"[\x21-\x7e]{8,1024}")


class HubAway(Exception):
    """Raised when the hub does not say who somebody is, for whatever reason of its own."""


@dataclass(frozen=True)
class Who:
    """Somebody the hub knows. kind: "user", or "service" for a service of the hub."""

    name: str
    kind: Literal["user", "service"]
    groups: frozenset[str]
    scopes: frozenset[str]

    def may(self, scope: str) -> bool:
        """Whether the token has this scope, for all or for its own user."""
        return scope in self.scopes or f"{scope}!user={self.name}" in self.scopes

    @property
    def learns(self) -> bool:
        """Whether this is a learner's token. A service takes no course."""
        return self.kind == "user" and self.may(LEARN)

    def learns_in(self) -> tuple[str, ...]:
        """The cohorts that somebody learns in."""
        return _named(self.groups, LEARNERS_OF) if self.learns else ()

    def trains_in(self) -> tuple[str, ...]:
        """The cohorts that somebody is a trainer of. A service of the hub: the one it is named as.

        Source: nbgrader's own names of groups and services, hub.md.
        """
        if not self.may(TRAIN):
            return ()
        if self.kind == "service":
            return (self.name,) if COHORT.fullmatch(self.name) else ()
        return _named(self.groups, TRAINERS_OF)

    def enrolled(self) -> Enrolled:
        """What the groups say of a learner; of several cohorts or services, the first by name.

        A hub that knows somebody's service asks whether they may be counted. Until they answer, as
        when the words of that question changed, they are not counted, and have not said no either.
        """
        services, cohorts = _named(self.groups, PEOPLE_OF), self.learns_in()
        service = next(iter(services), "")
        said_no = False
        if service and COUNTED not in self.groups:
            service, said_no = NOT_COUNTED, SAID_NO in self.groups
        return Enrolled(service, next(iter(cohorts), ""), said_no)


class Identify:
    """Asks the hub whose token it is."""

    def __init__(
        self,
        hub_api: str,
        client: httpx.AsyncClient,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """hub_api: such as "http://127.0.0.1:8081/hub/api"."""
        self._address = hub_api.rstrip("/") + "/user"
        self._client, self._clock = client, clock
        self._known: OrderedDict[bytes, tuple[float, Who | None]] = OrderedDict()
        self._asking: dict[bytes, asyncio.Task[Who | None]] = {}

    async def __call__(self, token: str) -> Who | None:
        """Whose it is; None when the hub does not know it. Raises HubAway."""
        if not _TOKEN.fullmatch(token):
            return None
        digest = sha256(token.encode()).digest()
        until, who = self._known.get(digest, (0.0, None))
        if self._clock() < until:
            return who
        task = self._asking.get(digest)
        if task is None:
            # However many requests come with a token, the hub is asked once.
            task = asyncio.create_task(self._ask(digest, token))
            self._asking[digest] = task
            task.add_done_callback(lambda _: self._asking.pop(digest, None))
        return await asyncio.shield(task)

    async def close(self) -> None:
        """Ask no more."""
        await self._client.aclose()

    async def _ask(self, digest: bytes, token: str) -> Who | None:
        began = self._clock()
        try:
            reply = await self._client.get(
                self._address, headers={"Authorization": f"token {token}"}
            )
        except httpx.HTTPError as error:
            raise HubAway from error
        if reply.status_code in (401, 403, 404):
            who = None
        elif reply.status_code == 200:
            who = _who_in(reply)
        else:
            raise HubAway
        # From when it was asked: what the hub says may be that old already.
        self._known[digest] = (began + (REMEMBERED if who else REFUSAL_REMEMBERED), who)
        self._known.move_to_end(digest)
        while len(self._known) > _MOST_REMEMBERED:
            self._known.popitem(last=False)
        return who


def _who_in(reply: httpx.Response) -> Who | None:
    try:
        said = reply.json()
        name, kind = said["name"], said.get("kind", "user")
        groups, scopes = said.get("groups") or [], said.get("scopes") or []
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HubAway from error
    if kind not in ("user", "service") or not isinstance(name, str):
        return None
    if not 0 < len(name) <= 255 or not name.isprintable():
        return None
    return Who(name, kind, _words(groups), _words(scopes))


def _words(found: object) -> frozenset[str]:
    listed = found if isinstance(found, list) else []
    return frozenset(one for one in listed if isinstance(one, str))


def _named(groups: Iterable[str], prefix: str) -> tuple[str, ...]:
    names = (one.removeprefix(prefix) for one in groups if one.startswith(prefix))
    return tuple(sorted(one for one in names if COHORT.fullmatch(one)))
