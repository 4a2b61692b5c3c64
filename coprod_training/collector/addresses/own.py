"""Addresses for what is a learner's own: their service, how far they are, what was sent."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy import Connection

from coprod_training.collector.addresses.described import json_body, refusals
from coprod_training.collector.bodies import MIB, object_of
from coprod_training.collector.forgetting import forget_learner, may_begin
from coprod_training.collector.identity import Who
from coprod_training.collector.intake import time_said
from coprod_training.collector.learners import (
    NOT_COUNTED,
    Learner,
    held_learner,
    known_learner,
    with_service,
    with_setting,
)
from coprod_training.collector.outline import ModuleCount, Outline
from coprod_training.collector.parts import Counted, Learning, Ours, Parts
from coprod_training.collector.recording import progress_rows
from coprod_training.collector.refusals import Refusal
from coprod_training.collector.sent_files import MOST_FILES, SentFile, put_sent, sent_files
from coprod_training.collector.services import service_codes
from coprod_training.collector.survey_store import take_out_person
from coprod_training.survey.pseudonym import pseudonym_of

router = APIRouter()

_SLUG, _SHA256 = re.compile(r"[a-z0-9][a-z0-9-]{0,99}"), re.compile(r"[0-9a-f]{64}")
_MOST_BYTES = 2**40  # of one answers file; far more than there can be
_FILE = {
    "type": "object",
    "required": ["bytes", "sha256"],
    "properties": {
        "bytes": {"type": "integer", "minimum": 0, "maximum": _MOST_BYTES},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}
_STATE = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {
            "type": "object",
            "maxProperties": MOST_FILES,
            "propertyNames": {"pattern": "^[a-z0-9][a-z0-9-]{0,99}$"},
            "additionalProperties": _FILE,
        }
    },
}
Asked = Annotated[str, Query(max_length=40, description="When they asked for it; or now")]
_ME = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("service", "setting")},
}


@dataclass(frozen=True)
class ModuleProgress:
    """One module. done, of: all its activities. core_done, core: those that complete it."""

    module: str
    done: int
    of: int
    core_done: int
    core: int
    complete: bool


@dataclass(frozen=True)
class Me:
    """What the collector knows of who asks."""

    service: str
    setting: str
    cohort: str
    progress: list[ModuleProgress]


@dataclass(frozen=True)
class FileSent:
    """How much of one answers file has been sent as statements."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class State:
    """What was sent, by the slug of the notebook, and how far that makes somebody.

    counted: whether they may be counted; if not, nothing is sent.
    """

    files: dict[str, FileSent]
    progress: list[ModuleProgress]
    setting: str
    counted: bool


@router.get("/me", responses=refusals())
async def me(who: Learning, parts: Ours) -> Me:
    """A learner's service, setting, cohort and progress."""

    def look(connection: Connection) -> Me:
        return _me(connection, known_learner(connection, who.name, parts.progress_key), parts, who)

    return await parts.read(look)


