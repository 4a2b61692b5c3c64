"""Signing in to the pages with the hub: OAuth with PKCE. The hub's token never reaches the browser.

Source: JupyterHub's reference, "Services", OAuth of services; RFC 7636. A session is kept in memory
only: when the process starts anew, the hub signs somebody in again without asking.
"""

import secrets
import time
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import httpx

T = TypeVar("T")

SESSION = "coprod-monitor"
"""The cookie of a sign-in that has ended well."""
BEGUN_FOR, SIGNED_IN_FOR = 600.0, 8 * 3600.0  # seconds
_MOST = 10_000


@dataclass(frozen=True, kw_only=True)
class Hub:
    """The hub as this process and as a browser reach it.

    api: such as "http://127.0.0.1:8081/hub/api". address: what people type. own: where a browser
    finds these pages' service. client: the service's name there, with "service-" before it.
    """

    api: str
    address: str
    own: str
    client: str
    secret: str

    @property
    def callback(self) -> str:
        """Where the hub sends somebody back to: a path, where the host is the hub's own."""
        own, hub = urlsplit(self.own), urlsplit(self.address)
        there = "" if own.netloc == hub.netloc else f"{own.scheme}://{own.netloc}"
        return f"{there}{own.path.rstrip('/')}/oauth_callback"

    @property
    def is_safe(self) -> bool:
        """Whether browsers reach it over TLS: then cookies stay there."""
        return self.own.startswith("https:")


def begun_cookie(state: str) -> str:
    """The cookie of a sign-in that has begun: its own, as several pages may be opened at once."""
    return f"{SESSION}-begun-{state[:8]}"


class SignIn:
    """Who is signing in, and who has."""

    def __init__(
        self,
        hub: Hub,
        client: httpx.AsyncClient,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """client: asks the hub."""
        self.hub, self._client, self._clock = hub, client, clock
        self._begun: OrderedDict[str, tuple[float, str, str]] = OrderedDict()
        self._sessions: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def begin(self, page: str) -> tuple[str, str]:
        """What the browser keeps until it comes back, and where it goes. page: to come back to."""
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        _keep(self._begun, state, (self._clock() + BEGUN_FOR, verifier, page))
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
        asked = {
            "client_id": self.hub.client,
            "redirect_uri": self.hub.callback,
            "response_type": "code",
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return state, f"{self.hub.address.rstrip('/')}/hub/api/oauth2/authorize?{urlencode(asked)}"

    async def end(self, state: str, begun: str, code: str) -> tuple[str, str] | None:
        """The session and the page to show; None when this browser did not begin it, or too late.

        state, code: as the hub sent them; begun: the browser's cookie. Raises httpx.HTTPError.
        """
        until, verifier, page = self._begun.pop(state, (0.0, "", ""))
        if not secrets.compare_digest(state.encode(), begun.encode()) or self._clock() > until:
            return None
        reply = await self._client.post(
            f"{self.hub.api.rstrip('/')}/oauth2/token",
            data={
                "client_id": self.hub.client,
                "client_secret": self.hub.secret,
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self.hub.callback,
                "code_verifier": verifier,
            },
        )
        token = reply.json().get("access_token", "") if reply.status_code == 200 else ""
        if not isinstance(token, str) or not token:
            return None
        session = secrets.token_urlsafe(32)
        _keep(self._sessions, _digest(session), (self._clock() + SIGNED_IN_FOR, token))
        return session, page

    def token(self, session: str) -> str:
        """The hub's token of a session; "" when there is none, or no longer."""
        until, token = self._sessions.get(_digest(session), (0.0, ""))
        return token if self._clock() < until else ""


def _digest(session: str) -> str:
    return sha256(session.encode()).hexdigest()


def _keep(where: OrderedDict[str, T], name: str, what: T) -> None:
    where[name] = what
    while len(where) > _MOST:
        where.popitem(last=False)
