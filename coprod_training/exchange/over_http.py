"""What all our parts of the exchange share: the collector, and the copy of what it holds."""

from pathlib import Path
from typing import Any

from nbgrader.exchange.default.exchange import Exchange

from coprod_training.collector.named import DELETION_ASKED, deletion_done, deletion_waiting
from coprod_training.exchange.collector import Away, Collector, Refused, collector_from
from coprod_training.exchange.copies import prepare


class OverHttp(Exchange):  # type: ignore[misc]  # nbgrader ships no types
    """Mixed into nbgrader's own part. `root` is the copy, which belongs to this person alone."""

    coursedir: Any

    @property
    def collector(self) -> Collector:
        """Where things come from and go to. Raises Away, also while a deletion cannot be sent.

        What is still to be deleted there must not come back from it, nor anything newer go there.
        """
        found = collector_from()
        send_waiting_deletion(found, Path(self.cache).parent / DELETION_ASKED)
        return found

    @property
    def copy(self) -> Path:
        """This course's folder in the copy."""
        if not self.coursedir.course_id:
            self.fail("No course id specified. Re-run with --course flag.")
        return prepare(Path(self.root) / self.coursedir.course_id)

    def ensure_root(self) -> None:
        """Make the folder, for this person alone: nbgrader would open it to everybody."""
        prepare(Path(self.root) / (self.coursedir.course_id or "course"))


def send_waiting_deletion(collector: Collector, waiting: Path) -> None:
    """Send a learner's deletion that waits for the collector; nothing when none does.

    waiting: see `DELETION_ASKED`; it goes when it is done. Raises Away when it cannot be done.
    """
    asked = deletion_waiting(waiting)
    if asked is None:
        return
    try:
        collector.forget_me(asked)
    except Refused as refused:
        raise Away(refused.what, fix=refused.fix) from refused
    deletion_done(waiting, asked)
