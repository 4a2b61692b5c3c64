"""All that the trainer's side holds of one learner goes, when they ask their trainer for it."""

import shutil
import sqlite3
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.grading.deletion_audit import note_deletion
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.forget import Forgotten, forget
from coprod_training.grading.one_round import one_round

EVENT = "learner's work deleted by a trainer"


def delete_work(
    course_root: Path,
    exchange: Path,
    private: Path,
    on_paper: Path,
    receipts: Path,
    learner: str,
    now: datetime,
) -> Forgotten:
    """Take out hand-ins, marks, feedback, dates, records and closed flags; how much there was.

    exchange: the course's folder in it. private: of the workspace. on_paper: the course folder of
    this learner, where they work on paper. receipts: where the learner of this workspace keeps
    copies of what was handed in; with one of theirs left, the same answers would never be taken
    again. now: UTC. Doing it twice changes nothing more. Raises CoprodError while a step of the
    round runs, and when it ends half-way.
    """
    # Loaded here, as in learner_list.py.
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import SQLAlchemyError

    with one_round(course_root):
        try:
            taken = forget(learner, exchange, course_root, cache=receipts)
            FlagBook(private).forget(learner, now)
            if on_paper.exists():
                shutil.rmtree(on_paper)
            note_deletion(private, EVENT, asdict(taken), now)
        except (OSError, sqlite3.Error, SQLAlchemyError, InvalidEntry) as error:
            raise CoprodError(
                "Not all of it could be deleted.", fix="Try again in a moment."
            ) from error
    return taken
