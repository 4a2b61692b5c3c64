"""What is said when something is not done: plain words, a status, and never what was sent."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from coprod_training.collector.identity import HubAway

AGAIN_IN = 5
"""Seconds after which a sender may try again when something is away."""

AWAY = (SQLAlchemyError, OSError, HubAway)
"""What is raised while the hub, a database or the disk is away."""

_WORDS = {
    400: ("This request could not be read.", "Send JSON in UTF-8, or a zip where one is asked."),
    401: ("The hub does not know this token.", "Sign in again."),
    403: ("This is not open to you.", "If it should be, ask whoever runs the hub."),
    404: ("Nothing with this name was found, or you may not see it.", "Check the name."),
    405: ("This address does not take that method.", "See /openapi.json."),
    413: ("This is larger than the collector accepts.", "Send less at one time."),
    415: ("This address takes a different type of content.", "See /openapi.json."),
    422: ("This does not have the shape that the address takes.", "See /openapi.json."),
    429: ("This was asked too often.", "Wait a little, then try again."),
    500: ("Something went wrong in the collector. Nothing was kept.", "Send the same again later."),
    503: ("The collector is not available right now. Nothing was kept.", "Send the same again."),
}


class Refusal(Exception):
    """Raised when a request is not done. what, fix: in plain words; the status's own when empty."""

    def __init__(self, status: int, what: str = "", fix: str = "") -> None:
        """Say why, and what to do about it."""
        self.status = status
        self.what, self.fix = what or _WORDS[status][0], fix or _WORDS[status][1]
        super().__init__(self.what)


def reply_of(refusal: Refusal) -> JSONResponse:
    """The reply that a refusal makes."""
    waits = refusal.status in (429, 503)
    headers = {"Retry-After": str(AGAIN_IN)} if waits else {}
    if refusal.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    said = {"what": refusal.what, "fix": refusal.fix}
    return JSONResponse(said, refusal.status, headers=headers)


def note_away(request: Request, error: Exception) -> None:
    """Put what is away into the log's line of this request."""
    request.state.away = type(error).__name__


def add_refusals(app: FastAPI) -> None:
    """Let every error of the app come out as a refusal."""

    @app.exception_handler(Refusal)
    async def refused(request: Request, error: Refusal) -> JSONResponse:
        return reply_of(error)

    @app.exception_handler(RequestValidationError)
    async def misshapen(request: Request, error: RequestValidationError) -> JSONResponse:
        return reply_of(Refusal(422))  # FastAPI's own words repeat what was sent

    @app.exception_handler(HTTPException)
    async def of_the_framework(request: Request, error: HTTPException) -> JSONResponse:
        known = error.status_code if error.status_code in _WORDS else 400
        reply = reply_of(Refusal(known))
        reply.headers.update(error.headers or {})
        return reply

    async def away(request: Request, error: Exception) -> JSONResponse:
        note_away(request, error)
        return reply_of(Refusal(503))

    for kind in AWAY:
        app.add_exception_handler(kind, away)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> JSONResponse:
        return reply_of(Refusal(500))
