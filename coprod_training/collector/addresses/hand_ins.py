"""Addresses for handing in, collecting, giving back, and looking a receipt up."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import Connection

from coprod_training.collector.addresses.described import refusals, zip_body, zip_reply
from coprod_training.collector.addresses.exercises import (
    Assignment,
    Cohort,
    one_cohort,
    sent_files,
    zipped,
)
from coprod_training.collector.archive import HAND_IN, digest_of
from coprod_training.collector.hand_ins import (
    Submission,
    feedback_files,
    give_back,
    hand_in,
    hold_its_learner,
    note_mark,
    submission_files,
    submissions,
)
from coprod_training.collector.identity import Who
from coprod_training.collector.learners import held_learner, known_learner
from coprod_training.collector.parts import Asker, Learning, Ours, count
from coprod_training.collector.refusals import Refusal
from coprod_training.collector.releases import release_in
from coprod_training.errors import CoprodError
from coprod_training.grading.hand_in_time import TIME_FORM
from coprod_training.grading.receipt import tidied

router = APIRouter()

_LEAST_OUT_OF = 0.1
Name = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Points = Annotated[float | None, Query(ge=0, le=10_000, allow_inf_nan=False)]


@dataclass(frozen=True)
class HandedIn:
    """The receipt of a hand-in. again: it was handed in before, and this is its first receipt."""

    submission: str
    receipt: str
    timestamp: str
    sha256: str
    again: bool


@dataclass(frozen=True)
class OneHandIn:
    """One hand-in. feedback: the digest of what was given back, empty before."""

    submission: str
    learner: str
    assignment: str
    cohort: str
    timestamp: str
    receipt: str
    sha256: str
    feedback: str


@dataclass(frozen=True)
class HandIns:
    """Hand-ins, oldest first."""

    submissions: list[OneHandIn]


@dataclass(frozen=True)
class GivenBack:
    """What is with a hand-in now."""

    feedback: str


@router.post(
    "/assignments/{assignment}/submissions",
    openapi_extra=zip_body(),
    responses={201: {"model": HandedIn}, **refusals(404, 413, 415)},
)
async def send(
    request: Request,
    response: Response,
    assignment: Assignment,
    who: Learning,
    parts: Ours,
    cohort: Cohort = "",
) -> HandedIn:
    """Hand an exercise in."""
    of = one_cohort(cohort, {*who.learns_in()})
    files = await sent_files(request, HAND_IN)

    def keep(connection: Connection) -> tuple[Submission, bool]:
        if release_in(connection, of, assignment) is None:
            raise Refusal(404, "This exercise is not open to your cohort.", "Ask your trainer.")
        held = held_learner(connection, who.name, parts.progress_key, who.enrolled())
        return hand_in(connection, held, of, assignment, files, parts.now())

    one, again = await parts.write(keep)
    response.status_code = 200 if again else 201
    count(request, files=len(files), again=int(again))
    at = one.timestamp.strftime(TIME_FORM)
    return HandedIn(one.submission, one.receipt, at, one.sha256, again)


@router.get("/assignments/{assignment}/submissions", responses=refusals())
async def collect(
    request: Request, assignment: Assignment, who: Asker, parts: Ours, cohort: Cohort = ""
) -> HandIns:
    """All hand-ins of a cohort for its trainer; one's own for a learner, of every cohort."""
    # A learner who is in no cohort any more still has what they handed in.
    own_only = who.learns and not (cohort or who.trains_in())
    of = "" if own_only else one_cohort(cohort, {*who.trains_in(), *who.learns_in()})

    def look(connection: Connection) -> list[Submission]:
        if of in who.trains_in():
            return submissions(connection, cohorts=[of], assignment=assignment)
        own = known_learner(connection, who.name, parts.progress_key)
        if own is None:
            return []
        # Whoever changed cohort gets the feedback of the one before as well.
        return submissions(connection, assignment=assignment, who=own)

    found = await parts.read(look)
    count(request, submissions=len(found))
    return HandIns([_said(one) for one in found])


@router.get(
    "/submissions/{submission}",
    response_class=Response,
    responses={**refusals(), **zip_reply("What was handed in")},
)
async def download(submission: Name, who: Asker, parts: Ours) -> Response:
    """The files of a hand-in, for its cohort's trainer and for who handed it in."""

    def look(connection: Connection) -> dict[str, bytes]:
        one = _theirs(connection, submission, who, own=True)
        return submission_files(connection, one.submission)

    return await zipped(await parts.read(look))


@router.put(
    "/submissions/{submission}/feedback",
    openapi_extra=zip_body(),
    responses={201: {"model": GivenBack}, **refusals(413, 415)},
)
async def return_feedback(
    request: Request,
    response: Response,
    submission: Name,
    who: Asker,
    parts: Ours,
    points: Points = None,
    out_of: Points = None,
) -> GivenBack:
    """Give feedback back, with the mark if there is one."""
    await parts.read(lambda connection: _theirs(connection, submission, who, own=False))
    if (points is None) != (out_of is None) or (out_of is not None and out_of < _LEAST_OUT_OF):
        raise Refusal(422, "A mark has points and what they are out of.")
    files = await sent_files(request, HAND_IN)

    def keep(connection: Connection) -> bool:
        hold_its_learner(connection, submission)
        one = _theirs(connection, submission, who, own=False)
        if points is not None and out_of is not None:
            note_mark(connection, one, points, out_of, parts.outline, parts.now())
        return give_back(connection, one, files, parts.now())

    response.status_code = 201 if await parts.write(keep) else 200
    count(request, files=len(files))
    return GivenBack(digest_of(files))


@router.get(
    "/submissions/{submission}/feedback",
    response_class=Response,
    responses={**refusals(404), **zip_reply("What was given back")},
)
async def feedback(submission: Name, who: Asker, parts: Ours) -> Response:
    """The feedback on a hand-in, for its cohort's trainer and for who handed it in."""

    def look(connection: Connection) -> dict[str, bytes]:
        one = _theirs(connection, submission, who, own=True)
        return feedback_files(connection, one.submission)

    files = await parts.read(look)
    if not files:
        raise Refusal(404, "No feedback has been given yet.", "Come back later.")
    return await zipped(files)


@router.get("/receipts/{code}", responses=refusals())
async def receipt(code: Annotated[str, Path(max_length=40)], who: Asker, parts: Ours) -> HandIns:
    """The hand-ins with a receipt, of the cohorts that somebody is a trainer of."""
    if not who.trains_in():
        raise Refusal(403)
    try:
        wanted = tidied(code)
    except CoprodError as error:
        raise Refusal(422, error.what, error.fix) from error
    found = await parts.read(
        lambda connection: submissions(connection, cohorts=who.trains_in(), receipt=wanted)
    )
    return HandIns([_said(one) for one in found])


def _theirs(connection: Connection, name: str, who: Who, *, own: bool) -> Submission:
    """A hand-in that somebody may see. own: also who handed it in. Raises Refusal.

    One of another cohort and one that is not there get the same reply, so that nothing can be told.
    """
    for one in submissions(connection, name=name):
        if one.cohort in who.trains_in() or (own and who.learns and one.learner == who.name):
            return one
    raise Refusal(403)


def _said(one: Submission) -> OneHandIn:
    return OneHandIn(
        one.submission,
        one.learner,
        one.assignment,
        one.cohort,
        one.timestamp.strftime(TIME_FORM),
        one.receipt,
        one.sha256,
        one.feedback,
    )