@router.put("/me", openapi_extra=json_body(_ME), responses=refusals(413, 415))
async def put_me(request: Request, who: Counted, parts: Ours) -> Me:
    """Choose one's service and one's setting."""
    sent = await object_of(request, MIB // 16)
    words: dict[str, str] = {}
    for name in ("service", "setting"):
        value = sent.get(name)
        if isinstance(value, str) and len(value) <= 100:
            words[name] = value
        elif name in sent:
            raise Refusal(422)
    if words.get("setting", "") not in {"", *parts.settings}:
        raise Refusal(422, "The course has no such setting.", "Choose one of the list.")

    def keep(connection: Connection) -> Me:
        if not may_begin(connection, who.name, parts.progress_key):
            return _me(connection, None, parts, who)
        held = held_learner(connection, who.name, parts.progress_key, who.enrolled())
        service = _service_asked(connection, words)
        if service is not None and service != held.service:
            if who.enrolled().service:
                raise Refusal(
                    403,
                    "The hub says for which service you work.",
                    "Ask whoever runs the hub if that is not right.",
                )
            held = with_service(connection, held, service)
        if "setting" in words:
            held = with_setting(connection, held, words["setting"])
        return _me(connection, held, parts, who)

    return await parts.write(keep)


@router.delete("/me", status_code=204, responses=refusals())
async def forget_me(who: Learning, parts: Ours, asked: Asked = "") -> None:
    """Delete all that is held of who asks, also their answers in the survey; twice is no mistake.

    Of the survey stays, by pseudonym, that a yes was given and taken back: else an older copy of it
    would count.
    """
    at, name = min(time_said(asked) or parts.now(), parts.now()), who.name
    survey = parts.survey
    code = pseudonym_of(name, survey.key)
    await survey.write(lambda connection: take_out_person(connection, code, at.date()))
    await parts.write(lambda connection: forget_learner(connection, name, parts.progress_key, at))


@router.get("/state", responses=refusals())
async def state(who: Learning, parts: Ours) -> State:
    """How much of each answers file has been sent; never what is in it."""

    def look(connection: Connection) -> State:
        known = known_learner(connection, who.name, parts.progress_key)
        return _state(connection, known, parts, who)

    return await parts.read(look)


@router.put("/state", openapi_extra=json_body(_STATE), responses=refusals(413, 415))
async def put_state(request: Request, who: Learning, parts: Ours) -> State:
    """Say how much of some answers files has been sent, if only that there is somebody.

    Of who said no to being counted nothing is kept: what there was goes. Of who has yet to answer
    it waits, and nothing is added.
    """
    sent = await object_of(request, MIB // 4)
    files = _files(sent.get("files"))

    def keep(connection: Connection) -> State:
        enrolled, key = who.enrolled(), parts.progress_key
        begins = enrolled.counted and may_begin(connection, who.name, key)
        if not begins and known_learner(connection, who.name, key) is None:
            return _state(connection, None, parts, who)
        held = held_learner(connection, who.name, key, enrolled)
        if enrolled.counted:
            put_sent(connection, held.pseudonym, files, parts.now())
        return _state(connection, held, parts, who)

    return await parts.write(keep)


def _service_asked(connection: Connection, words: dict[str, str]) -> str | None:
    """The code that was asked for; None when none was."""
    if "service" in words:
        if words["service"] not in service_codes(connection):
            raise Refusal(422, "There is no such service.", "Choose one of the list.")
        return words["service"]
    return None


def _files(sent: object) -> list[SentFile]:
    if not isinstance(sent, dict) or len(sent) > MOST_FILES:
        raise Refusal(422)
    files = []
    for slug, one in sent.items():
        size = one.get("bytes") if isinstance(one, dict) else None
        digest = one.get("sha256") if isinstance(one, dict) else None
        if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size <= _MOST_BYTES:
            raise Refusal(422)
        if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
            raise Refusal(422)
        if not _SLUG.fullmatch(slug):
            raise Refusal(422)
        files.append(SentFile(slug, size, digest))
    return files


def _me(connection: Connection, found: Learner | None, parts: Parts, who: Who) -> Me:
    enrolled = who.enrolled()
    if found is None:
        return Me(_said(enrolled.service), "", enrolled.cohort, [])
    done = _progress(connection, found, parts.outline)
    return Me(_said(found.service), found.setting, enrolled.cohort, done)


def _state(connection: Connection, found: Learner | None, parts: Parts, who: Who) -> State:
    counted = who.enrolled().counted
    if found is None:
        return State({}, [], "", counted)
    files = sent_files(connection, found.pseudonym)
    return State(
        {one.slug: FileSent(one.bytes, one.sha256) for one in files},
        _progress(connection, found, parts.outline),
        found.setting,
        counted,
    )


def _progress(connection: Connection, found: Learner, outline: Outline) -> list[ModuleProgress]:
    rows = progress_rows(connection, found.pseudonym)
    return [_one(outline, rows[one.slug]) for one in outline.modules if one.slug in rows]


def _one(outline: Outline, row: ModuleCount) -> ModuleProgress:
    module: Any = outline.module(row.module)
    return ModuleProgress(
        row.module,
        row.done,
        len(module.parts),
        row.core_done,
        sum(part.core for part in module.parts),
        row.complete,
    )


def _said(service: str) -> str:
    return "" if service == NOT_COUNTED else service
