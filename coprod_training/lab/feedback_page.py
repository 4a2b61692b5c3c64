"""A returned feedback page: somebody else's HTML, which may show itself and do nothing more."""

from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from coprod_training.grading.feedback_file import POLICY, page_in
from coprod_training.grading.hand_in_time import parsed_time
from coprod_training.lab.handler import KEY
from coprod_training.lab.home import Home


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
    return page_in(home, ("exercises", assignment, "feedback", timestamp), assignment)
