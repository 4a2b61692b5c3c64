"""The settings under which nbgrader grades our course, for its commands, API and formgrader.

Steps are given as dotted strings: formgrader writes its settings out as JSON.
"""

from pathlib import Path
from typing import Any

from coprod_training.content.graded_parts import REFLECTION_WORDS
from coprod_training.content.place import MARKER
from coprod_training.grading.due import DUE
from coprod_training.grading.gradebook import put_scripts_on_path

COURSE_ID = "coprod"
RECEIPTS = Path(MARKER, "hand-ins")
"""In a learner's folder: nbgrader's copies of what they handed in, in a folder for each course.

With one left behind after a deletion, the same answers would never be taken again.
"""

_OURS = "coprod_training.grading"
EXPORTER = f"{_OURS}.release_exporter.ReleaseExporter"
FEEDBACK = f"{_OURS}.feedback_exporter.FeedbackExporter"
SCORE = f"{_OURS}.score_answers.ScoreAnswers"
COLLECT = f"{_OURS}.collect.CollectAsData"
RELEASE = f"{_OURS}.release.ReleaseWithDue"
SUBMIT = f"{_OURS}.submit.SubmitWithoutDrafts"
GIVE_BACK = f"{_OURS}.release_feedback.ReleaseAndNote"
# The same over HTTP, where people share no folder: on a hub.
_HTTP = "coprod_training.exchange"
LEARNERS_HTTP = {
    "list": f"{_HTTP}.learner.OwnList",
    "fetch_assignment": f"{_HTTP}.learner.Fetch",
    "fetch_feedback": f"{_HTTP}.learner.FetchOwnFeedback",
    "submit": f"{_HTTP}.learner.HandOver",
}
TRAINERS_HTTP = {
    "list": f"{_HTTP}.trainer.CohortList",
    "release_assignment": f"{_HTTP}.trainer.ReleaseToCohort",
    "collect": f"{_HTTP}.trainer.CollectFromCohort",
    "release_feedback": f"{_HTTP}.trainer.ReturnToCohort",
}
EXPORT = "coprod_training.trainer.marks_export.MarksExport"
_STEP = "nbgrader.preprocessors"
SANITIZE = [
    f"{_STEP}.{name}"
    for name in (
        "ClearOutput",
        "DeduplicateIds",
        "OverwriteKernelspec",
        "OverwriteCells",
        "CheckCellMetadata",
    )
]
# nbgrader's own list, and answers: a writer who tries an exercise out leaves a file beside it,
# which would go out with the next release. Hand-ins are read where they were collected.
IGNORED = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.answers.jsonl"]
AUTOGRADE = [
    SCORE,
    f"{_STEP}.LimitOutput",
    f"{_STEP}.SaveAutoGrades",
    f"{_OURS}.given_marks.GivenMarksStand",
    f"{_STEP}.AssignLatePenalties",
    f"{_STEP}.CheckCellMetadata",
]


def apply(
    c: Any,
    staff_course: Path,
    *,
    course_root: Path | None = None,
    exercises: Path | None = None,
    exchange: Path | None = None,
    over_http: bool = False,
) -> None:
    """Set everything on an nbgrader configuration object.

    c: what `get_config()` gives. staff_course: the folder of course.yaml, with the keys.
    course_root: where nbgrader keeps submissions and gradebook.db; left out, nbgrader's own
    choice. exercises: the assignments as written; left out, beside the course. exchange: left
    out, nbgrader's own. over_http: it is a copy of what a collector holds.
    """
    put_scripts_on_path()
    c.CourseDirectory.course_id = COURSE_ID
    c.CourseDirectory.ignore = list(IGNORED)
    c.CourseDirectory.source_directory = str(
        (exercises or staff_course.resolve().parent / "exercises").resolve()
    )
    if course_root is not None:
        c.CourseDirectory.root = str(course_root.resolve())
    if exchange is not None:
        c.Exchange.root = str(exchange.resolve())
    c.ExchangeFactory.collect = COLLECT
    c.ExchangeFactory.release_assignment = RELEASE
    c.ExchangeFactory.release_feedback = GIVE_BACK
    if over_http:
        c.ExchangeFactory.update(TRAINERS_HTTP)
    c.ExchangeCollect.update = True  # resubmission until due: the newest hand-in counts
    c.Autograde.exporter_class = EXPORTER
    c.Autograde.sanitize_preprocessors = list(SANITIZE)
    c.Autograde.autograde_preprocessors = list(AUTOGRADE)
    c.Execute.enabled = False
    c.GenerateFeedback.exporter_class = FEEDBACK
    c.ExportApp.plugin_class = EXPORT
    c.ScoreAnswers.course = str(staff_course.resolve())
    c.ClearSolutions.text_stub = REFLECTION_WORDS


def trainer_config(
    course_root: Path,
    exercises: Path,
    exchange: Path,
    staff_course: Path,
    *,
    over_http: bool = False,
) -> str:
    """The text of nbgrader_config.py in a trainer's course root."""
    http = "    over_http=True,\n" if over_http else ""
    return f'''"""Settings of nbgrader for this course. `coprod start --as trainer` writes them."""

from pathlib import Path

from coprod_training.grading.config import apply

apply(
    get_config(),
    Path({str(staff_course)!r}),
    course_root=Path({str(course_root)!r}),
    exercises=Path({str(exercises)!r}),
    exchange=Path({str(exchange)!r}),
{http})
'''


def learner_config(
    assignments: Path,
    exchange: Path,
    course_root: Path | None = None,
    learner: str = "",
    *,
    over_http: bool = False,
) -> str:
    """The text of nbgrader_config.py for a learner: where to fetch, and where to hand in.

    assignments: the folder of the learner's exercises. course_root: where nbgrader looks for a
    course of its own; left out, the folder it is started in. learner: whose hand-ins these are, by
    the name that the lessons know too; left out, nbgrader's own choice, which can be another.
    over_http: the exchange is a copy of what a collector holds. Loads nothing of this package.
    """
    root = f"c.CourseDirectory.root = {str(course_root)!r}\n" if course_root else ""
    name = f"c.CourseDirectory.student_id = {learner!r}\n" if learner else ""
    parts = LEARNERS_HTTP if over_http else {"submit": SUBMIT}
    return f'''"""Settings of nbgrader for this learner. `coprod start` writes them."""

c = get_config()
c.CourseDirectory.course_id = {COURSE_ID!r}
{root}{name}c.ExchangeFactory.update({parts!r})
c.Exchange.root = {str(exchange)!r}
c.Exchange.assignment_dir = {str(assignments)!r}
# What was handed in from this workspace, apart from other workspaces of the same person.
c.Exchange.cache = {str(assignments.parent / RECEIPTS)!r}
# The due date stays in the exchange, where it is read; it is nothing to work on or to hand in.
c.CourseDirectory.ignore.append({DUE!r})
'''
