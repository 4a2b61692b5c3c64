"""Addresses for exercises: which are open to a cohort, fetching them, opening and closing them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Connection

from coprod_training.collector.addresses.described import (
    json_body,
    refusals,
    zip_body,
    zip_reply,
)
from coprod_training.collector.archive import (
    RELEASE,
    Limits,
    NotAllowed,
    files_in,
    is_too_large,
    zip_of,
)
from coprod_training.collector.bodies import MIB, bytes_of, object_of
from coprod_training.collector.extensions import put_extensions, with_own_time
from coprod_training.collector.identity import Who
from coprod_training.collector.intake import time_said
from coprod_training.collector.kept_statements import time_words
from coprod_training.collector.parts import Asker, Ours, count
from coprod_training.collector.refusals import Refusal
from coprod_training.collector.releases import (
    Release,
    put_release,
    release_files,
    release_in,
    releases_of,
    take_back,
)
from coprod_training.collector.scopes import COHORT

router = APIRouter()

Assignment = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,99}$")]
Cohort = Annotated[str, Query(pattern=f"^({COHORT.pattern})?$")]
Due = Annotated[str, Query(max_length=40)]
ZIP = "application/zip"
MOST_EXTENSIONS = 1000
_EXTENSIONS = {
    "type": "object",
    "maxProperties": MOST_EXTENSIONS,
    "additionalProperties": {"type": "string", "format": "date-time"},
}
MOST_NAME = 255  # as the hub's own names
_NO_TIME = "This is not a time."
_SUCH_AS = "Write 2026-11-23T17:00:00Z."


@dataclass(frozen=True)
class Exercise:
    """One exercise that is open to one cohort."""

    assignment: str
    cohort: str
    due: str | None
    released: str | None
    sha256: str


@dataclass(frozen=True)
class Exercises:
    """All that is open to who asks."""

    assignments: list[Exercise]


@router.get("/assignments", responses=refusals())
async def exercises(who: Asker, parts: Ours, cohort: Cohort = "") -> Exercises:
    """The exercises that are open to one's cohorts, or to one of them.

    A learner who has more time sees their own date.
    """
    among = sorted({*who.learns_in(), *who.trains_in()})
    if cohort and cohort not in among:
        raise Refusal(403)
    if not (who.learns or who.trains_in()):
        raise Refusal(403)
    wanted = [cohort] if cohort else among

    def look(connection: Connection) -> list[Release]:
        found = releases_of(connection, wanted)
        if not who.learns:
            return found
        return with_own_time(connection, found, who.name, parts.progress_key)

    return Exercises([_said(one) for one in await parts.read(look)])


@router.get(
    "/assignments/{assignment}",
    response_class=Response,
    responses={**refusals(404), **zip_reply("The released folder")},
)
async def fetch(assignment: Assignment, who: Asker, parts: Ours, cohort: Cohort = "") -> Response:
    """The released folder of an exercise."""
    of = one_cohort(cohort, {*who.learns_in(), *who.trains_in()})

    def look(connection: Connection) -> dict[str, bytes] | None:
        found = release_in(connection, of, assignment)
        return release_files(connection, found) if found else None

    files = await parts.read(look)
    if files is None:
        raise Refusal(404)
    return await zipped(files)


@router.put(
    "/assignments/{assignment}",
    openapi_extra=zip_body(),
    responses={201: {"model": Exercise}, **refusals(404, 413, 415)},
)
async def open_to(
    request: Request,
    response: Response,
    assignment: Assignment,
    who: Asker,
    parts: Ours,
    cohort: Cohort = "",
    due: Due = "",
) -> Exercise:
    """Open an exercise to a cohort, or change what is open."""
    of = trained_cohort(who, cohort)
    until = time_said(due)
    if due and until is None:
        raise Refusal(422, "The due date is not a time.", _SUCH_AS)
    files = await sent_files(request, RELEASE)

    def keep(connection: Connection) -> tuple[bool, Release | None]:
        new = put_release(connection, of, assignment, files, until, parts.now())
        return new, release_in(connection, of, assignment)

    new, found = await parts.write(keep)
    if found is None:  # closed by somebody else in the same moment
        raise Refusal(404)
    response.status_code = 201 if new else 200
    count(request, files=len(files))
    return _said(found)


@router.put(
    "/assignments/{assignment}/extensions",
    status_code=204,
    openapi_extra=json_body(_EXTENSIONS),
    responses=refusals(404, 413, 415),
)
async def give_time(
    request: Request, assignment: Assignment, who: Asker, parts: Ours, cohort: Cohort = ""
) -> None:
    """Say which learners of a cohort have more time, and until when; nobody else has."""
    of = trained_cohort(who, cohort)
    sent = await object_of(request, MIB)
    if len(sent) > MOST_EXTENSIONS:
        raise Refusal(422, fix=f"Send {MOST_EXTENSIONS} learners at most.")
    own = {}
    for name, words in sent.items():
        until = time_said(words)
        if until is None or not name.isprintable() or not 0 < len(name) <= MOST_NAME:
            raise Refusal(422, _NO_TIME, _SUCH_AS)
        own[name] = until

    def keep(connection: Connection) -> bool:
        if release_in(connection, of, assignment) is None:
            return False
        put_extensions(connection, of, assignment, own, parts.progress_key)
        return True

    if not await parts.write(keep):
        raise Refusal(404)
    count(request, extensions=len(own))


@router.delete("/assignments/{assignment}", status_code=204, responses=refusals(404))
async def close(assignment: Assignment, who: Asker, parts: Ours, cohort: Cohort = "") -> None:
    """Close an exercise to a cohort; what was handed in stays."""
    of = trained_cohort(who, cohort)
    if not await parts.write(lambda connection: take_back(connection, of, assignment)):
        raise Refusal(404)


async def zipped(files: Mapping[str, bytes]) -> Response:
    """Files as one zip, made beside the event loop: nobody else waits for a large one."""
    return Response(await run_in_threadpool(zip_of, files), media_type=ZIP)


async def sent_files(request: Request, limits: Limits) -> dict[str, bytes]:
    """The files of the zip that was sent. Raises Refusal."""
    content = await bytes_of(request, limits.sent, (ZIP,))
    try:
        return await run_in_threadpool(_taken, content, limits)
    except NotAllowed as error:
        raise Refusal(422, error.what, error.fix) from error


def _taken(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The files of a zip, unless they could never be fetched. Raises NotAllowed and Refusal."""
    files = files_in(content, limits)
    if is_too_large(files, limits):
        raise Refusal(
            413,
            f"Packed again, these files are more than {limits.sent // MIB} MiB.",
            "Take out what does not belong to the exercise.",
        )
    return files


def one_cohort(asked: str, among: set[str]) -> str:
    """The cohort that is meant. among: those that who asks is in. Raises Refusal."""
    if not among or (asked and asked not in among):
        raise Refusal(403)
    if not asked and len(among) > 1:
        raise Refusal(422, "You are in several cohorts.", "Say which is meant: ?cohort=")
    return asked or next(iter(among))


def trained_cohort(who: Who, asked: str) -> str:
    """The cohort that is meant, of those that somebody is a trainer of. Raises Refusal."""
    return one_cohort(asked, {*who.trains_in()})


def _said(one: Release) -> Exercise:
    due: datetime | None = one.due
    return Exercise(
        one.assignment, one.cohort, time_words(due), time_words(one.released), one.sha256
    )
