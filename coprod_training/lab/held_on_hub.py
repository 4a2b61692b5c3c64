"""What a hub's collector holds of a learner, asked of it for My data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from coprod_training.collector.named import named_collector
from coprod_training.lab.with_token import with_token
from coprod_training.survey.responses import Content

_PATIENCE = 5.0  # seconds; a person waits


@dataclass(frozen=True)
class SaidOnHub:
    """One yes or no. text_version: of the consent text agreed to. day: YYYY-MM-DD, UTC."""

    state: str
    text_version: str
    day: str


@dataclass(frozen=True)
class HeldOnHub:
    """known: whether the collector answered; without it nothing can be said of the rest.

    consent, rows: of the survey. stands: whether a yes to its present text stands. me, statements:
    what is kept of who may be counted, as `GET /me` and `GET /statements` give it.
    """

    known: bool
    consent: tuple[SaidOnHub, ...] = ()
    rows: tuple[Content, ...] = ()
    stands: bool = False
    me: Mapping[str, Any] | None = None
    statements: tuple[Mapping[str, Any], ...] = ()


async def held_on_hub(environ: Mapping[str, str]) -> HeldOnHub | None:
    """None where there is no collector. environ: of a server that a hub has started."""
    named = named_collector(environ)
    if named is None:
        return None
    address, token = named

    async def ask(what: str) -> dict[str, Any]:
        request = with_token(f"{address}/{what}", token, _PATIENCE)
        found: dict[str, Any] = json.loads((await AsyncHTTPClient().fetch(request)).body)
        return found

    try:
        said, me = await ask("responses"), await ask("me")
        page = await ask("statements")
        statements = list(page["statements"])
        while page["next"]:
            page = await ask(f"statements?after={page['next']}")
            statements += page["statements"]
        return HeldOnHub(
            True,
            tuple(SaidOnHub(**one) for one in said["consent"]),
            tuple(Content(**one) for one in said["rows"]),
            bool(said["stands"]),
            me,
            tuple(statements),
        )
    except (HTTPClientError, OSError, ValueError, KeyError, TypeError):
        return HeldOnHub(False)
