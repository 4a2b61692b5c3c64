"""What all our parts of the exchange share: the collector, and the copy of what it holds."""

from pathlib import Path
from typing import Any

from nbgrader.exchange.default.exchange import Exchange

from coprod_training.exchange.collector import Collector, collector_from
from coprod_training.exchange.copies import prepare


class OverHttp(Exchange):  # type: ignore[misc]  # nbgrader ships no types
    """Mixed into nbgrader's own part. `root` is the copy, which belongs to this person alone."""

    coursedir: Any

    @property
    def collector(self) -> Collector:
        """Where things come from and go to."""
        return collector_from()

    @property
    def copy(self) -> Path:
        """This course's folder in the copy."""
        if not self.coursedir.course_id:
            self.fail("No course id specified. Re-run with --course flag.")
        return prepare(Path(self.root) / self.coursedir.course_id)

    def ensure_root(self) -> None:
        """Make the folder, for this person alone: nbgrader would open it to everybody."""
        prepare(Path(self.root) / (self.coursedir.course_id or "course"))
