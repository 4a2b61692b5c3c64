"""Addresses of the survey: consent, coded answers, and taking them out with a receipt alone."""

import re
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

from coprod_training.answers import Answer
from coprod_training.collector.addresses.described import json_body, refusals
from coprod_training.collector.bodies import MIB, object_of
from coprod_training.collector.coded_answers import NotCodes, read_answers
from coprod_training.collector.parts import Learning, Ours, Survey
from coprod_training.collector.refusals import Refusal
from coprod_training.collector.survey_store import (
    KeptAs,
    TakenOut,
    add_event,
    events_of,
    knows,
    note_status,
    put_answers,
    responses,
    stands,
    take_out,
)
from coprod_training.errors import CoprodError
from coprod_training.survey.consent import ConsentEvent, State, event_of
from coprod_training.survey.learner_files import CONSENT_ACTIVITY
from coprod_training.survey.pseudonym import pseudonym_of, receipt_hash
from coprod_training.survey.receipts import tidied_receipt
from coprod_training.survey.responses import Content
from coprod_training.survey.retention import first_kept
from coprod_training.survey.withdraw import Withdrawal

router = APIRouter()

MOST_WITHDRAWALS, WITHIN = 30, 60.0
"""Of receipts that nobody knows, in one process and so many seconds.

It keeps guesses from filling the store. That nobody finds a receipt by guessing is for its 60 bits.
"""
_ANSWER_ID = re.compile(r"[\x21-\x7e]{1,200}")
_TEXT_VERSION = re.compile(r"[a-z]{2}-[0-9]{1,4}(\.[0-9]{1,4}){0,3}")
_MOST = MIB // 16
_CONSENT = {
    "type": "object",
    "required": ["answer", "at", "checked", "response"],
    "properties": {
        "answer": {"type": "string"},
        "at": {"type": "string"},
        "checked": {"type": "boolean"},
        "response": {"type": "object"},
    },
}
_ANSWERS = {
    "type": "object",
    "required": ["phase", "instrument", "completed_month", "setting", "region", "values"],
    "properties": {
        "phase": {"enum": ["pre", "post"]},
        "instrument": {"type": "string"},
        "day": {"type": "string"},
        "completed_month": {"type": "string"},
        "setting": {"type": "string"},
        "region": {"type": "string"},
        "s5_decide": {"type": ["integer", "null"]},
        "s5_do": {"type": ["integer", "null"]},
        "values": {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
    },
}
_RECEIPT = {
    "type": "object",
    "required": ["receipt"],
    "properties": {"receipt": {"type": "string"}},
}


@dataclass(frozen=True)
class Consented:
    """What an answer about consent means. known: it was kept before.

    stands: whether by now a yes to the present text stands, so that self-checks are taken.
    """

    state: State
    known: bool
    stands: bool


@dataclass(frozen=True)
class Kept:
    """What became of a self-check."""

    kept: KeptAs


@dataclass(frozen=True)
class Said:
    """One yes or no to the survey. text_version: of the text agreed to; empty without a yes."""

    state: State
    text_version: str
    day: str


@dataclass(frozen=True)
class Own:
    """What the survey holds of who asks. rows: the codes, as they are kept.

    stands: whether a yes to the present text stands; without it no figure has their codes.
    """

    consent: list[Said]
    rows: list[Content]
    stands: bool


@dataclass(frozen=True)
class Withdrawn:
    """What became of a withdrawal, with a sentence for the person."""

    known: bool
    rows: int
    words: str


@router.post("/consent", openapi_extra=json_body(_CONSENT), responses=refusals(413, 415))
async def consent(request: Request, who: Learning, parts: Ours) -> Consented:
    """Say yes or no to the survey. A no, or taking a yes back, wipes what was answered."""
    survey = parts.survey
    sent = await object_of(request, _MOST)
    event = _event(sent, survey, who.name, parts)
    text_version = survey.instruments[0].consent_text_version

    def keep(connection: Connection) -> tuple[bool, bool]:
        _note_state(connection, survey, parts.now().date())
        new = add_event(connection, event)
        return new, stands(connection, event.pseudonym, text_version)

    new, counts = await survey.write(keep)
    return Consented(event.state, not new, counts)


@router.post("/responses", openapi_extra=json_body(_ANSWERS), responses=refusals(413, 415))
async def answers(request: Request, who: Learning, parts: Ours) -> Kept:
    """Copy a finished self-check into the survey, where a yes stands."""
    survey = parts.survey
    sent = await object_of(request, _MOST)
    try:
        coded = read_answers(sent, survey.instruments, parts.now().date())
    except NotCodes as error:
        raise Refusal(422, str(error)) from error
    name = pseudonym_of(who.name, survey.key)

    used = next(one for one in survey.instruments if one.id == coded.content.instrument)
    still = first_kept(used, parts.now())

    def keep(connection: Connection) -> KeptAs:
        text_version = survey.instruments[0].consent_text_version
        today = parts.now().date()
        try:
            state = survey.state(today)
        except CoprodError as error:  # a new copy is being put in its place: ask again
            raise Refusal(503) from error
        note_status(connection, state, today)
        return put_answers(connection, name, coded, text_version, state, still)

    return Kept(await survey.write(keep))


@router.get("/responses", responses=refusals())
async def own_answers(who: Learning, parts: Ours) -> Own:
    """What the survey holds of who asks; nobody else can ask for it."""
    name = pseudonym_of(who.name, parts.survey.key)
    text_version = parts.survey.instruments[0].consent_text_version

    def look(connection: Connection) -> Own:
        events = events_of(connection, [name])
        return Own(
            [Said(one.state, one.text_version, one.day) for one in events],
            [row.content for row in responses(connection, name)],
            stands(connection, name, text_version),
        )

    return await run_in_threadpool(parts.survey.database.read, look)


@router.post("/withdraw", openapi_extra=json_body(_RECEIPT), responses=refusals(413, 415, 429))
async def withdraw(request: Request, parts: Ours) -> Withdrawn:
    """Take answers out with a receipt alone: no token, no name."""
    sent = await object_of(request, _MOST)
    code = sent.get("receipt")
    try:
        tidy = tidied_receipt(code if isinstance(code, str) and len(code) <= 100 else "")
    except CoprodError as error:
        raise Refusal(422, error.what, error.fix) from error
    hashed = receipt_hash(tidy, parts.survey.key)

    def out(connection: Connection) -> TakenOut:
        return take_out(connection, hashed, parts.now().date())

    known = await run_in_threadpool(parts.survey.database.read, lambda one: knows(one, hashed))
    if not known:  # whose yes is here is never held up by those who guess
        _not_too_often(parts.survey.withdrawals)
    done = await parts.survey.write(out)
    return Withdrawn(done.known, done.rows, Withdrawal(done.known, done.rows).sentence())


def _event(sent: dict[str, object], survey: Survey, name: str, parts: Ours) -> ConsentEvent:
    number, at, checked = sent.get("answer"), sent.get("at"), sent.get("checked")
    response = sent.get("response")
    fits = isinstance(number, str) and _ANSWER_ID.fullmatch(number)
    if not fits or not isinstance(at, str) or not isinstance(checked, bool):
        raise Refusal(422)
    if not isinstance(response, dict):
        raise Refusal(422)
    answer = Answer(
        id=str(number), activity=CONSENT_ACTIVITY, response=response, at=at[:40], checked=checked
    )
    return event_of(
        answer,
        survey.page,
        pseudonym_of(name, survey.key),
        survey.key,
        parts.now().date(),
        {one.consent_text_version for one in survey.instruments} | _newer_text(response),
    )


def _note_state(connection: Connection, survey: Survey, today: date) -> None:
    """Note the state of the learners' copy; while one is put in its place a no still counts."""
    with suppress(CoprodError):
        note_status(connection, survey.state(today), today)


def _newer_text(response: dict[str, object]) -> set[str]:
    """The text that was read, also where this collector has an older course than the learner.

    As a no it would wipe what an earlier yes allowed. A yes to it counts once the text is here.
    """
    text = response.get("text_version")
    return {text} if isinstance(text, str) and _TEXT_VERSION.fullmatch(text) else set()


def _not_too_often(times: deque[float]) -> None:
    now = time.monotonic()
    while times and times[0] < now - WITHIN:
        times.popleft()
    if len(times) >= MOST_WITHDRAWALS:
        raise Refusal(429)
    times.append(now)
