"""`nbgrader export` with our marks file; its own gives 0.0 to whoever handed in nothing."""

from pathlib import Path
from typing import Any

from nbgrader.exchange.default import Exchange
from nbgrader.plugins import ExportPlugin

from coprod_training.content.course import load_course
from coprod_training.file_in_place import put_file_in_place
from coprod_training.spreadsheet import Kind
from coprod_training.trainer.marks_file import marks_file

_ALL_TOGETHER = (
    "This course exports all marks together. Leave out --student and --assignment, and filter in"
    " the spreadsheet."
)


class MarksExport(ExportPlugin):  # type: ignore[misc]  # nbgrader ships no types
    """A plug-in for `c.ExportApp.plugin_class`."""

    def export(self, gradebook: Any) -> None:
        """Write everybody's marks, as .xlsx where the name ends so, else as CSV."""
        if self.student or self.assignment:
            self.parent.fail(_ALL_TOGETHER)
        to = Path(self.to or "grades.csv")
        course = load_course(Path(self.config.ScoreAnswers.course))
        kind: Kind = "xlsx" if to.suffix.lower() == ".xlsx" else "csv"
        settled = self.parent.coursedir
        exchange = Path(Exchange(config=self.config).root) / settled.course_id
        made, rows = marks_file(course, Path(settled.root), exchange, kind)
        put_file_in_place(to, made, mode=0o600)
        self.log.info("%s rows are in %s", rows, to)
