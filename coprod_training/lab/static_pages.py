"""The widgets' own stylesheet and page scripts, for pages that are no notebook."""

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from coprod_training.content.page_script import page_names, page_script, stylesheet


class StaticPage(JupyterHandler):
    """GET static/coprod.css and static/<kind>.js."""

    def get_login_url(self) -> str:
        """Refuse instead: a page to sign in on is no script."""
        raise web.HTTPError(403)

    @web.authenticated
    async def get(self, name: str) -> None:
        """One file. Its ETag lets a browser keep it; it asks each time whether it still holds."""
        self.set_header("Cache-Control", "no-cache, private")
        stem, _, ending = name.rpartition(".")
        if name == "coprod.css":
            self.set_header("Content-Type", "text/css; charset=utf-8")
            self.finish(stylesheet())
        elif ending == "js" and stem in page_names():
            self.set_header("Content-Type", "text/javascript; charset=utf-8")
            self.finish(page_script(stem))
        else:
            raise web.HTTPError(404)
