"""The preprocessor that stands where nbgrader would run the notebook: it marks the answers file.

nbgrader reads a mark from a cell's output and gives FULL marks when it finds none, or one it
cannot read (utils.determine_grade). So each graded cell always gets exactly one, finite and
within bounds.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Unicode

from coprod_training.content.assessment import Assessment
from coprod_training.content.draw import drawn
from coprod_training.content.place import learner_id
from coprod_training.grading import kept_marks, marking, records
from coprod_training.grading.extensions import dues_of
from coprod_training.grading.given_marks import take_back
from coprod_training.grading.reading import Reading, read_handed_in
from coprod_training.grading.returned import note_changed, returned_points

_ANOTHER = (
    "Another hand-in came, so the marks that a person gave to the one before were taken back."
)


class ScoreAnswers(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Marks what can be marked and copies reflections for the trainer. Runs nothing."""

    course = Unicode(help="The staff copy of the course: the folder of course.yaml.").tag(
        config=True
    )
    show_key = Bool(
        False, help="Show the rationale and all notes: only where no second attempt is allowed."
    ).tag(config=True)

    why = Unicode(help="Why it is graded again, for the records.").tag(config=True)

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Fill in the graded cells of one released notebook."""
        ids = resources["nbgrader"]
        course = self.parent.parent.coursedir
        everything = marking.staff_assessment(Path(self.course), ids["assignment"])
        assessment = drawn(everything, ids["student"])
        folder = Path(
            course.format_path(course.submitted_directory, ids["student"], ids["assignment"])
        )
        reading = read_handed_in(
            folder / f"{ids['notebook']}.answers.jsonl",
            marking.activities_of(assessment),
            marking.activities_of(everything),
        )
        for reason in reading.reasons:
            self.log.warning("%s: %s", ids["student"], reason)
        records.note_reasons(Path(course.root), ids["student"], ids["assignment"], reading.reasons)
        marks: dict[str, float] = {}
        # Opened once: SQLAlchemy writes its queries anew for every opening, which is what takes
        # the time here.
        with Gradebook(ids["db_url"], course.course_id) as gradebook:
            at = self._give_more_time(ids, Path(course.root), gradebook)
            if take_back(gradebook, ids, Path(course.root)):
                self.log.warning("%s: %s", ids["student"], _ANOTHER)
            for cell in nb.cells:
                if utils.is_grade(cell):
                    marks |= self._fill(
                        cell, assessment, reading, ids, Path(course.root), gradebook
                    )
        self._note_changes(ids, Path(course.root), at, marks)
        return nb, resources

    def _give_more_time(self, ids: dict[str, str], course_root: Path, gradebook: Gradebook) -> str:
        """What was agreed with the learner, where nbgrader's late penalty looks for it.

        The time of the hand-in, as records have it; "" when it has none.
        """
        dues = dues_of(course_root, ids["assignment"])
        hand_in = gradebook.find_submission(ids["assignment"], ids["student"])
        if hand_in.extension != dues.extension(ids["student"]):
            hand_in.extension = dues.extension(ids["student"])
            gradebook.db.commit()
        at = hand_in.timestamp
        return at.replace(tzinfo=UTC).isoformat() if at else ""

    def _note_changes(
        self, ids: dict[str, str], course_root: Path, at: str, marks: Mapping[str, float]
    ) -> None:
        """Keep each mark of the same hand-in that is another one now (features.md, T12).

        Before the gradebook has it, as `bulk` does: never a change without a record.
        """
        learner, assignment, now = ids["student"], ids["assignment"], datetime.now(UTC)
        if not at:
            return
        same = records.graded(course_root, assignment).get(learner) == at
        kept = kept_marks.kept_of(course_root, assignment)
        before = kept_marks.found_again(
            self.parent.marks_before.get((learner, ids["notebook"]), {}),
            kept.get((learner, datetime.fromisoformat(at))),
        )
        about = {"by": learner_id(os.environ), "why": " ".join(self.why.split())}
        changed = [
            {"activity": name, "before": before.get(name), "mark": points, **about}
            for name, points in marks.items()
            if same and points != before.get(name)
        ]
        records.note(course_root, "regraded", learner, assignment, now, changed)
        if changed and (learner, assignment) in returned_points(course_root):
            note_changed(course_root, learner, assignment, now)

    def _fill(
        self,
        cell: Any,
        assessment: Assessment,
        reading: Reading,
        ids: dict[str, str],
        course_root: Path,
        gradebook: Gradebook,
    ) -> dict[str, float]:
        """Fill in one part; its mark, where the course gives it."""
        part = cell.metadata.nbgrader["grade_id"]
        question = marking.question_of(assessment, part)
        answer = reading.answers.get(question.activity.id)
        if utils.is_solution(cell):
            words = marking.reflection(question.activity, answer)
            self._reset_mark_of_another_text(part, words.text, ids, course_root, gradebook)
            if words.text:  # without text the cell stays as released, and nbgrader gives 0
                cell.source = words.source()
            return {}
        points = float(cell.metadata.nbgrader["points"])
        mark = marking.mark(question, answer, points, show_key=self.show_key)
        data = {"text/plain": repr(mark.points), "text/html": mark.html}
        result = {"output_type": "execute_result", "metadata": {}, "execution_count": 1}
        cell.outputs = [
            nbformat.from_dict({**result, "data": data})  # type: ignore[no-untyped-call]  # nbformat
        ]
        cell.execution_count = 1
        return {part: mark.points}

    def _reset_mark_of_another_text(
        self,
        activity: str,
        text: str,
        ids: dict[str, str],
        course_root: Path,
        gradebook: Gradebook,
    ) -> None:
        """Take away a mark that was given to an earlier text; nbgrader would keep it."""
        learner, assignment = ids["student"], ids["assignment"]
        now, digest = datetime.now(UTC), records.digest(text)
        before = records.last_text(course_root, assignment, learner, activity)
        if before == digest:
            return
        if before is not None:
            where = (activity, ids["notebook"], assignment, learner)
            grade, comment = gradebook.find_grade(*where), gradebook.find_comment(*where)
            if grade.manual_score is not None:
                given = {"mark": grade.manual_score, "comment": comment.manual_comment}
                details = [{"activity": activity, **given}]
                records.note(course_root, "mark reset", learner, assignment, now, details)
                self.log.warning(
                    "%s: A new text was handed in, so its mark was taken back.", learner
                )
                grade.manual_score = None
                comment.manual_comment = None
                gradebook.db.commit()
        copied = [{"activity": activity, "text": digest}]
        records.note(course_root, "text copied", learner, assignment, now, copied)
