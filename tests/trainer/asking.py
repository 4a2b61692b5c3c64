"""Asking a trainer's server without a browser; it follows no redirect."""

import urllib.error
import urllib.request
from urllib.parse import urlencode

from lab.served import Reply

WORDS = "PLANTED-WORDS of a learner"
LEARNER = "planted-learner"


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Follow none: where it leads to is what is looked at."""


def ask(server, path, method="GET", body=None, *, signed_in=True, opener=None, headers=()):
    """One request, which follows no redirect. body: a form as a dict, or what is sent as it is.

    signed_in: with the token. opener: a browser instead, which has its cookies.
    """
    form = isinstance(body, dict)
    asked = urllib.request.Request(
        server.base + path.format(**server.ids),
        method=method,
        data=None if body is None else (urlencode(body) if form else body).encode(),
        headers=dict(headers)
        | ({"Content-Type": "application/x-www-form-urlencoded"} if form else {})
        | ({"Authorization": f"token {server.token}"} if signed_in and not opener else {}),
    )
    try:
        reply = (opener or urllib.request.build_opener(Stay)).open(asked, timeout=120)
    except urllib.error.HTTPError as error:
        reply = error
    with reply:
        # Of one that is sent twice, both.
        names = {name.lower(): ", ".join(reply.headers.get_all(name)) for name in reply.headers}
        return Reply(reply.status, names, reply.read())
