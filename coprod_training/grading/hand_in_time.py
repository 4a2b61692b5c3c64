"""When a hand-in reached the exchange, by the exchange's own clock and never by the learner's."""

import os
import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from coprod_training.grading.untrusted import open_file, open_folder

TIME = "timestamp.txt"
# nbgrader's own form, from Exchange.timestamp_format.
TIME_FORM = "%Y-%m-%d %H:%M:%S.%f UTC"
_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6} UTC")
# How far a name may stand from the exchange's clock: copying a hand-in takes a moment.
TOLERANCE = timedelta(minutes=2)


def time_in(folder: Path) -> datetime | None:
    """The hand-in time that collecting wrote down, UTC; None when there is none to trust."""
    opened = open_folder(folder)
    try:
        handle = open_file(opened, TIME)
        if handle is None:
            return None
        text = os.pread(handle, 100, 0).decode("ascii", "replace")
        os.close(handle)
    finally:
        os.close(opened)
    return parsed_time(text.strip())


def parsed_time(text: str) -> datetime | None:
    """A time as nbgrader writes it, or None when it is written any other way."""
    try:
        if _WHOLE.fullmatch(text):  # the same, ten times as fast: there may be thousands
            return datetime.fromisoformat(text[:-4]).replace(tzinfo=UTC)
        return datetime.strptime(text, TIME_FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def handed_in_by(
    claimed: datetime | None, changed: float, *, told: bool = False
) -> tuple[datetime, str]:
    """When a folder reached the exchange, by the exchange's own clock; and a reason, or "".

    changed: the folder's change time, in seconds (`put_back.changed_at`). told: name and time are
    a collector's own (`grading.from_collector`). Else the learner owns it, so its name and its
    modification time can be anything. Its change time (ctime) is set by the system alone
    and can only grow, so it decides when the name disagrees.
    """
    real = datetime.fromtimestamp(changed, UTC)
    if claimed is not None and told:
        return claimed, ""
    if claimed is not None and abs(claimed - real) <= TOLERANCE:
        return claimed, ""
    return real, "The hand-in's own time is not the time it arrived. The time it arrived counts."


def arrived(claimed: str, changed: float, *, told: bool) -> str:
    """`handed_in_by` as the gradebook writes times, which can be compared as text: UTC, unsaid.

    claimed: in `TIME_FORM`, or any other text.
    """
    return _arrived(claimed, changed, told)


@lru_cache(maxsize=65_536)  # the trainer's page asks for the same thousands each time
def _arrived(claimed: str, changed: float, told: bool) -> str:
    real, _ = handed_in_by(parsed_time(claimed), changed, told=told)
    return real.replace(tzinfo=None).isoformat(" ", "microseconds")
