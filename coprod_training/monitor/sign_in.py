"""Signs a monitor in with their own account on the hub: OAuth 2.0 with PKCE.

Source: JupyterHub, "Services"; RFC 7636. The hub's token stays in this process. A browser holds a
random word for it, which ends with the process or after some hours.
"""

import secrets
import time
from base64 import urlsafe_b64encode
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Generic, TypeVar
from urllib.parse import urlencode

import httpx

from coprod_training.collector.identity import HubAway

T = TypeVar("T")
BEGUN_FOR, SIGNED_IN_FOR = 600.0, 4 * 3600.0
"""Seconds: to come back from the hub, and until the hub is asked to sign somebody in again."""
_MOST = 10_000


@dataclass(frozen=True)
class Client:
    """How the collector is known to the hub.

    hub_api: where it asks. hub: what browsers know the hub as, such as
    https://course.example.org/hub. callback: the address that the hub sends people back to, as the
    hub has it.
    """

    hub_api: str
    hub: str
    callback: str
    client_id: str
    secret: str = field(repr=False)


class Kept(Generic[T]):
    """Things under random words, for a time; the oldest go when there are too many."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none."""
        self._seconds, self._clock = seconds, clock
        self._things: OrderedDict[str, tuple[float, T]] = OrderedDict()

    def put(self, thing: T) -> str:
        """Keep it; the word for it."""
        word = secrets.token_urlsafe(32)
        self._things[word] = self._clock() + self._seconds, thing
        while len(self._things) > _MOST:
            self._things.popitem(last=False)
        return word

    def get(self, word: str) -> T | None:
        """What is kept under a word, or None."""
        until, thing = self._things.get(word, (0.0, None))
        return thing if self._clock() < until else None

    def take(self, word: str) -> T | None:
        """The same, and forget it."""
        found = self.get(word)
        self._things.pop(word, None)
        return found


@dataclass(frozen=True)
class Begun:
    """A sign-in that has begun. verifier: RFC 7636's, known to nobody else."""

    verifier: str
    back_to: str


class SignIn:
    """Every sign-in of one process."""

    def __init__(self, client: Client) -> None:
        """Nobody is signed in yet."""
        self._client = client
        self._begun = Kept[Begun](BEGUN_FOR)
        self._tokens = Kept[str](SIGNED_IN_FOR)

    def begin(self, back_to: str) -> tuple[str, str]:
        """The hub's address to go to, and the word that has to come back from there."""
        verifier = secrets.token_urlsafe(48)
        word = self._begun.put(Begun(verifier, back_to))
        digest = sha256(verifier.encode()).digest()
        asked = {
            "client_id": self._client.client_id,
            "redirect_uri": self._client.callback,
            "response_type": "code",
            "state": word,
            "code_challenge": urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{self._client.hub}/api/oauth2/authorize?{urlencode(asked)}", word

    async def finish(self, word: str, code: str) -> tuple[str, str] | None:
        """A word for the new session, and where to go; None when nothing fits. Raises HubAway."""
        begun = self._begun.take(word)
        if begun is None:
            return None
        form = {
            "client_id": self._client.client_id,
            "client_secret": self._client.secret,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.callback,
            "code_verifier": begun.verifier,
        }
        try:
            async with httpx.AsyncClient(timeout=5, trust_env=False) as asking:
                reply = await asking.post(f"{self._client.hub_api}/oauth2/token", data=form)
            if reply.status_code in (400, 401, 403):
                return None
            reply.raise_for_status()
            token = str(reply.json()["access_token"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise HubAway from error
        return self._tokens.put(token), begun.back_to

    def token(self, session: str) -> str | None:
        """The hub's token of a session, or None."""
        return self._tokens.get(session)
