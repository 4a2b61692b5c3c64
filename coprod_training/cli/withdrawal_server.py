"""Serves withdrawal links: a service beside a hub, which needs no login and holds no key of a role.

It listens on this machine only; a hub, or a web server, passes requests on. It writes no log of
requests: an address here is what lets somebody withdraw.
"""

import asyncio
import os
import re
import shlex
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from coprod_training.cli.withdrawal import withdraw
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.withdrawal_link import ref_in
from coprod_training.contributions.withdrawal_page import (
    ASK,
    DONE,
    DONE_BEFORE,
    NOT_DONE,
    PARTLY,
    UNKNOWN,
    headers,
    page,
)
from coprod_training.listening import listening_on

PREFIX = "JUPYTERHUB_SERVICE_PREFIX"
"""Where a hub mounts a service. Source: JupyterHub, "Services"."""

REFERENCE = "COPROD_REFERENCE"
"""In the environment of the command that tells a keeper: what was withdrawn."""
MOST = 10_000
"""Bytes of a request: a button sends nothing."""
PATIENCE = 60
"""Seconds that this command may take."""


def application(root: Path, private: Path, prefix: str = "/", tell: str = "") -> Application:
    """root: the staff copy. private: of the workspace. prefix: where it is mounted.

    tell: the command that is run after each withdrawal, with its reference in the environment.
    """
    where = {"root": root, "private": private, "tell": shlex.split(tell)}
    return Application(
        [(rf"{re.escape(prefix)}([0-9a-f-]+)", _Link, where), (r".*", _Nothing)],
        log_function=lambda _: None,
    )


def serve(root: Path, private: Path, port: int, tell: str = "") -> None:
    """Serve until it is stopped, on this machine alone. tell: see `application`.

    Raises CoprodError when it cannot listen on this port.
    """
    listening = listening_on("127.0.0.1", port)
    listening.setblocking(False)  # as tornado expects of a socket that it did not make

    async def run() -> None:
        prefix = os.environ.get(PREFIX, "/")
        server = HTTPServer(application(root, private, prefix, tell), max_body_size=MOST)
        server.add_socket(listening)
        print(f"Withdrawal links are served on http://127.0.0.1:{port}{prefix}", flush=True)
        if not tell:
            print(
                "Nobody is told straight away when one is used. To tell somebody, give a command"
                " with --tell.",
                flush=True,
            )
        await asyncio.Event().wait()

    asyncio.run(run())


class _Page(RequestHandler):
    def set_default_headers(self) -> None:
        for name, value in headers().items():
            self.set_header(name, value)

    def answer(self, main: str, status: int = 200) -> None:
        self.set_status(status)
        self.finish(page(main))

    def log_exception(self, typ: object, value: object, tb: object) -> None:
        """Only what sort of error it was: the rest would hold the address."""
        print(f"A withdrawal page failed: {type(value).__name__}", file=sys.stderr, flush=True)

    def write_error(self, status_code: int, **_: object) -> None:
        """Never the address, and never a traceback."""
        self.finish(page(NOT_DONE if status_code >= 500 else UNKNOWN))


class _Nothing(_Page):
    def prepare(self) -> None:
        self.answer(UNKNOWN, 404)


class _Link(_Page):
    """Looking changes nothing: mail programs open links before people do. The button withdraws."""

    def initialize(self, root: Path, private: Path, tell: list[str]) -> None:
        self._root, self._private, self._tell = root, private, tell

    def get(self, token: str) -> None:
        ref = ref_in(self._private, token)
        if ref is None:
            self.answer(UNKNOWN, 404)
        elif ref in ContentStore(self._private).withdrawn():
            self.answer(DONE_BEFORE)
        else:
            self.answer(ASK)

    async def post(self, token: str) -> None:
        ref = ref_in(self._private, token)
        if ref is None:
            self.answer(UNKNOWN, 404)
            return
        today = datetime.now(UTC).date()
        try:
            # In a thread: it waits for whoever publishes just now, and others look meanwhile.
            done = await asyncio.to_thread(
                withdraw, self._root, self._private, None, ref, today, sure=True
            )
        except Exception as error:  # a full disk as well as what the course can explain
            self.log_exception(type(error), error, None)
            self.answer(NOT_DONE, 500)
        else:
            self.answer(*((DONE, 200) if done.is_out else (PARTLY, 500)))
        if self._tell:  # also when something failed: then somebody has to look the more
            await told(self._tell, ref)


async def told(command: list[str], ref: str) -> None:
    """Run the command that tells a keeper; whoever withdrew has their answer already."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.DEVNULL, env={**os.environ, REFERENCE: ref}
        )
        ended = await asyncio.wait_for(process.wait(), PATIENCE)
    except TimeoutError:
        with suppress(ProcessLookupError):  # it has ended by itself just now
            process.kill()
        await process.wait()
        ended = 1
    except OSError:
        ended = 1
    if ended:
        print(
            "The keeper was not told: the command of --tell failed. Check: coprod register list",
            file=sys.stderr,
            flush=True,
        )
