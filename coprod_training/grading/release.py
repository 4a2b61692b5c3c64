"""`nbgrader release_assignment`, so that learners can see when it is due."""

from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange.default import ExchangeReleaseAssignment

from coprod_training.grading.due import write_due
from coprod_training.grading.gradebook import put_scripts_on_path


class ReleaseWithDue(ExchangeReleaseAssignment):  # type: ignore[misc]  # nbgrader ships no types
    """Releases as nbgrader does, and writes the gradebook's due date beside the files."""

    def copy_files(self) -> None:
        """Release, then write due.json. A changed date reaches learners when released again."""
        super().copy_files()
        write_due(Path(self.dest_path), self.due())

    def due(self) -> datetime | None:
        """The gradebook's date, UTC without saying so; None where there is none."""
        put_scripts_on_path()
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                found: datetime | None = gradebook.find_assignment(
                    self.coursedir.assignment_id
                ).duedate
            except MissingEntry:
                return None
            return found
