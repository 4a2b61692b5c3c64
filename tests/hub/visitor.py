"""Somebody with a browser of their own at a hub: signing up, signing in, asking for pages."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

PASSWORD = "three-plain-words"
NAVIGATES = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Reply:
    """What came back in the end, after every redirection."""

    status: int
    url: str
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    @property
    def data(self) -> Any:
        return json.loads(self.content)


class Visitor:
    """One account's browser."""

    def __init__(self, address: str, account: str) -> None:
        self.address, self.account, self._jar = address, account, CookieJar()

    @cached_property
    def _browser(self):
        return build_opener(ProxyHandler({}), HTTPCookieProcessor(self._jar))

    def ask(self, path, form=None, method=None, headers=NAVIGATES, body=None) -> Reply:
        """One request, with this browser's cookies. form: fields of a form to send."""
        content = urlencode(form).encode() if form is not None else body
        asked = Request(urljoin(self.address, path), content, dict(headers), method=method)
        return sent(self._browser, asked)

    def send(self, path, **fields) -> Reply:
        """Fill a form of the hub in and send it."""
        return self.send_from(path, path, **fields)

    def send_from(self, page, path, **fields) -> Reply:
        """Send a form to an address, with the sign of another page where that one is closed."""
        found = re.search(r'name="_xsrf" value="([^"]+)"', self.ask(page).text)
        return self.ask(path, {"_xsrf": found[1] if found else "", **fields})

    def sign_up(self) -> Reply:
        return self.send(
            "hub/signup",
            username=self.account,
            signup_password=PASSWORD,
            signup_password_confirmation=PASSWORD,
        )

    def sign_in(self, password=PASSWORD) -> Reply:
        return self.send("hub/login", username=self.account, password=password)

    def stop(self) -> Reply:
        """End one's own server, as the hub's page does."""
        sign = next(one.value for one in self._jar if one.name == "_xsrf" and "hub" in one.path)
        path = f"hub/api/users/{self.account}/server"
        return self.ask(path, method="DELETE", headers={"X-XSRFToken": sign or ""})

    def begin(self, service="sample-a", counted="yes", **more) -> Reply:
        return self.send("hub/coprod/begin", service=service, counted=counted, **more)


def with_token(address, path, token, method="GET", data=None) -> Reply:
    """One request by a program that has a token and no cookies. path: from the hub's address."""
    headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
    body = None if data is None else json.dumps(data).encode()
    asked = Request(urljoin(address, path), body, headers, method=method)
    return sent(build_opener(ProxyHandler({})), asked)


def sent(opener, asked) -> Reply:
    try:
        reply = opener.open(asked, timeout=120)
    except HTTPError as error:
        reply = error
    with reply:
        return Reply(reply.status, reply.url, reply.read())
