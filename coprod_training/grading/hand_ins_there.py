"""Every hand-in that a trainer has or can collect, and when it came; receipts are of these."""

from datetime import UTC, datetime
from pathlib import Path

from coprod_training.grading.hand_in_name import arrived_in
from coprod_training.grading.hand_in_time import parsed_time
from coprod_training.grading.put_back import change_times
from coprod_training.grading.receipt import HandIn, collected_at


def hand_ins_there(inbound: Path, submitted: Path) -> dict[HandIn, datetime]:
    """Each with when it came, UTC: by the exchange's clock where it is still in there.

    inbound: the exchange's folder, in which only what is of whom it names counts. submitted: the
    trainer's, in their course root: <learner>/<assignment>. A name with a character that cannot be
    shown is nobody's.
    """
    came = {one: parsed_time(one.timestamp) for one in collected_at(submitted)}
    came |= dict(arrived_in(inbound, change_times(submitted.parent)))
    return {
        one: at.astimezone(UTC)
        for one, at in came.items()
        if at is not None and f"{one.learner}{one.assignment}".isprintable()
    }
