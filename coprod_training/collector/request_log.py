"""One line of JSON for each request: what was asked and how it went, and never who or what."""

import json
import logging
import secrets
import time
from datetime import UTC, datetime

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coprod_training.stored_time import stored_exactly

LOG = logging.getLogger("coprod.collector")
_GONE, _BROKEN = 499, 500  # 499 is nginx's number for a client that has gone


def note(event: str, **counts: object) -> None:
    """Write a line of our own. counts: numbers and words of ours, never a name."""
    LOG.info(_line(event=event, **counts))


class RequestLog:
    """Gives each request an id, logs it, and lets no error out as a traceback.

    A traceback can hold what a learner wrote. The kind of the error is in the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        """app: what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, request_id, status, broke = time.perf_counter(), secrets.token_hex(8), 0, ""

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message.get("headers", []),
                    (b"x-request-id", request_id.encode()),
                ]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            status = _GONE
        except Exception as error:  # whatever it is, the log has its kind and nothing else
            broke, status = type(error).__name__, status or _BROKEN
        finally:
            route = getattr(scope.get("route"), "path", "")
            state = scope.get("state") or {}
            away = state.get("away", "")
            LOG.info(
                _line(
                    request=request_id,
                    method=scope["method"] if scope["method"].isalpha() else "",
                    route=route,
                    status=status,
                    ms=round(1000 * (time.perf_counter() - began), 1),
                    **state.get("counts", {}),
                    **({"error": broke or away} if broke or away else {}),
                )
            )


def _line(**said: object) -> str:
    at = stored_exactly(datetime.now(UTC))
    return json.dumps({"at": at, **said})
