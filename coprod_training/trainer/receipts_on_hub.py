"""Whose hand-in a receipt is, as a hub's collector knows it.

A trainer's copy has only what was fetched of it: each learner's newest, at some moment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coprod_training.grading.hand_in_name import is_learner
from coprod_training.grading.hand_in_time import parsed_time
from coprod_training.grading.receipt import HandIn
from coprod_training.trainer.asked_on_hub import UNCLEAR, asked_on_hub


@dataclass(frozen=True)
class ReceiptsOnHub:
    """known: whether the collector answered. of: hand-ins with this receipt, and when they came."""

    known: bool
    of: Mapping[HandIn, datetime] = field(default_factory=dict)


async def receipts_on_hub(code: str, environ: Mapping[str, str]) -> ReceiptsOnHub | None:
    """None where there is no collector. code: as `grading.receipt.tidied` gives it.

    environ: of a trainer's server that a hub has started.
    """
    try:
        said = await asked_on_hub(f"receipts/{code}", environ)
        return None if said is None else ReceiptsOnHub(True, dict(_hand_ins(said["submissions"])))
    except UNCLEAR:
        return ReceiptsOnHub(False)


def _hand_ins(found: list[Mapping[str, Any]]) -> Iterator[tuple[HandIn, datetime]]:
    for said in found:
        one = HandIn(str(said["learner"]), str(said["assignment"]), str(said["timestamp"]))
        at = parsed_time(one.timestamp)
        if at is not None and is_learner(one.learner):
            yield one, at
