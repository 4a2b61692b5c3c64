"""Opens the released notebook wherever nbgrader would open the one that was handed in.

So broken JSON, missing parts and forged results cannot matter. It is also the first of our code
that `nbgrader autograde` runs, before any folder is read: hand-ins are checked here once more.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde

from coprod_training.errors import CoprodError
from coprod_training.grading import records
from coprod_training.grading.collected import form_of
from coprod_training.grading.kept_marks import keep_marks
from coprod_training.grading.quarantine import make_fit


class ReleaseExporter(NotebookExporter):
    """An exporter for `c.Autograde.exporter_class`."""

    def __init__(self, **kwargs: Any) -> None:
        """Make the exporter of one run; `parent` is nbgrader's converter."""
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]  # nbconvert has partial types
        # By learner and notebook: the course's marks by part, as they were before this run.
        self.marks_before: dict[tuple[str, str], dict[str, float | None]] = {}
        if isinstance(self.parent, Autograde):
            self._check_submissions(self.parent)

    def _check_submissions(self, converter: Any) -> None:
        course = converter.coursedir
        # nbgrader overwrites the marks of an earlier hand-in, whoever starts it and from where.
        keep_marks(Path(course.root))
        put_back = False
        pattern = course.directory_structure.format(
            nbgrader_step=course.submitted_directory,
            student_id=course.student_id,
            assignment_id=course.assignment_id,
        )
        for folder in sorted(Path(course.root).glob(pattern)):
            learner, assignment = folder.parent.name, folder.name
            release = Path(course.format_path(course.release_directory, ".", assignment))
            try:
                reasons = make_fit(folder, form_of(release), Path(course.root), learner)
            except (OSError, CoprodError) as error:
                # The notebook will not open either; that learner alone is reported as not graded.
                reasons = (
                    error.sentences
                    if isinstance(error, CoprodError)
                    else "The hand-in could not be checked.",
                )
            for reason in reasons:
                self.log.warning("%s: %s", learner, reason)
            records.note_reasons(Path(course.root), learner, assignment, reasons)
            put_back = put_back or bool(reasons)
        if put_back:
            converter.init_notebooks()  # a notebook that was put back is now found

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Convert the release copy in place of a submitted file; other files as they are."""
        ids = (resources or {}).get("nbgrader", {})
        course = getattr(self.parent, "coursedir", None)
        if course is not None and ids:
            submitted = Path(
                course.format_path(course.submitted_directory, ids["student"], ids["assignment"])
            )
            if Path(filename).parent == submitted:
                self.marks_before[ids["student"], ids["notebook"]] = _forget_scores(course, ids)
                filename = _released(course, ids)
        converted: tuple[Any, dict[str, Any]] = super().from_filename(filename, resources, **kw)
        return converted


def _released(course: Any, ids: dict[str, str]) -> str:
    folder = Path(course.format_path(course.release_directory, ".", ids["assignment"]))
    path = folder / f"{ids['notebook']}.ipynb"
    if not path.is_file():
        raise CoprodError(
            "The released form of this assignment is missing.",
            where=str(path),
            fix=f"Make it with: nbgrader generate_assignment {ids['assignment']}.",
        )
    return str(path)


def _forget_scores(course: Any, ids: dict[str, str]) -> dict[str, float | None]:
    """Mark the former scores as not current, so that they cannot outlive a grading that fails.

    What they were, by part; nothing of a part that only a person has marked.
    """
    with Gradebook(course.db_url, course.course_id) as gradebook:
        try:
            notebook = gradebook.find_submission_notebook(
                ids["notebook"], ids["assignment"], ids["student"]
            )
        except MissingEntry:
            return {}
        before = {
            grade.name: grade.auto_score
            for grade in notebook.grades
            if grade.auto_score is not None or grade.manual_score is None
        }
        for grade in notebook.grades:
            grade.auto_score = None
            grade.needs_manual_grade = True
        gradebook.db.commit()
        return before
