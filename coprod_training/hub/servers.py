"""The operator's page of running servers: whose they are, since when, and stopping one.

Nothing here looks into a server. Whoever stops one needs the hub's own scope for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from jupyterhub import orm
from jupyterhub.scopes import needs_scope
from tornado import web

from coprod_training.hub import roles
from coprod_training.hub.pages import Page
from coprod_training.lab.dates import record_words

MOST_SHOWN = 200
OPENING = "is opening just now. Wait until it is open, then stop it."
NOT_RUNNING = "is not running. Nothing was stopped."
STOPPED = "is stopped. Its answers are kept, and it can be opened again."
STOPPING = "is being stopped. Load this page again in a moment."


@dataclass(frozen=True)
class Running:
    """One server that runs. cohort: whose trainers' pages it is; empty for a person's course."""

    account: str
    cohort: str
    opened: datetime | None
    used: datetime | None

    @property
    def opened_words(self) -> str:
        """When it was opened, in UK time."""
        return _words(self.opened)

    @property
    def used_words(self) -> str:
        """When somebody last did something in it, in UK time."""
        return _words(self.used)


def running(spawners: Iterable[Any], part: str = "") -> list[Running]:
    """Those of accounts with this part in their names, by name. spawners: as the hub keeps them."""
    found = [
        Running(
            one.user.name,
            roles.cohort_of(one.user.name) if roles.is_grader(one.user.name) else "",
            _utc(one.started),
            _utc(one.last_activity),
        )
        for one in spawners
        if part in one.user.name
    ]
    return sorted(found, key=lambda one: one.account)


class Servers(Page):
    """GET coprod/servers: the list. POST: stop one of them."""

    @web.authenticated
    @needs_scope("list:users")  # type: ignore[untyped-decorator]  # without types
    async def get(self) -> None:
        """Show them."""
        await self._show()

    @web.authenticated
    @needs_scope("delete:servers")  # type: ignore[untyped-decorator]  # without types
    async def post(self) -> None:
        """Stop the server of the account that the form names, and say what became of it."""
        account = self.get_body_argument("account", "")
        words = await self._stop(account)
        await self._show(f"{account} {words}" if words else "")

    async def _stop(self, account: str) -> str:
        user = self.find_user(account)
        if user is None:
            return ""
        server = user.spawners.get("")
        if server is None or not server.active:
            return NOT_RUNNING
        if server.pending:
            return STOPPING if server.pending == "stop" else OPENING
        await self.stop_single_user(user)
        return STOPPING if server.active else STOPPED

    async def _show(self, done: str = "") -> None:
        part = self.get_query_argument("account", "").strip().lower()
        every = self.db.query(orm.Spawner).filter(orm.Spawner.server_id.isnot(None)).all()
        found = running(every, part)
        await self.show(
            "coprod-servers.html",
            done=done,
            part=part,
            all=len(every),
            most=self.hub_settings.at_once,
            found=len(found),
            servers=found[:MOST_SHOWN],
        )


def _utc(at: datetime | None) -> datetime | None:
    """The hub keeps UTC without saying so."""
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def _words(at: datetime | None) -> str:
    return record_words(at) if at else "not known"


ADDRESSES = [(r"/coprod/servers", Servers)]
