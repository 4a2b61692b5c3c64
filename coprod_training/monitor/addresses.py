"""The addresses of the pages: for the monitor's role alone, and never kept by a browser."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import httpx
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from coprod_training.collector.parts import parts_of
from coprod_training.collector.refusals import AWAY, note_away
from coprod_training.collector.scopes import WATCH
from coprod_training.monitor import pages
from coprod_training.monitor.downloads import file_of
from coprod_training.monitor.pages import Chosen, Places
from coprod_training.monitor.signing_in import BEGUN_FOR, SESSION, SignIn, begun_cookie
from coprod_training.monitor.tables import FILES
from coprod_training.monitor.this_minute import ThisMinute
from coprod_training.monitor.watched import Watched
from coprod_training.spreadsheet import KINDS
from coprod_training.survey.report.chart import Chart

BELOW = "/monitor"
NOT_THEIRS = "These pages are for monitors of the programme"


@dataclass(frozen=True)
class Monitor:
    """What the pages need beside the collector. change: the published survey's picture."""

    this_minute: ThisMinute
    change: Chart
    signing_in: SignIn

    @property
    def places(self) -> Places:
        """Where the pages stand for a browser."""
        hub = self.signing_in.hub
        return Places(f"{hub.own.rstrip('/')}{BELOW}", f"{hub.address.rstrip('/')}/hub/logout")

    @property
    def headers(self) -> dict[str, str]:
        """What every page and file goes out with.

        A form may lead to the hub too: whose session has ended is sent there to sign in again, and
        a browser that follows a form asks this rule of each address on the way.
        """
        hub = urlsplit(self.signing_in.hub.address)
        return {
            "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:;"
            f" form-action 'self' {hub.scheme}://{hub.netloc}; frame-ancestors 'none';"
            " base-uri 'none'",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }


_Answer = Callable[[Monitor, Request], Awaitable[Response]]
_Show = Callable[[Monitor, Request, Watched], Awaitable[Response]]


def router_of(monitor: Monitor) -> APIRouter:
    """All addresses of the pages, for the collector's process."""
    router = APIRouter()
    for path, answer in (
        ("/", _front),
        ("/oauth_callback", _signed_in),
        (f"{BELOW}/style.css", _style),
        (f"{BELOW}/report.html", _for_monitors(_report)),
        (f"{BELOW}/files/{{name}}.{{kind}}", _for_monitors(_file)),
        (f"{BELOW}/{{name:path}}", _for_monitors(_page)),
    ):
        router.add_route(path, partial(answer, monitor), include_in_schema=False)
    return router


def _for_monitors(show: _Show) -> _Answer:
    """Show it to a monitor; whoever is not signed in goes to the hub first."""

    async def asked(monitor: Monitor, request: Request) -> Response:
        try:
            return await shown(monitor, request)
        except AWAY as error:
            note_away(request, error)
            return _message(
                monitor, 503, "The figures cannot be read now", "Try again in a minute."
            )

    async def shown(monitor: Monitor, request: Request) -> Response:
        parts = await parts_of(request)
        token = monitor.signing_in.token(request.cookies.get(SESSION, ""))
        who = await parts.identify(token) if token else None
        if who is None:
            return _to_the_hub(monitor, request)
        if not who.may(WATCH):
            return _message(monitor, 403, NOT_THEIRS, "Ask whoever runs this hub.", sign_out=True)
        return await show(monitor, request, await monitor.this_minute.watched(parts))

    return asked


async def _front(monitor: Monitor, request: Request) -> Response:
    return RedirectResponse(f"{monitor.places.to}/", 302)


async def _style(monitor: Monitor, request: Request) -> Response:
    return Response(pages.style(), media_type="text/css", headers={"Cache-Control": "no-cache"})


async def _page(monitor: Monitor, request: Request, watched: Watched) -> Response:
    name = request.path_params["name"]
    if name not in pages.PAGES:
        return _message(monitor, 404, "There is no such page", "Go to the overview.")
    chosen = Chosen.among(watched, request.query_params)
    shown = await run_in_threadpool(
        pages.page, name, watched, chosen, monitor.change, monitor.places
    )
    return HTMLResponse(shown, headers=monitor.headers)


async def _file(monitor: Monitor, request: Request, watched: Watched) -> Response:
    name, kind = request.path_params["name"], request.path_params["kind"]
    if name not in FILES or kind not in KINDS:
        return _message(monitor, 404, "There is no such file", "Look at the list of files.")
    content = await run_in_threadpool(lambda: file_of(watched, FILES[name](watched), kind))
    return _download(monitor, content, KINDS[kind], f"{name}-{watched.at:%Y-%m-%d}.{kind}")


async def _report(monitor: Monitor, request: Request, watched: Watched) -> Response:
    shown = await run_in_threadpool(pages.report, watched, monitor.change)
    content = shown.encode()
    name = f"course-{watched.at:%Y-%m-%d}.html"
    return _download(monitor, content, "text/html; charset=utf-8", name)


def _to_the_hub(monitor: Monitor, request: Request) -> Response:
    below = request.url.path.partition(BELOW)[2]
    asked = f"?{request.url.query}" if request.url.query else ""
    state, address = monitor.signing_in.begin(f"{below}{asked}")
    reply = RedirectResponse(address, 302, headers={"Cache-Control": "no-store"})
    _set_cookie(monitor, reply, begun_cookie(state), state, BEGUN_FOR)
    return reply


async def _signed_in(monitor: Monitor, request: Request) -> Response:
    """The hub sends somebody back here with a code."""
    state, code = (request.query_params.get(name, "") for name in ("state", "code"))
    begun = begun_cookie(state)
    try:
        found = await monitor.signing_in.end(state, request.cookies.get(begun, ""), code)
    except (httpx.HTTPError, ValueError):
        return _message(monitor, 503, "The hub does not answer", "Try again in a minute.")
    if found is None:
        return _message(monitor, 403, "This sign-in was not finished", "Open the pages again.")
    session, page = found
    # Only ever a page below ours: what stands there began as a path of this service.
    reply = RedirectResponse(f"{monitor.places.to}/{page.lstrip('/')}", 302)
    _set_cookie(monitor, reply, SESSION, session, None)
    reply.delete_cookie(begun, path=_cookie_path(monitor))
    return reply


def _set_cookie(
    monitor: Monitor, reply: Response, name: str, value: str, seconds: float | None
) -> None:
    reply.set_cookie(
        name,
        value,
        max_age=int(seconds) if seconds else None,
        path=_cookie_path(monitor),
        secure=monitor.signing_in.hub.is_safe,
        httponly=True,
        samesite="lax",
    )


def _cookie_path(monitor: Monitor) -> str:
    return urlsplit(monitor.signing_in.hub.own).path.rstrip("/") or "/"


def _message(
    monitor: Monitor, status: int, heading: str, words: str, *, sign_out: bool = False
) -> Response:
    places = monitor.places
    go, go_words = f"{places.to}/", "Go to the overview"
    if sign_out:
        go, go_words = places.sign_out, "Sign out"
    shown = pages.draw(
        "message.html.j2", to=places.to, heading=heading, words=words, go=go, go_words=go_words
    )
    return HTMLResponse(shown, status, headers=monitor.headers)


def _download(monitor: Monitor, content: bytes, kind: str, name: str) -> Response:
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers={**monitor.headers, **attached})
