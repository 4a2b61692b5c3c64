"""Every page that leads on from one that somebody can open."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

MOST = 60  # pages of one role
LEAVES = ("logout", "/lab", "/tree", "/static/", "/api/shutdown")


def pages_of(visitor, first):
    """What came back from every page that is reached by following links, by address."""
    waiting, seen = [f"{visitor.address}{first}"], {}
    while waiting and len(seen) < MOST:
        url = waiting.pop(0)
        if url in seen or any(part in url for part in LEAVES):
            continue
        reply = seen[url] = visitor.ask(url)
        text = reply.content.decode("utf-8", "replace")
        if "<html" in text[:2000].lower():
            links = re.findall(r'(?:href|action)="([^"]+)"', text)
            found = [urldefrag(urljoin(reply.url, unescape(one)))[0] for one in links]
            waiting += [one for one in found if one.startswith(visitor.address)]
    return seen
