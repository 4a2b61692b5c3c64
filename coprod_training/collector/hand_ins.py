"""What was handed in, with its receipt, and what was given back."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import Connection, func, select

from coprod_training.collector.archive import Files, digest_of
from coprod_training.collector.database import insert
from coprod_training.collector.kept_files import files_of, put_files
from coprod_training.collector.learners import NOT_COUNTED, Learner
from coprod_training.collector.outline import Outline
from coprod_training.collector.refusals import Refusal
from coprod_training.collector.tables import (
    blob,
    feedback,
    feedback_file,
    learner,
    statement,
    submission,
    submission_file,
)
from coprod_training.grading.hand_in_time import TIME_FORM
from coprod_training.grading.receipt import HandIn
from coprod_training.progress.vocabulary import VERBS

MOST_HAND_INS = 200
"""Of one learner for one exercise. Nobody needs so many; a runaway script would."""
MOST_BYTES = 100 * 2**20
"""Of all that one learner hands in, each content once: hundreds of hand-ins as people make them."""


@dataclass(frozen=True)
class Submission:
    """One hand-in. learner: their hub name. feedback: its digest, empty before it is given."""

    submission: str
    learner: str
    assignment: str
    cohort: str
    timestamp: datetime
    receipt: str
    sha256: str
    feedback: str


def hand_in(
    connection: Connection, who: Learner, cohort: str, assignment: str, files: Files, now: datetime
) -> tuple[Submission, bool]:
    """Keep a hand-in; (the hand-in, False), or (the newest, True) when it has these very files.

    who: held. The receipt is made as on one machine, from the collector's own clock. Raises Refusal
    for one hand-in too many, or for more than is kept of one learner.
    """
    digest = digest_of(files)
    own = submissions(connection, assignment=assignment, who=who)  # of every cohort they were in
    earlier = [one for one in own if one.cohort == cohort]
    if earlier and earlier[-1].sha256 == digest:
        return earlier[-1], True
    if len(earlier) >= MOST_HAND_INS:
        raise Refusal(
            403, f"This was handed in {MOST_HAND_INS} times already.", "Ask your trainer."
        )
    if _bytes_with(connection, who, files) > MOST_BYTES:
        raise Refusal(
            413,
            f"With this, you would have handed in more than {MOST_BYTES // 2**20} MiB in all.",
            "Your answers are kept. Ask your trainer what to do.",
        )
    at = max([now, *(one.timestamp + timedelta(microseconds=1) for one in own)])
    receipt = HandIn(who.hub_name, assignment, at.strftime(TIME_FORM)).code
    name = secrets.token_hex(16)
    connection.execute(
        insert(connection, submission).values(
            submission=name,
            learner=who.pseudonym,
            cohort=cohort,
            assignment=assignment,
            timestamp=at,
            receipt=receipt,
            sha256=digest,
        )
    )
    put_files(connection, submission_file, name, files)
    return Submission(name, who.hub_name, assignment, cohort, at, receipt, digest, ""), False


def submissions(
    connection: Connection,
    *,
    cohorts: Collection[str] | None = None,
    assignment: str = "",
    who: Learner | None = None,
    receipt: str = "",
    name: str = "",
) -> list[Submission]:
    """Hand-ins, oldest first: of these cohorts, and of whatever else is said."""
    given = select(
        submission.c.submission,
        learner.c.hub_name,
        submission.c.assignment,
        submission.c.cohort,
        submission.c.timestamp,
        submission.c.receipt,
        submission.c.sha256,
        feedback.c.sha256.label("given"),
    ).join(learner, learner.c.learner == submission.c.learner)
    given = given.outerjoin(feedback, feedback.c.submission == submission.c.submission)
    if cohorts is not None:
        given = given.where(submission.c.cohort.in_(list(cohorts)))
    if assignment:
        given = given.where(submission.c.assignment == assignment)
    if who is not None:
        given = given.where(submission.c.learner == who.pseudonym)
    if receipt:
        given = given.where(submission.c.receipt == receipt)
    if name:
        given = given.where(submission.c.submission == name)
    rows = connection.execute(given.order_by(submission.c.timestamp, submission.c.submission))
    return [Submission(*row[:-1], row.given or "") for row in rows]


def submission_files(connection: Connection, name: str) -> dict[str, bytes]:
    """What was handed in."""
    return files_of(connection, submission_file, name)


def feedback_files(connection: Connection, name: str) -> dict[str, bytes]:
    """What was given back; none before it was."""
    return files_of(connection, feedback_file, name)


def hold_its_learner(connection: Connection, name: str) -> None:
    """Whoever deletes everything of this hand-in's learner waits until this transaction ends.

    Or it waits for them, and the hand-in is gone then: what came later would stay for ever.
    """
    held = select(learner.c.learner).join(submission, submission.c.learner == learner.c.learner)
    connection.execute(
        held.where(submission.c.submission == name).with_for_update(of=learner)
    ).first()


def give_back(connection: Connection, one: Submission, files: Files, now: datetime) -> bool:
    """Keep feedback, in the place of an earlier one; False when it was this already."""
    digest = digest_of(files)
    if one.feedback == digest:
        return False
    row = insert(connection, feedback).values(submission=one.submission, sha256=digest, stored=now)
    changed = {name: row.excluded[name] for name in ("sha256", "stored")}
    connection.execute(row.on_conflict_do_update(index_elements=["submission"], set_=changed))
    put_files(connection, feedback_file, one.submission, files)
    return True


def note_mark(
    connection: Connection,
    one: Submission,
    points: float,
    out_of: float,
    outline: Outline,
    now: datetime,
) -> None:
    """Store the mark of a hand-in as a statement about its learner.

    The mark that it has already changes nothing. One that it had before the last counts anew.
    Of people who are not counted there are no statements.
    """
    wanted = select(submission.c.learner, learner.c.service).where(
        submission.c.submission == one.submission, learner.c.learner == submission.c.learner
    )
    row = connection.execute(wanted).one()
    if row.service == NOT_COUNTED:
        return
    known = select(statement.c.raw, statement.c.max, statement.c.stored).where(
        statement.c.learner == row.learner,
        statement.c.activity == one.assignment,
        statement.c.verb == VERBS["scored"],
        statement.c.said == one.timestamp,  # no two hand-ins of one exercise have the same
    )
    marks = connection.execute(known.order_by(statement.c.stored)).all()
    newest = marks[-1] if marks else None
    if newest is not None and (newest.raw, newest.max) == (points, out_of):
        return
    # Later than the last one also by a clock that was set back: the newest is the mark.
    at = now if newest is None else max(now, newest.stored + timedelta(microseconds=1))
    mark = insert(connection, statement).values(
        learner=row.learner,
        # Known to nobody before, and of a version that no learner may send: none takes its place.
        id=uuid4(),
        module=outline.module_of(one.assignment),
        activity=one.assignment,
        kind="assignment",
        verb=VERBS["scored"],
        completion=False,
        scaled=min(1.0, round(points / out_of, 4)),  # xAPI knows no more than all
        raw=points,
        max=out_of,
        attempt=0,
        course_version="",
        said=one.timestamp,
        stored=at,
    )
    connection.execute(mark)


def _bytes_with(connection: Connection, who: Learner, files: Files) -> int:
    """How many bytes all hand-ins of a learner have with these files, each content counted once."""
    new = {sha256(content).hexdigest(): len(content) for content in files.values()}
    theirs = select(submission.c.submission).where(submission.c.learner == who.pseudonym)
    named = select(submission_file.c.sha256).where(submission_file.c.owner.in_(theirs))
    others = select(func.sum(func.length(blob.c.content))).where(
        blob.c.sha256.in_(named), blob.c.sha256.not_in(sorted(new))
    )
    kept: int = connection.execute(others).scalar() or 0
    return kept + sum(new.values())
