"""A module's practice that came on paper: kept as a lesson keeps it, and noted as typed in."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from coprod_training import jsonl
from coprod_training.activities import Activity
from coprod_training.answers import AnswerStore, Desk
from coprod_training.content.answers_file import answers_file
from coprod_training.content.course import Module
from coprod_training.errors import BadResponse, CoprodError
from coprod_training.grading import records
from coprod_training.grading.hand_in_name import check_learner


def keep_from_paper(
    course_root: Path,
    folder: Path,
    module: Module,
    learner: str,
    responses: Mapping[str, Any],
    *,
    by: str,
    now: datetime,
) -> None:
    """Keep in the learner's own course folder what stands on paper, as their newest answers.

    course_root: the trainer's, whose records say who typed it in. responses: by activity; what is
    left out was not answered. now: UTC. Raises CoprodError, and BadResponse for what does not fit;
    what does not fit is found before anything is kept, and so is a file by a newer course.
    """
    check_learner(learner)
    if not responses:
        raise CoprodError("Nothing is typed in yet.", fix="Fill in at least one answer.")
    store = AnswerStore(folder / answers_file(module.id))
    desks = {name: Desk(_of(module, name), store, graded=False) for name in responses}
    for name, response in responses.items():
        if problem := desks[name].activity.problem_with(response):
            raise BadResponse(problem, where=desks[name].activity.title)
    store.read()  # raises NewerRecord
    # Nobody else on this machine may look into it; `mkdir` gives only the last folder its mode.
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    store.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # First the note: no answer may lie there that somebody else typed in, without it.
    said = {"by": by, "activities": list(responses)}
    records.note(course_root, "typed in", learner, module.id, now, [said])
    for name, response in responses.items():
        message = {
            "id": str(uuid4()),
            "response": response,
            "check": _needs_a_look(desks[name].activity, response),
        }
        reply = desks[name].receive(message, now)
        if reply["type"] != "saved":  # its own words are for whoever answers in a lesson
            raise CoprodError(
                "Some answers could not be written to the disk.",
                fix="Type the sheet in again. What is already kept stays.",
            )


def typed_in_for(course_root: Path, learner: str) -> int:
    """How many answers of modules somebody typed in for this learner."""
    return sum(
        len(record.get("activities", ()))
        for record in jsonl.read(records.path_of(course_root)).records
        # A hand-in that came on paper says when it was handed in.
        if (record.get("event"), record.get("learner")) == ("typed in", learner)
        and "handed_in" not in record
    )


def answered_in(folder: Path, module: Module) -> frozenset[str]:
    """The activities of a module to which this course folder has an answer. Raises NewerRecord."""
    kept = AnswerStore(folder / answers_file(module.id)).read().answers
    return frozenset(answer.activity for answer in kept)


def _of(module: Module, name: str) -> Activity:
    found = next((one for one in module.activities if one.id == name), None)
    if found is None:
        raise BadResponse("This module asks something else.", where=name)
    return found


def _needs_a_look(activity: Activity, response: Any) -> bool:
    """What can be right or wrong is done once it was checked; on paper it is, when it is whole."""
    return activity.score(response) is not None and activity.complete(response)
