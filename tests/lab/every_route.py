"""Everything that a learner's server answers, asked once, as a long visit does."""

import re
import urllib.request

from opened import jupyter
from served import TASK, ask, keep
from tornado.web import RequestHandler

from coprod_training.lab.extension import ADDRESSES

LESSON = "modules/01-what-co-production-is.ipynb"
FORUM = {"name": "test record", "contact": "test@example.org", "keep": True}
REPORT = {"page": "home", "section": "", "words": "test record"}
NO_FEEDBACK = f"feedback/{TASK}/2026-11-23%2014:05:00.123456%20UTC"
ASKED = [
    ("GET", "api/there", None),
    ("GET", "api/course", None),
    ("GET", "api/digests", None),
    ("GET", "api/words", None),
    ("GET", "api/activities/ladder-sort", None),
    ("GET", "api/slots/m1-s1", None),
    ("GET", "api/variants/next-open-decision", None),
    ("GET", "api/exercises", None),
    ("POST", f"api/exercises/{TASK}/start", {}),
    ("POST", f"api/exercises/{TASK}/hand-in", {}),
    ("GET", "api/reports", None),
    ("POST", "api/reports", REPORT),
    ("GET", "api/forum", None),
    ("POST", "api/forum", FORUM),
    ("DELETE", "api/forum", None),
    ("GET", "api/history", None),
    ("GET", "api/my-data", None),
    ("GET", "my-data.json", None),
    ("GET", "my-data.csv", None),
    ("GET", NO_FEEDBACK, None),
    ("GET", "contribute/what-co-production-is", None),
    ("GET", "recordings/m1-s1", None),
    ("GET", "sign-in", None),
    ("GET", "static/coprod.css", None),
    ("GET", "static/sort.js", None),
]

FOR_EVERYBODY = ("static/",)  # how pages look and are drawn
LEADS_TO_SIGN_IN = ("contribute/", "sign-in")  # pages that people come to by an address


def for_its_owner():
    """Method and path of all that is refused to anybody else.

    A handler answers more methods than a long visit asks for: its address is here with each.
    """
    others = FOR_EVERYBODY + LEADS_TO_SIGN_IN
    return [
        (method, path)
        for path in dict.fromkeys(path for _, path, _ in ASKED)
        for method in _methods(path.split("?")[0])
        if not path.startswith(others)
    ]


def _methods(path):
    handler = next(one for address, one in ADDRESSES if re.fullmatch(address, path))
    return [
        method
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if getattr(handler, method.lower()) is not getattr(RequestHandler, method.lower())
    ]


def ask_for_everything(server):
    """The status of each, by its address; and a lesson is opened, as the page opens it."""
    assert jupyter(server, "GET", "api/kernelspecs")
    assert jupyter(server, "GET", f"api/contents/{LESSON}?type=notebook&content=1")
    urllib.request.urlopen(f"{server.base}login").close()  # for whoever is not signed in
    found = {}
    for method, path, body in ASKED:
        found[f"{method} {path}"] = ask(server, path, method, body).status
    kept = keep(server, "ladder-sort", {"away-day-form": "0"}, check=False).data
    assert kept["type"] == "saved", kept
    return found


def never_asked():
    """The addresses of the server extension that are not among these."""
    paths = [path.split("?")[0] for _, path, _ in ASKED]
    return [one for one, _ in ADDRESSES if not any(re.fullmatch(one, path) for path in paths)]
