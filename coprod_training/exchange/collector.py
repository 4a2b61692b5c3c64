"""Asks the collector, with the hub's token. Every address may be asked again, so it is.

urllib, since a process of a learner asks once and ends: better clients take half a second to load.
No redirection is followed and no proxy used: the token goes to the collector, and to nobody else.
"""

import json
import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from nbgrader.exchange import ExchangeError

from coprod_training.collector.archive import (
    HAND_IN,
    RELEASE,
    Files,
    Limits,
    NotAllowed,
    digest_of,
    files_in,
    zip_of,
)
from coprod_training.collector.named import ADDRESS, TOKEN, named_collector
from coprod_training.errors import CoprodError
from coprod_training.stored_time import stored

TRIES = 4
_PATIENCE = 20.0  # seconds for one try
_PAUSE, _LONGEST_PAUSE = 0.5, 5.0  # seconds; the first pause, and the longest
_LISTING = 20 * 2**20  # bytes; 200 hand-ins of 300 learners are 15 MiB
_AGAIN = {429, 502, 503, 504}  # the proxy says 502 and 504 while the collector starts
_UNSURE = 500  # from this status on, nobody knows whether it was done all the same


class _NotDone(CoprodError, ExchangeError):  # type: ignore[misc]  # nbgrader ships no types
    """may_be_done: no clear no came to something that was sent, so it may be done all the same."""

    def __init__(self, what: str, *, fix: str = "", may_be_done: bool = False) -> None:
        """Say what is wrong, and what to do about it."""
        self.may_be_done = may_be_done
        super().__init__(what, fix=fix)


class Refused(_NotDone):
    """Raised when the collector says no, in its own plain words, which repeat nothing sent."""


class Away(_NotDone):
    """Raised when the collector cannot be reached; what was asked may be asked again."""


