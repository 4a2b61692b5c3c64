"""The hub's own pages: what somebody can open here, and what they are asked the first time."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from jupyterhub.handlers import BaseHandler
from jupyterhub.utils import url_path_join
from tornado import web

from coprod_training.content.services import Service, load_services
from coprod_training.hub import roles
from coprod_training.hub.membership import Membership
from coprod_training.hub.services_to_choose import services_to_choose
from coprod_training.hub.settings import HubSettings

KEY = "coprod_hub"
TRIES, AN_HOUR = 10, 3600.0
WRONG_CODE = "That code does not work. Check it, or ask whoever gave it to you."
TAKEN_OFF = (
    "That code does not work. Check it. As you were taken off the course, a code that is passed "
    "around does not let you in again: ask whoever runs the course for a code of your own."
)
TOO_OFTEN = "Too many codes were tried. Wait an hour, then try again."
TOO_MANY_CHANGES = (
    "Your answers were changed too often, so nothing was saved this time. Wait an hour, then try "
    "again. You can say no to being counted at any time."
)
CODE_WORKED = "That code works. You have the place on the course that it is for."
OTHER_SERVICE = (
    "That code works. It is for a different service from the one you chose. Choose the service you "
    "work for now: your course opens again when you have."
)
CHOOSE_SERVICE = "Choose the service you work for."
CHOOSE_COUNTED = "Choose yes or no. The course is the same with both."


@dataclass(frozen=True)
class Door:
    """Something that can be opened. words: what it says beside it."""

    address: str
    name: str
    words: str


class Tries:
    """How often each account did something that has a limit, within the last hour."""

    def __init__(self) -> None:
        """Begin with none."""
        self._at = defaultdict[str, deque[float]](deque)

    def too_often(self, account: str, now: float) -> bool:
        """Whether this account has to wait."""
        tries = self._at[account]
        while tries and tries[0] < now - AN_HOUR:
            tries.popleft()
        return len(tries) >= TRIES

    def note(self, account: str, now: float) -> None:
        """They did it once more."""
        self._at[account].append(now)


_TRIES, _CHANGES = Tries(), Tries()  # of codes that do not hold; of what they said


def doors(hub: HubSettings, prefix: str, account: str, membership: Membership) -> list[Door]:
    """What an account can open. prefix: the base URL of the whole hub."""
    found = []
    if membership.is_learner:
        course = url_path_join(prefix, "hub/spawn", account)
        found.append(Door(course, "Your course", "Go on where you left off."))
    for cohort in membership.trains:
        pages = url_path_join(prefix, "hub/user", roles.grader_of(cohort), "lab")
        found.append(Door(pages, f"Trainers' pages: {cohort}", "Release, mark and return."))
    if membership.is_a("monitor"):
        figures = collectors_address(hub, prefix)
        words = "Who the course reaches, and how far people have got. No names."
        if hub.collector:
            found.append(Door(figures, "The programme's figures", words))
    if membership.is_a("operator"):
        servers = url_path_join(prefix, "hub/coprod/servers")
        found.append(Door(servers, "Running servers", "See who is here, and stop a server."))
    return found


def collectors_address(hub: HubSettings, prefix: str) -> str:
    """Where a browser finds the monitor's pages: on a host of their own where the hub has those."""
    host = ""
    if hub.subdomains:
        there = urlsplit(hub.address)
        port = f":{there.port}" if there.port else ""
        host = f"{there.scheme}://{roles.collectors_host(hub.domain)}{port}"
    return f"{host}{url_path_join(prefix, 'services', roles.COLLECTOR)}/"


def first_address(handler: Any) -> str | None:
    """Where somebody goes after signing in: `JupyterHub.default_url`."""
    user = handler.current_user
    if user is None:
        return None
    hub: HubSettings = handler.settings[KEY]
    membership = handler.authenticator.set_groups(user)
    if _has_to_begin(membership):
        return str(url_path_join(handler.hub.base_url, "coprod/begin"))
    found = doors(hub, handler.base_url, user.name, membership)
    if len(found) == 1:
        return found[0].address
    return str(url_path_join(handler.hub.base_url, "coprod"))


def _has_to_begin(membership: Membership) -> bool:
    return not membership.places or (membership.is_learner and not membership.has_begun)


