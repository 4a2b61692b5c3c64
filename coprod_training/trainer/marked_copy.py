"""The marked copy of a hand-in, which marking pages read."""

import json

from coprod_training.errors import CoprodError
from coprod_training.grading.marked_form import MarkedPart, marked_parts
from coprod_training.trainer.trainer import Trainer


def parts_of(trainer: Trainer, learner: str, assignment: str) -> tuple[MarkedPart, ...]:
    """Its graded parts, in order. Raises CoprodError when it cannot be read."""
    # The notebook of an exercise has the exercise's name.
    path = trainer.root / "autograded" / learner / assignment / f"{assignment}.ipynb"
    try:
        return tuple(marked_parts(json.loads(path.read_bytes())))
    except (OSError, ValueError, KeyError) as error:
        raise CoprodError(
            "The marked copy of this hand-in cannot be read. Collect again."
        ) from error


def written_part(
    trainer: Trainer, learner: str, assignment: str, activity: str
) -> MarkedPart | None:
    """One written answer; None when there is no such part.

    Raises CoprodError when the copy cannot be read.
    """
    parts = parts_of(trainer, learner, assignment)
    return next((one for one in parts if one.by_hand and one.activity == activity), None)
