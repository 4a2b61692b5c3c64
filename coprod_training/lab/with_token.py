"""A request that shows a token: to the one address that it is for, and never further."""

from tornado.httpclient import HTTPRequest


def with_token(
    address: str, token: str, seconds: float, method: str = "GET", body: str | None = None
) -> HTTPRequest:
    """A request that follows no redirection: who is asked could send the token to somebody else.

    seconds: after these it fails. body: JSON, for a method that has one.
    """
    headers = {"Authorization": f"Bearer {token}"}
    if body is not None:
        headers["Content-Type"] = "application/json"
    return HTTPRequest(
        address, method, headers, body, request_timeout=seconds, follow_redirects=False
    )
