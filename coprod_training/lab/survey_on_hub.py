"""What the survey of a hub holds of a learner, asked of its collector for My data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from coprod_training.survey.responses import Content

_PATIENCE = 5.0  # seconds; a person waits


@dataclass(frozen=True)
class SaidOnHub:
    """One yes or no. text_version: of the consent text agreed to. day: YYYY-MM-DD, UTC."""

    state: str
    text_version: str
    day: str


@dataclass(frozen=True)
class SurveyOnHub:
    """known: whether the collector answered; without it nothing can be said of the rest.

    stands: whether a yes to the present text stands.
    """

    known: bool
    consent: tuple[SaidOnHub, ...] = ()
    rows: tuple[Content, ...] = ()
    stands: bool = False


async def survey_on_hub(environ: Mapping[str, str]) -> SurveyOnHub | None:
    """None where there is no collector. environ: of a server that a hub has started."""
    address, token = environ.get("COPROD_COLLECTOR", ""), environ.get("JUPYTERHUB_API_TOKEN", "")
    if not address or not token:
        return None
    request = HTTPRequest(
        f"{address.rstrip('/')}/responses",
        headers={"Authorization": f"Bearer {token}"},
        request_timeout=_PATIENCE,
        follow_redirects=False,  # the token goes to the collector, and to nobody else
    )
    try:
        said: dict[str, Any] = json.loads((await AsyncHTTPClient().fetch(request)).body)
        return SurveyOnHub(
            True,
            tuple(SaidOnHub(**one) for one in said["consent"]),
            tuple(Content(**one) for one in said["rows"]),
            bool(said["stands"]),
        )
    except (HTTPClientError, OSError, ValueError, KeyError, TypeError):
        return SurveyOnHub(False)
