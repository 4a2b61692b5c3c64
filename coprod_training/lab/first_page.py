"""The page in which JupyterLab starts, with words until a learner's course stands there."""

import re
from html import escape
from pathlib import Path

from jupyterlab_server.handlers import MASTER_URL_PATTERN, LabHandler

PATTERN = MASTER_URL_PATTERN.format("lab").lstrip("/")
LAB = {"name": "lab"}  # the application whose page, settings and files these are
TITLE = "Opening your course…"
# The front end's chrome.ts takes them away, by their name, once a page of the course stands.
WORDS = Path(__file__).parent / "templates" / "first_words.html"


class FirstPage(LabHandler):
    """GET lab, and what is below it: for learners, in the place of JupyterLab's own handler."""

    def render_template(self, name: str, **given: object) -> str:
        """JupyterLab's page, changed."""
        return of_the_course(super().render_template(name, **given), self.base_url)


def of_the_course(page: str, base: str) -> str:
    """JupyterLab's page with a name, a picture and first words of the course's.

    page: HTML. base: the server's base URL, with a slash at the end. What JupyterLab no longer has
    stays as it is: tests/lab/test_first_page.py would see it.
    """
    picture = f'<link rel="icon" type="image/svg+xml" href="{escape(base)}coprod/static/icon.svg">'
    words = WORDS.read_text(encoding="utf-8")
    page = re.sub(r'<link\b[^>]*\bfavicon"[^>]*>', "", page)
    page = page.replace("<title>JupyterLab</title>", f"<title>{TITLE}</title>{picture}", 1)
    return re.sub(r"<body\b[^>]*>", lambda body: body[0] + words, page, count=1)
