"""The link by which somebody withdraws without a login: made, and tried, for a keeper."""

from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from coprod_training.cli.keepers_desk import Desk
from coprod_training.contributions.record import Contribution
from coprod_training.contributions.withdrawal_link import has_key, token_of
from coprod_training.contributions.withdrawal_page import BUTTON
from coprod_training.errors import CoprodError

PATIENCE = 30
"""Seconds to wait for the page."""


def link_written(desk: Desk, c: Contribution) -> Iterator[str]:
    """Yields the link and what to do with it; with --try, opens it and writes the day down.

    Only of an https:// address, which people can reach from elsewhere.

    Raises CoprodError when the key of links that were sent is missing, or when the page of the link
    does not come.
    """
    if not has_key(desk.private):
        every = (desk.register.read("contribution", r) for r in desk.register.refs("contribution"))
        if any(one.fields.get("route_sent") for one in every):
            raise CoprodError(
                "Links were sent, and their key is missing. A new key would not know them.",
                where=str(desk.private / "keys" / "withdrawal.key"),
                fix="Put back private/keys/ from your backup.",
            )
    link = f"{desk.asked.site.rstrip('/')}/{token_of(desk.private, c.ref)}"
    yield link
    if not desk.asked.tried:
        yield "Whoever holds this link can withdraw. Send it to this person only. Try it with"
        yield "--try, or open it yourself and do not press its button. Then write both days in a"
        yield "note: route_sent and route_tested."
        return
    if BUTTON not in _page(link, desk.asked.site):
        raise CoprodError(
            "Something answers there, but it is not the page of this link.",
            where=desk.asked.site,
            fix="Serve the links of this workspace there: coprod withdraw --serve PORT",
        )
    if urlsplit(desk.asked.site).scheme != "https":
        yield "Its page opens. Nothing is written down, because this is not an https:// address: it"
        yield "says that the links are served, and not that this person can reach them. Try the"
        yield "address that you will send."
        return
    held = desk.register.read("contribution", c.ref)
    desk.register.save(held, replace(held.record, route_tested=desk.on))
    yield f"Its page opens. route_tested is written down: {desk.on}. Nothing was withdrawn."
    yield "Send it to this person only, then write the day in a note: route_sent."


def _page(link: str, site: str) -> str:
    """What comes when the link is opened. Raises CoprodError, which never says the link itself."""
    parts = urlsplit(link)
    sorts: dict[str, type[HTTPConnection]] = {"https": HTTPSConnection, "http": HTTPConnection}
    status, content = 0, ""
    try:
        connection = sorts[parts.scheme](parts.netloc, timeout=PATIENCE)
        connection.request("GET", parts.path, headers={"Connection": "close"})
        answer = connection.getresponse()
        status, content = answer.status, answer.read(100_000).decode(errors="replace")
        connection.close()
    except (OSError, HTTPException, KeyError, ValueError):
        status = 0  # no answer at all: what went wrong would name the link
    if status != 200:
        raise CoprodError(
            "The page of this link does not open.",
            where=site,
            fix="Check the address, with https:// in front, and that the links are served there:"
            " coprod withdraw --serve PORT",
        )
    return content
