"""A module's practice that came on paper: kept as a lesson keeps it, and noted as typed in."""

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from coprod_training import jsonl
from coprod_training.activities import Activity
from coprod_training.answers import Answer, AnswerStore, Desk
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
    left out was not answered, and what is their newest answer already stays as it is, so that a
    sheet can be typed in again. now: UTC. Raises CoprodError, and BadResponse for what does not
    fit; what does not fit is found before anything is kept, and so is a file by a newer course.
    """
    check_learner(learner)
    if not responses:
        raise CoprodError("Nothing is typed in yet.", fix="Fill in at least one answer.")
    store = AnswerStore(folder / answers_file(module.id))
    desks = {name: Desk(_of(module, name), store, graded=False) for name in responses}
    for name, response in responses.items():
        if problem := desks[name].activity.problem_with(response):
            raise BadResponse(problem, where=desks[name].activity.title)
    kept = store.read()  # raises NewerRecord
    messages: dict[str, dict[str, Any]] = {}
    for name, response in responses.items():
        check = _needs_a_look(desks[name].activity, response)
        if not _says_it(kept.latest(name), desks[name].activity, response, check):
            messages[name] = {"id": str(uuid4()), "response": response, "check": check}
    if not messages:
        return
    # Nobody else on this machine may look into it; `mkdir` gives only the last folder its mode.
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    store.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # First the note: no answer may lie there that somebody else typed in, without it.
    ids = [message["id"] for message in messages.values()]
    said = {"by": by, "activities": list(messages), "answers": ids}
    records.note(course_root, "typed in", learner, module.id, now, [said])
    for name, message in messages.items():
        reply = desks[name].receive(message, now)
        if reply["type"] != "saved":  # its own words are for whoever answers in a lesson
            raise CoprodError(
                "Some answers could not be written to the disk.",
                fix="Type the sheet in again. What is already kept stays.",
            )


def typed_in_for(course_root: Path, learner: str, there: Collection[str]) -> int:
    """How many of a learner's answers to modules somebody typed in. there: the ids of all of them.

    A note is written before its answers, and names them: a full disk may have kept some of them
    out. Earlier notes name activities only; each of those counts once.
    """
    ids: set[str] = set()
    earlier: set[tuple[str, str]] = set()
    for record in jsonl.read(records.path_of(course_root)).records:
        if (record.get("event"), record.get("learner")) != ("typed in", learner):
            continue
        if "answers" in record:
            ids.update(record["answers"])
        elif "handed_in" not in record:  # a hand-in that came on paper says when it was handed in
            earlier.update((record["assignment"], one) for one in record.get("activities", ()))
    return len(ids.intersection(there)) + len(earlier)


def answered_in(folder: Path, module: Module) -> frozenset[str]:
    """The activities of a module to which this course folder has an answer. Raises NewerRecord."""
    kept = AnswerStore(folder / answers_file(module.id)).read().answers
    return frozenset(answer.activity for answer in kept)


def _of(module: Module, name: str) -> Activity:
    found = next((one for one in module.activities if one.id == name), None)
    if found is None:
        raise BadResponse("This module asks something else.", where=name)
    return found


def _says_it(kept: Answer | None, activity: Activity, response: Any, check: bool) -> bool:
    """Whether this answer is the response already, to the same question, and as far looked at."""
    return (
        kept is not None
        and kept.response == response
        and kept.question == activity.fingerprint()
        and kept.checked >= check
    )


def _needs_a_look(activity: Activity, response: Any) -> bool:
    """What can be right or wrong is done once it was checked; on paper it is, when it is whole."""
    return activity.score(response) is not None and activity.complete(response)
