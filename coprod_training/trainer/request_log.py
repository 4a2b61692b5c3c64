"""The log of requests of a trainer's server, without the names of learners.

Formgrader's addresses have them in the path, as those of a file browser in nbgrader's folders of
learners have; some of ours behind a `?`. Jupyter itself can be told
to leave out the latter (lab/settings.py); what JupyterHub puts in its place on a hub cannot.
"""

import re
from typing import Any

_IN_A_PATH = re.compile(r"(/formgrader/(?:api/)?[a-z_]+/)[^?#]+")
_IN_A_FOLDER = re.compile(
    r"((?:/|%2F|=)(?:submitted|autograded|feedback|quarantine)(?:/|%2F))[^?#&]+", re.IGNORECASE
)
_IN_A_QUERY = re.compile(r"([?&](?:learner|typed)=)[^&#]*")


def leave_out_names(webapp: Any) -> None:
    """Let whatever logs requests here, now or later, be told of no learner's name.

    webapp: of Tornado, which calls `log_request` when a reply is on its way: nothing looks at the
    request any more. Source: Tornado, Application.log_request.
    """
    log = webapp.log_request

    def logged(handler: Any) -> None:
        request = handler.request
        request.uri = _without_names(request.uri)
        if "Referer" in request.headers:
            request.headers["Referer"] = _without_names(request.headers["Referer"])
        if to := handler._headers.get("Location"):  # JupyterHub says where one was sent
            handler.set_header("Location", _without_names(to))
        log(handler)

    webapp.log_request = logged


def _without_names(address: str) -> str:
    for pattern in (_IN_A_PATH, _IN_A_FOLDER, _IN_A_QUERY):
        address = pattern.sub(r"\1[...]", address)
    return address