class _NoRedirection(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_DIRECTLY = build_opener(ProxyHandler({}), _NoRedirection())


@dataclass(frozen=True)
class Collector:
    """address: without a slash at its end."""

    address: str
    token: str = field(repr=False)
    pause: Callable[[float], None] = time.sleep

    def assignments(self) -> list[dict[str, Any]]:
        """What is open: assignment, cohort, due, released, sha256."""
        return self._listed("assignments", "/assignments")

    def release(self, assignment: str) -> dict[str, bytes]:
        """The files of an exercise that is open."""
        return _files(self._ask("GET", _of(assignment), RELEASE.sent), RELEASE)

    def put_release(self, assignment: str, files: Files, due: str) -> None:
        """Open an exercise, or change it. due: ISO 8601, UTC; "" for none."""
        self._ask("PUT", _of(assignment), body=_packed(files, RELEASE), due=due)

    def put_extensions(self, assignment: str, own: Mapping[str, datetime]) -> None:
        """Say who has more time, and until when (UTC); nobody else of the cohort has."""
        told = {name: stored(due) for name, due in own.items()}
        address = f"{_of(assignment)}/extensions"
        self._ask("PUT", address, body=json.dumps(told).encode(), of="application/json")

    def take_back(self, assignment: str) -> None:
        """Close an exercise; hand-ins stay."""
        self._ask("DELETE", _of(assignment))

    def hand_in(self, assignment: str, files: Files) -> dict[str, Any]:
        """Hand in; submission, receipt, timestamp, sha256, and whether it was there already."""
        address = f"{_of(assignment)}/submissions"
        said: dict[str, Any] = _object(self._ask("POST", address, body=_packed(files, HAND_IN)))
        return said

    def hand_ins(self, assignment: str) -> list[dict[str, Any]]:
        """A trainer's cohort's, or a learner's own, oldest first."""
        return self._listed("submissions", f"{_of(assignment)}/submissions")

    def handed_in(self, submission: str, sha256: str) -> dict[str, bytes]:
        """The files of one hand-in; sha256: as listed."""
        address = f"/submissions/{quote(submission, safe='')}"
        return _files(self._ask("GET", address, HAND_IN.sent), HAND_IN, sha256)

    def feedback(self, submission: str, sha256: str) -> dict[str, bytes]:
        """The files that came back for one hand-in; sha256: as listed."""
        address = f"/submissions/{quote(submission, safe='')}/feedback"
        return _files(self._ask("GET", address, HAND_IN.sent), HAND_IN, sha256)

    def give_back(
        self, submission: str, files: Files, mark: tuple[float, float] | None = None
    ) -> None:
        """Give feedback back. mark: points, and what they are out of."""
        points, out_of = map(repr, mark) if mark else ("", "")
        address = f"/submissions/{quote(submission, safe='')}/feedback"
        content = _packed(files, HAND_IN)
        self._ask("PUT", address, body=content, points=points, out_of=out_of)

    def forget_me(self, asked: str) -> None:
        """Delete all that it holds of whose token this is. asked: when, ISO 8601, UTC."""
        self._ask("DELETE", "/me", asked=asked)

    def _listed(self, name: str, address: str) -> list[dict[str, Any]]:
        found = _object(self._ask("GET", address)).get(name)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise _odd()
        return found

    def _ask(
        self,
        method: str,
        address: str,
        most: int = _LISTING,
        *,
        body: bytes | None = None,
        of: str = "application/zip",
        **query: str,
    ) -> bytes:
        """The body of a reply. most: bytes of it."""
        asked = urlencode({name: value for name, value in query.items() if value})
        request = Request(  # noqa: S310 (the address is the operator's own)
            f"{self.address}{address}{'?' * bool(asked)}{asked}",
            body,
            {"Authorization": f"Bearer {self.token}"}
            | ({"Content-Type": of} if body is not None else {}),
            method=method,
        )
        may_be_done = False  # by one of the tries
        for number in range(TRIES):
            longest = min(_LONGEST_PAUSE, _PAUSE * 2**number)
            least = longest / 2
            try:
                with _DIRECTLY.open(request, timeout=_PATIENCE) as reply:
                    content: bytes = reply.read(most + 1)
                if len(content) > most:
                    raise _odd()
                return content
            except HTTPError as error:
                with error:
                    may_be_done = may_be_done or error.code >= _UNSURE
                    if error.code not in _AGAIN:
                        raise _refused(error, may_be_done) from error
                    said = error.headers.get("Retry-After", "")
                    if said.isascii() and said.isdigit():  # never before it, but when it is long
                        least = min(_LONGEST_PAUSE, float(said))
                        longest = least * 1.5
            except (OSError, HTTPException) as error:
                may_be_done = may_be_done or not _never_sent(error)
            if number < TRIES - 1:
                # Not all at the same moment, when all were cut off at the same moment.
                self.pause(random.uniform(least, longest))  # noqa: S311 (no secret)
        raise Away(
            "Nothing could be passed on: the course's collector cannot be reached.",
            fix="Try again in a moment. Your answers are kept.",
            may_be_done=may_be_done,
        )


def collector_from(environ: Mapping[str, str] = os.environ) -> Collector:
    """The collector that the hub names in a server's environment. Raises CoprodError without."""
    address, token = named_collector(environ) or ("", "")
    if not address.startswith(("http://", "https://")):
        raise CoprodError(
            "This exchange works on a hub only.",
            where=f"{ADDRESS} and {TOKEN}",
            fix="Start the course from the hub, which sets both.",
        )
    return Collector(address, token)


def _of(assignment: str) -> str:
    return f"/assignments/{quote(assignment, safe='')}"


def _packed(files: Files, limits: Limits) -> bytes:
    """A zip that the collector takes: one that is too large would be cut off while it is sent."""
    content = zip_of(files) if sum(map(len, files.values())) <= limits.unpacked else None
    if content is None or len(content) > limits.sent:
        raise Refused(
            f"This is more than {limits.sent // 2**20} MiB, which is not accepted.",
            fix="Your answers are kept. Ask your trainer what to do.",
        )
    return content


def _files(content: bytes, limits: Limits, sha256: str = "") -> dict[str, bytes]:
    """The files of a zip, which are looked at here as well: nothing sent is believed."""
    try:
        found = files_in(content, limits)
    except NotAllowed as error:
        raise _odd() from error
    if sha256 and digest_of(found) != sha256:
        raise _odd()
    return found


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError as error:
        raise _odd() from error
    if not isinstance(found, dict):
        raise _odd()
    return found


def _never_sent(error: Exception) -> bool:
    """Whether there was no connection at all, over which anything could have been sent."""
    reason = error.reason if isinstance(error, URLError) else None
    return isinstance(reason, ConnectionRefusedError | gaierror)


def _refused(error: HTTPError, may_be_done: bool) -> Refused:
    try:
        said = json.loads(error.read(10_000))
        what, fix = str(said["what"]), str(said.get("fix", ""))
    except (OSError, HTTPException, ValueError, KeyError, TypeError, AttributeError):
        what, fix = f"The collector refused this ({error.code}).", "Ask your trainer."
    return Refused(what, fix=fix, may_be_done=may_be_done)


def _odd() -> Refused:
    return Refused(
        "The collector's reply is not what this version of the course understands.",
        fix="Ask whoever looks after the hub: both sides need the same version.",
        may_be_done=True,  # it has answered
    )
