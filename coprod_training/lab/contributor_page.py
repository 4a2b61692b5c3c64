"""A module with room for a comment on every passage, for a contributor who opens the course here.

It is the page of a review pack, made from the learners' copy: its passages have the same ids. It
repeats no terms: who opens it here, and what they agreed to, is not known to this server. What
is written stays in the page until it is saved as a file; nothing of it is kept on this server.
"""

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from coprod_training.lab.handler import KEY
from coprod_training.lab.home import Home

NO_MODULE = "There is no such module here. Check its name: it is in the address."
NOT_MADE = "This page could not be made. Tell whoever asked you, and ask them for a file instead."


class ContributorPage(JupyterHandler):
    """GET contribute/<module>."""

    @web.authenticated
    async def get(self, module: str) -> None:
        """The whole page; 404 for a module that there is not."""
        home: Home = self.settings[KEY]
        content = contributor_page(home, module)
        if content is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")
        self.finish(content)

    def write_error(self, status_code: int, **_: Any) -> None:
        """In a sentence, and without what was asked for."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(NO_MODULE if status_code == 404 else NOT_MADE)


def contributor_page(home: Home, module: str) -> str | None:
    """The page of one module; None when the course has no such module."""
    # Only here: no lesson needs what reads Markdown for paper.
    from coprod_training.contributions.html_pack import html_of_pack
    from coprod_training.paper.module_pack import pack_of

    course = home.course()
    if course.module(module) is None:
        return None
    pack = pack_of(home.folder, course, module, details=None)
    return html_of_pack(pack, contacts=course.info.help.contacts)
