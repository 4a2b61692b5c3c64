"""What the learners of a hub's cohort have done in their lessons, as its collector knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coprod_training.answers import Outcome
from coprod_training.trainer.asked_on_hub import UNCLEAR, asked_on_hub


@dataclass(frozen=True)
class LessonsOnHub:
    """known: whether the collector answered. of: outcomes by sign-in name, of who may be counted.

    An outcome says of an activity that it is done. All of a learner's have the time at which they
    began: when each was done is nobody's business here.
    """

    known: bool
    of: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)


async def lessons_on_hub(environ: Mapping[str, str]) -> LessonsOnHub | None:
    """None where there is no collector. environ: of a trainer's server that a hub has started."""
    try:
        said = await asked_on_hub("lessons", environ)
        if said is None:
            return None
        return LessonsOnHub(True, {str(one["learner"]): _outcomes(one) for one in said["learners"]})
    except UNCLEAR:
        return LessonsOnHub(False)


def _outcomes(one: Mapping[str, Any]) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            answer_id="",
            activity_id=str(activity),
            at=str(one["began"]),
            attempt=1,
            checked=True,
            done=True,
            score=None,
        )
        for activity in one["done"]
    )
