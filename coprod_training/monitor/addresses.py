"""The monitor's addresses, answered by the collector's process: all of them read, none writes."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from coprod_training.collector.identity import WATCH
from coprod_training.collector.parts import Parts, parts_of
from coprod_training.collector.programme import Programme, read_programme
from coprod_training.collector.refusals import Refusal
from coprod_training.monitor import site
from coprod_training.monitor.completion import WAYS
from coprod_training.monitor.sign_in import BEGUN_FOR, SIGNED_IN_FOR, SignIn
from coprod_training.monitor.tables import all_tables
from coprod_training.monitor.words import Words
from coprod_training.spreadsheet import csv_bytes, xlsx_bytes

SESSION, COMING_BACK = "coprod-monitor", "coprod-monitor-begun"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": site.POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Monitor:
    """prefix: of the addresses as browsers know them, without a slash at the end."""

    words: Words
    sign_in: SignIn
    prefix: str
    secure: bool

    def router(self) -> APIRouter:
        """The addresses."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/", self.overview, methods=["GET"])
        router.add_api_route("/module/{slug}", self.module, methods=["GET"])
        router.add_api_route("/download/{name}.{form}", self.download, methods=["GET"])
        router.add_api_route("/oauth_callback", self.come_back, methods=["GET"])
        return router

    async def overview(self, request: Request, by: str = "region") -> Response:
        """Every figure; by: one of `WAYS`, and anything else is by region."""
        refusal = await self._refusal(request)
        if refusal:
            return refusal
        way = by if by in WAYS else "region"
        return _page(site.overview(await _programme(request), self.words, way))

    async def module(self, request: Request, slug: str) -> Response:
        """Where people stop inside one module."""
        refusal = await self._refusal(request)
        if refusal:
            return refusal
        if slug not in self.words.counted:
            raise Refusal(404)
        return _page(site.module_page(await _programme(request, slug), self.words, slug))

    async def download(self, request: Request, name: str, form: str) -> Response:
        """One table as a file. The moment of its counts stands in its name."""
        refusal = await self._refusal(request)
        if refusal:
            return refusal
        programme = await _programme(request)
        table = all_tables(programme, self.words).get(name)
        if table is None or form not in ("csv", "xlsx"):
            raise Refusal(404)
        if form == "csv":
            content, kind = csv_bytes(table.columns, table.rows), "text/csv; charset=utf-8"
        else:
            content, kind = xlsx_bytes(table.title[:31], table.columns, table.rows), _XLSX
        file = f"{name}-{programme.as_at:%Y-%m-%d-%H%M}.{form}"
        disposition = {"Content-Disposition": f'attachment; filename="{file}"'}
        return Response(content, media_type=kind, headers=_HEADERS | disposition)

    async def come_back(self, request: Request, state: str = "", code: str = "") -> Response:
        """From the hub, with a code that stands for whoever signed in there."""
        if not state or request.cookies.get(COMING_BACK) != state:
            return RedirectResponse(f"{self.prefix}/", 303)
        done = await self.sign_in.finish(state, code)
        if done is None:
            return _page(site.refused(), 403)
        session, back_to = done
        reply = RedirectResponse(f"{self.prefix}{back_to}", 303, headers=_HEADERS)
        reply.delete_cookie(COMING_BACK, path=f"{self.prefix}/")
        self._set_cookie(reply, SESSION, session, SIGNED_IN_FOR)
        return reply

    async def _refusal(self, request: Request) -> Response | None:
        """What somebody gets instead of figures; None for a monitor. Raises Refusal, HubAway."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        by_program = kind.lower() in ("bearer", "token")
        if not by_program:
            token = self.sign_in.token(request.cookies.get(SESSION, "")) or ""
        who = await parts_of(request).identify(token.strip())
        if who is not None:
            return None if who.may(WATCH) else _page(site.refused(), 403)
        if by_program:
            raise Refusal(401)
        path = request.scope["path"].removeprefix(self.prefix)
        query = f"?{request.url.query}" if request.url.query else ""
        address, word = self.sign_in.begin(path + query)
        reply = RedirectResponse(address, 303, headers=_HEADERS)
        self._set_cookie(reply, COMING_BACK, word, BEGUN_FOR)
        return reply

    def _set_cookie(self, reply: Response, name: str, value: str, seconds: float) -> None:
        reply.set_cookie(
            name,
            value,
            max_age=int(seconds),
            path=f"{self.prefix}/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )


async def _programme(request: Request, module: str = "") -> Programme:
    parts: Parts = parts_of(request)
    now = parts.now()
    return await parts.read(lambda connection: read_programme(connection, now, module))


def _page(html: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(html, status, headers=_HEADERS)
