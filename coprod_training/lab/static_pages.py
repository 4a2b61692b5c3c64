"""The stylesheet and the page scripts of activities, for pages that are no notebook."""

from pathlib import Path

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from coprod_training.content.page_script import page_names, page_script, pages_stylesheet

PICTURE = Path(__file__).parent / "static" / "icon.svg"


class OpenPage(JupyterHandler):
    """GET static/coprod.css and static/icon.svg: the page to sign in on needs them."""

    @allow_unauthenticated
    async def get(self, name: str) -> None:
        """One file. Its ETag lets a browser keep it; it asks each time whether it still holds."""
        self.set_header("Cache-Control", "no-cache, private")
        if name == "coprod.css":
            self.set_header("Content-Type", "text/css; charset=utf-8")
            self.finish(pages_stylesheet())
        else:
            self.set_header("Content-Type", "image/svg+xml")
            self.finish(PICTURE.read_bytes())


class StaticPage(JupyterHandler):
    """GET static/<kind>.js: the same published code for everybody, so it is nobody's secret.

    A hub refuses to hand a signed-in page's own script over without a header, and a browser sends
    none when a script is imported.
    """

    @allow_unauthenticated
    async def get(self, name: str) -> None:
        """One script; kept by a browser as a stylesheet is."""
        self.set_header("Cache-Control", "no-cache, private")
        stem, _, ending = name.rpartition(".")
        if ending != "js" or stem not in page_names():
            raise web.HTTPError(404)
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(page_script(stem))
