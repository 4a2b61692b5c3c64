"""Addresses for statements: sending them, reading them back, and all of them as xAPI."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from coprod_training.collector.addresses.described import json_body, refusals
from coprod_training.collector.addresses.exercises import Cohort
from coprod_training.collector.batches import Batch
from coprod_training.collector.bodies import MIB, json_of
from coprod_training.collector.intake import MOST_STATEMENTS, Refused, read_statements
from coprod_training.collector.kept_statements import (
    CURSOR,
    Kept,
    statements_after,
    time_words,
)
from coprod_training.collector.learners import known_learner, names_of
from coprod_training.collector.parts import Asker, Counted, Operating, Ours, count
from coprod_training.collector.recording import Recorded
from coprod_training.collector.refusals import Refusal
from coprod_training.collector.xapi import VERSION, as_xapi

router = APIRouter()

MOST_BYTES = MIB
Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str, Query(pattern=CURSOR)]
_STATEMENT = {
    "type": "object",
    "required": ["id", "verb", "object"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "verb": {"type": "object", "properties": {"id": {"type": "string"}}},
        "object": {"type": "object", "properties": {"id": {"type": "string"}}},
        "result": {
            "type": "object",
            "properties": {
                "completion": {"type": "boolean"},
                "success": {"type": "boolean"},
                "score": {"type": "object", "properties": {"scaled": {"type": "number"}}},
            },
        },
        "timestamp": {"type": "string"},
    },
}
_BATCH = {"type": "array", "minItems": 1, "maxItems": MOST_STATEMENTS, "items": _STATEMENT}


@dataclass(frozen=True)
class KeptCounts:
    """How many are on the disk that were not, and that were already."""

    new: int
    known: int
    refused: list[Refused]


@dataclass(frozen=True)
class OneStatement:
    """One statement. learner: a hub name, empty for one's own."""

    id: str
    learner: str
    module: str
    activity: str
    verb: str
    completion: bool
    success: bool | None
    scaled: float | None
    attempt: int
    said: str | None
    stored: str | None


@dataclass(frozen=True)
class Page:
    """Statements, and where the next page begins; empty at the end."""

    statements: list[OneStatement]
    next: str


@router.post("/statements", openapi_extra=json_body(_BATCH), responses=refusals(413, 415))
async def send_statements(request: Request, who: Counted, parts: Ours) -> KeptCounts:
    """Keep statements about who sends them."""
    sent = await json_of(request, MOST_BYTES)
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST_STATEMENTS:
        raise Refusal(422, fix=f"Send an array of 1 to {MOST_STATEMENTS} statements.")
    taken, refused = read_statements(sent, parts.outline.course)
    done = Recorded(0, 0)
    if taken:
        done = await parts.batches.do(Batch(who.name, who.enrolled(), taken))
    count(request, new=done.new, known=done.known, refused=len(refused))
    return KeptCounts(done.new, done.known, refused)


@router.get("/statements", responses=refusals())
async def read_back(
    request: Request,
    who: Asker,
    parts: Ours,
    cohort: Cohort = "",
    after: Cursor = "",
    limit: Limit = 500,
) -> Page:
    """One's own statements, or those of a cohort for its trainer."""
    if cohort and cohort not in who.trains_in():
        raise Refusal(403)
    if not cohort and not who.learns:
        raise Refusal(403)

    def look(connection: Connection) -> tuple[dict[str, str], list[Kept], str]:
        if cohort:
            names = names_of(connection, cohort)
        else:
            own = known_learner(connection, who.name, parts.progress_key)
            names = {own.pseudonym: ""} if own else {}
        rows, following = statements_after(connection, after, limit, list(names))
        return names, rows, following

    names, rows, following = await parts.read(look)
    count(request, statements=len(rows))
    return Page([_said(row, names[row.learner]) for row in rows], following)


@router.get("/xapi/statements", responses=refusals())
async def export(
    request: Request,
    response: Response,
    who: Operating,
    parts: Ours,
    more: Cursor = "",
    limit: Limit = 500,
) -> dict[str, Any]:
    """All statements as xAPI 2.0, for whoever runs the hub."""
    rows, following = await parts.read(lambda one: statements_after(one, more, limit))
    count(request, statements=len(rows))
    response.headers["X-Experience-API-Version"] = VERSION
    root = request.scope.get("root_path", "")
    onward = f"{root}/xapi/statements?limit={limit}&more={following}" if following else ""
    return {"statements": [as_xapi(row, parts.outline.course) for row in rows], "more": onward}


def _said(row: Kept, name: str) -> OneStatement:
    return OneStatement(
        id=str(row.id),
        learner=name,
        module=row.module,
        activity=row.activity,
        verb=row.verb,
        completion=row.completion,
        success=row.success,
        scaled=row.scaled,
        attempt=row.attempt,
        said=time_words(row.said),
        stored=time_words(row.stored),
    )
