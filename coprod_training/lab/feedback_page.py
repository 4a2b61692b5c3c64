"""A returned feedback page: somebody else's HTML, which may show itself and do nothing more."""

import os
from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from coprod_training.grading.hand_in_time import parsed_time
from coprod_training.grading.untrusted import open_file, open_folder
from coprod_training.lab.handler import KEY
from coprod_training.lab.home import Home

BIGGEST = 20_000_000  # bytes
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"
)


class FeedbackPage(JupyterHandler):
    """GET feedback/<assignment>/<timestamp>."""

    @property
    def content_security_policy(self) -> str:
        """No script, nothing from outside, and an origin of its own."""
        return POLICY

    def get_login_url(self) -> str:
        """Refuse instead: this page is shown inside another, where nobody can sign in."""
        raise web.HTTPError(403)

    @web.authenticated
    async def get(self, assignment: str, timestamp: str) -> None:
        """The page, when it is an ordinary file in its place; else as if it were not there."""
        home: Home = self.settings[KEY]
        known = home.course().assessment(assignment) is not None
        content = None
        if known and parsed_time(timestamp) is not None:
            content = read_feedback(home.folder, assignment, timestamp)
        if content is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")
        self.finish(content)


def read_feedback(home: Path, assignment: str, timestamp: str) -> bytes | None:
    """The page's bytes, or None. No link is followed, in any part of the way."""
    folder = open_folder(home)
    try:
        for part in ("exercises", assignment, "feedback", timestamp):
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
            inner = os.open(part, flags, dir_fd=folder)
            os.close(folder)
            folder = inner
        handle = open_file(folder, f"{assignment}.html")
        if handle is None:
            return None
        with os.fdopen(handle, "rb") as file:
            content = file.read(BIGGEST + 1)
        return content if len(content) <= BIGGEST else None
    except OSError:
        return None
    finally:
        os.close(folder)