class Page(BaseHandler):  # type: ignore[misc]  # jupyterhub ships no types
    """A page of ours on the hub."""

    @property
    def hub_settings(self) -> HubSettings:
        """How this hub runs."""
        found: HubSettings = self.settings[KEY]
        return found

    def membership(self) -> Membership:
        """What whoever asks is; their groups follow at once."""
        found: Membership = self.authenticator.set_groups(self.current_user)
        return found

    async def show(self, template: str, status: int = 200, **given: Any) -> None:
        """Draw a page that is about one person, so never kept by a browser."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        self.finish(await self.render_template(template, **given))


class Doors(Page):
    """GET coprod: what one can open here."""

    @web.authenticated
    async def get(self) -> None:
        """The doors; whoever was asked nothing yet is asked first."""
        membership = self.membership()
        if _has_to_begin(membership):
            self.redirect(url_path_join(self.hub.base_url, "coprod/begin"))
            return
        name = self.current_user.name
        found = doors(self.hub_settings, self.base_url, name, membership)
        await self.show("coprod-doors.html", doors=found, keeper=membership.is_a("keeper"))


class Begin(Page):
    """GET and POST coprod/begin: the code, the service, and whether one is counted."""

    @web.authenticated
    async def get(self) -> None:
        """Ask."""
        await self._ask(self.membership())

    @web.authenticated
    async def post(self) -> None:
        """Keep what was said; ask again, with a sentence, where something is missing."""
        membership, code = self.membership(), self.get_body_argument("code", "")
        if code or not membership.places:
            await self._join(membership, code)
        elif membership.is_learner:
            await self._answer(membership)
        else:
            self._go_on()

    async def _join(self, before: Membership, code: str) -> None:
        account = self.current_user.name
        if _TRIES.too_often(account, time.monotonic()):
            await self._ask(before, 429, code_problem=TOO_OFTEN)
        elif not self.authenticator.book.join(account, code, datetime.now(UTC)):
            _TRIES.note(account, time.monotonic())
            wrong = TAKEN_OFF if before.taken_off else WRONG_CODE
            await self._ask(before, 422, code_problem=wrong)
        elif before.places:
            now = self.membership()
            other = before.has_begun and not now.has_begun
            await self._ask(now, code_worked=OTHER_SERVICE if other else CODE_WORKED)
        else:
            self._go_on()

    async def _answer(self, membership: Membership) -> None:
        service, counted = self._chosen(membership), self._counted()
        problems = {}
        if service not in {one.code for one in self._services(membership)}:
            problems["service_problem"] = CHOOSE_SERVICE
        if counted is None:
            problems["counted_problem"] = CHOOSE_COUNTED
        if problems or counted is None:
            await self._ask(membership, 422, **problems)
            return
        if membership.has_said(service, counted):
            self._go_on()
            return
        account, now = self.current_user.name, time.monotonic()
        # Nobody waits to say no. To say it again they have to say yes first, and for that they do.
        says_no = not counted and membership.counted is not False
        if _CHANGES.too_often(account, now) and not says_no:
            await self._ask(membership, 429, too_often=TOO_MANY_CHANGES)
            return
        _CHANGES.note(account, now)
        self.authenticator.book.begin(account, service, counted, datetime.now(UTC))
        self._go_on()

    def _go_on(self) -> None:
        self.redirect(first_address(self) or self.hub.base_url)

    def _counted(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.get_body_argument("counted", ""))

    def _chosen(self, membership: Membership) -> str:
        """The service that was chosen; where none was, the one they have stays."""
        return str(self.get_body_argument("service", "")) or membership.service

    def _services(self, membership: Membership) -> tuple[Service, ...]:
        return services_to_choose(load_services(self.hub_settings.services), membership)

    async def _ask(self, membership: Membership, status: int = 200, **said: str) -> None:
        services = self._services(membership)
        await self.show(
            "coprod-begin.html",
            status,
            ask_code=not membership.places,
            begun=not _has_to_begin(membership),
            ask_service=membership.is_learner,
            services=services,
            made_up=any(one.made_up for one in services),
            chosen=self._chosen(membership),
            counted=membership.counted,
            **said,
        )


ADDRESSES = [(r"/coprod/?", Doors), (r"/coprod/begin", Begin)]
