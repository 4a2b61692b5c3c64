"""A contributor's recording, for a page's own player: found by its place alone."""

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from coprod_training.content.recordings import FOLDER, path_of, recording_in
from coprod_training.contributions.recording_types import TYPES
from coprod_training.lab.handler import KEY
from coprod_training.lab.home import Home

POLICY = "default-src 'none'; media-src 'self'; sandbox; frame-ancestors 'none'"


class RecordingPage(JupyterHandler, web.StaticFileHandler):
    """GET recordings/<slot>. Tornado's file handler gives a part of it where a player asks."""

    def initialize(self) -> None:  # type: ignore[override]  # no folder is given
        """Begin without a folder: which one it is follows from whose course this is."""
        web.StaticFileHandler.initialize(self, path="")
        self._type = "application/octet-stream"

    @property
    def content_security_policy(self) -> str:
        """No script, nothing from outside, and shown inside no page."""
        return POLICY

    def get_login_url(self) -> str:
        """Refuse instead: a page to sign in on is no recording."""
        raise web.HTTPError(403)

    @web.authenticated
    async def get(  # type: ignore[override]  # both of its parents have one
        self, path: str, include_body: bool = True
    ) -> None:
        """The file while its place shows it today to this learner; else as if it were not there."""
        home: Home = self.settings[KEY]
        course = home.course()
        found = recording_in(course, path)
        file = path_of(course.root, found.file) if found else None
        if found is None or file is None or found.type not in TYPES:
            raise web.HTTPError(404)
        self.root, self._type = str(course.root / FOLDER), found.type
        await web.StaticFileHandler.get(self, found.file, include_body)

    def get_content_type(self) -> str:
        """The type that it was looked at for when it was taken, never one guessed from a name."""
        return self._type

    def set_extra_headers(self, path: str) -> None:
        """Nobody guesses at it, keeps it, or shows it elsewhere: it may be withdrawn today."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cache-Control", "private, no-store")
        self.clear_header("Expires")
        self.clear_header("Last-Modified")

    def compute_etag(self) -> str | None:
        """None: nobody keeps it, so nobody asks whether it is still the same."""
        return None

    def should_return_304(self) -> bool:
        """Never, for the same reason."""
        return False

    def write_error(self, status_code: int, **_: Any) -> None:
        """In a sentence."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("There is no recording here.")
