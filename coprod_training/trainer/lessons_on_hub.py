"""What the learners of a hub's cohort have done in their lessons, as its collector knows it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from coprod_training.answers import Outcome
from coprod_training.collector.named import named_collector
from coprod_training.lab.with_token import with_token

_PATIENCE = 10.0  # seconds; a trainer waits for the page


@dataclass(frozen=True)
class LessonsOnHub:
    """known: whether the collector answered. of: outcomes by sign-in name, of who may be counted.

    An outcome says of an activity that it is done. All of a learner's have the time at which they
    began: when each was done is nobody's business here.
    """

    known: bool
    of: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)


async def lessons_on_hub(environ: Mapping[str, str]) -> LessonsOnHub | None:
    """None where there is no collector. environ: of a trainer's server that a hub has started."""
    named = named_collector(environ)
    if named is None:
        return None
    address, token = named
    request = with_token(f"{address}/lessons", token, _PATIENCE)
    try:
        found = json.loads((await AsyncHTTPClient().fetch(request)).body)["learners"]
        return LessonsOnHub(True, {str(one["learner"]): _outcomes(one) for one in found})
    except (HTTPClientError, OSError, ValueError, KeyError, TypeError):
        return LessonsOnHub(False)


def _outcomes(one: Mapping[str, Any]) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            answer_id="",
            activity_id=str(activity),
            at=str(one["began"]),
            attempt=1,
            checked=True,
            done=True,
            score=None,
        )
        for activity in one["done"]
    )
