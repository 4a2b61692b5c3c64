"""The way back in for somebody who was signed out in the middle of the course."""

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from coprod_training.lab.handler import KEY
from coprod_training.lab.home import Home


class SignIn(JupyterHandler):
    """GET sign-in?at=#/module/…: sign in, wherever that is done here, and be at that page again."""

    @web.authenticated
    async def get(self) -> None:
        """Back to the course; `at` is a part of it and can lead nowhere else."""
        home: Home = self.settings[KEY]
        at = self.get_argument("at", "")
        looking = "" if home.role == "learner" else "?learner-view"
        page = url_path_join(self.base_url, "lab")
        self.redirect(f"{page}{looking}{at if at.startswith('#/') else ''}")
