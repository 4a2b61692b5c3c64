"""Asks a hub's collector something, as the trainer whose server this is."""

import json
from collections.abc import Mapping
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from coprod_training.collector.named import named_collector
from coprod_training.lab.with_token import with_token

_PATIENCE = 10.0  # seconds; a trainer waits for the page
UNCLEAR = (HTTPClientError, OSError, ValueError, KeyError, TypeError)
"""What is raised where it does not answer, or in another form than it has to."""


async def asked_on_hub(path: str, environ: Mapping[str, str]) -> dict[str, Any] | None:
    """The JSON that it answers; None where there is no collector. Raises UNCLEAR.

    environ: of a trainer's server that a hub has started.
    """
    named = named_collector(environ)
    if named is None:
        return None
    address, token = named
    request = with_token(f"{address}/{path}", token, _PATIENCE)
    found = json.loads((await AsyncHTTPClient().fetch(request)).body)
    if not isinstance(found, dict):
        raise TypeError("a collector answers with an object")
    return found
