"""Jupyter's log of requests on a trainer's server, without the names of learners.

Jupyter takes names out of what stands behind a `?` (lab/settings.py says which). Formgrader's
addresses have them in the path.
"""

import re
from collections.abc import Callable
from typing import Any

LOG = "log_function"
"""Where Tornado keeps what logs a request. Source: Tornado, Application, "Additional settings"."""

_FORMGRADERS = re.compile(r"(/formgrader/(?:api/)?[a-z_]+/)[^?#]+")


def without_names(log: Callable[[Any], None]) -> Callable[[Any], None]:
    """The same, told of formgrader's pages only which kind they are. log: Jupyter's own."""

    def logged(handler: Any) -> None:
        # The reply is on its way: nothing looks at the request any more.
        request = handler.request
        request.uri = _kind_of(request.uri)
        if "Referer" in request.headers:
            request.headers["Referer"] = _kind_of(request.headers["Referer"])
        log(handler)

    return logged


def _kind_of(address: str) -> str:
    return _FORMGRADERS.sub(r"\1[...]", address)
