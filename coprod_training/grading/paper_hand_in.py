"""A hand-in that came on paper: it goes into the exchange like any other, and is noted as typed in.

Collecting then takes it as it takes every hand-in, and trusts it no more.
"""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from coprod_training import jsonl
from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.assessment import Assessment
from coprod_training.errors import BadResponse, CoprodError
from coprod_training.grading import records
from coprod_training.grading.collected import SECRET
from coprod_training.grading.half_made import half_made
from coprod_training.grading.hand_in_name import check_learner, parsed
from coprod_training.grading.hand_in_time import TIME, TIME_FORM
from coprod_training.grading.receipt import HandIn
from coprod_training.stored_time import stored_exactly


def hand_in_from_paper(
    course_root: Path,
    exchange: Path,
    assessment: Assessment,
    learner: str,
    responses: Mapping[str, Any],
    *,
    by: str,
    now: datetime,
) -> HandIn:
    """Hand in for a learner what stands on paper.

    exchange: the course's folder in it. assessment: as this learner is asked (`draw.drawn`).
    responses: by activity; what is left out was not answered. It counts as handed in `now`, in UTC.
    by: who typed it in. Raises CoprodError, and BadResponse for what does not fit; then nothing is
    handed in.
    """
    check_learner(learner)
    released = exchange / "outbound" / assessment.id / f"{assessment.id}.ipynb"
    if not released.is_file():
        raise CoprodError("Release this exercise first. Then answers to it can be handed in.")
    if not responses:
        raise CoprodError("Nothing is typed in yet.", fix="Fill in at least one answer.")
    at = now.astimezone(UTC)
    answers = [
        _answer(assessment, activity, response, at) for activity, response in responses.items()
    ]
    hand_in = HandIn(learner, assessment.id, at.strftime(TIME_FORM))
    inbound = exchange / "inbound"
    # Built beside its place, for nobody else to look into, and put there whole.
    with half_made(inbound) as fresh:
        (fresh / released.name).write_bytes(released.read_bytes())
        store = AnswerStore(fresh / f"{assessment.id}.answers.jsonl")
        for answer in answers:
            store.add(answer)
        (fresh / TIME).write_text(hand_in.timestamp, encoding="utf-8")
        (fresh / SECRET).write_text(secrets.token_hex(64), encoding="ascii")
        # First the note: no such hand-in may ever lie there without it.
        said = {"handed_in": at.isoformat(), "by": by, "activities": list(responses)}
        records.note(course_root, "typed in", learner, assessment.id, at, [said])
        # The last part keeps others from guessing the name, as nbgrader's own does.
        name = f"{learner}+{assessment.id}+{hand_in.timestamp}+{secrets.token_urlsafe(24)}"
        fresh.rename(inbound / name)
    return hand_in


def _answer(assessment: Assessment, activity: str, response: Any, at: datetime) -> Answer:
    question = next((one for one in assessment.questions if one.activity.id == activity), None)
    if question is None:
        raise BadResponse("This exercise asks something else.", where=activity)
    if problem := question.activity.problem_with(response):
        raise BadResponse(problem, where=question.activity.title)
    return Answer(
        id=str(uuid4()),
        activity=activity,
        response=response,
        at=stored_exactly(at),
        question=question.activity.fingerprint(),
        text=question.activity.text_of(response),
    )


def has_handed_in(exchange: Path, course_root: Path, learner: str, assignment: str) -> bool:
    """Whether the learner has a hand-in of this assignment, in the exchange or collected."""
    waiting = (parsed(path.name) for path in (exchange / "inbound").glob("*+*+*"))
    return (course_root / "submitted" / learner / assignment).is_dir() or any(
        one is not None and (one.learner, one.assignment) == (learner, assignment)
        for one in waiting
    )


def typed_in(
    course_root: Path, assignment: str, learner: str, handed_in: datetime
) -> dict[str, Any] | None:
    """The note that this very hand-in was typed in from paper, or None. handed_in: UTC."""
    about = {
        "event": "typed in",
        "assignment": assignment,
        "learner": learner,
        "handed_in": handed_in.astimezone(UTC).isoformat(),
    }
    return next(
        (
            record
            for record in jsonl.read(records.path_of(course_root)).records
            if all(record.get(name) == value for name, value in about.items())
        ),
        None,
    )
