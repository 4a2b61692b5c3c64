"""`nbgrader release_feedback`, which also writes down what went back to whom."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeReleaseFeedback
from traitlets import Bool

from coprod_training.grading import gradebook, second_marks
from coprod_training.grading.kept_marks import details_of
from coprod_training.grading.marks_returned import corrected_and_replaced
from coprod_training.grading.overview import HandInState, overview
from coprod_training.grading.returned import changed_times, note_changed, note_returned


class ReleaseAndNote(ExchangeReleaseFeedback):  # type: ignore[misc]  # nbgrader ships no types
    """Returns feedback as nbgrader does. What is not yet marked in full does not count as back."""

    draws = Bool(
        True,
        help="Draw for second marking first. Off only where the whole exercise is drawn already.",
    ).tag(config=True)

    def copy_files(self) -> None:
        """Return, then note the points of each page that was there to return, and shows them.

        Whoever is given another mark or comment meanwhile has it yet to come. A hand-in on which
        two markers have still to agree stays back. What was graded by nbgrader's own command has
        not been drawn from yet, and what is back no longer can be.
        """
        root, name = Path(self.coursedir.root), self.coursedir.assignment_id
        whole = self._whole_marks()
        changed = changed_times(root, name)
        if self.draws:
            second_marks.draw(root, name)
        (standing,) = overview(root, Path(self.course_path), [name])
        held = {one.learner for one in standing.hand_ins if one.held}
        if held:
            self.log.warning("%s stay back until two markers agree", len(held))
            others = self.coursedir.student_id_exclude
            self.coursedir.student_id_exclude = ",".join([*filter(None, [others]), *held])
        super().copy_files()
        back = self._learners_with_a_page(changed) - held
        passed_on = set(self.pass_on(back))
        gone = [one for one in standing.hand_ins if one.learner in passed_on]
        for one in gone:
            self._note_replaced(one)
        marks = [(one.learner, one.handed_in, one.points) for one in gone if one.points is not None]
        note_returned(root, name, marks, datetime.now(UTC), whole)
        for learner, times in changed_times(root, name).items():
            if learner in passed_on and times != changed.get(learner):
                note_changed(root, learner, name, datetime.now(UTC))
        if left := len(back - passed_on):
            self.fail(f"{left} did not get their feedback; the others did.")

    def _note_replaced(self, one: HandInState) -> None:
        """Corrected marks of earlier hand-ins count from now on: no page of theirs can follow.

        Before the line of this hand-in, since the last line says what went back last.
        """
        root, name = Path(self.coursedir.root), self.coursedir.assignment_id
        if one.at is None or one.points is None:
            return
        for at, earlier in corrected_and_replaced(root, name, one.learner, one.at):
            marks, whole = [(one.learner, at, earlier.points or 0.0)], details_of(earlier)
            note_returned(root, name, marks, datetime.now(UTC), {one.learner: whole})

    def _whole_marks(self) -> dict[str, dict[str, Any]]:
        """By learner, each mark of a hand-in that is marked in full.

        Read before it is asked what has changed: of two marks at once, the line has the earlier.
        """
        name, learner = self.coursedir.assignment_id, self.coursedir.student_id
        only = learner if learner and not set(learner) & set("*?[") else None
        found = gradebook.results(Path(self.coursedir.root) / "gradebook.db", only, name)
        return {one.learner: details_of(one) for one in found if one.state == "marked"}

    def pass_on(self, learners: Collection[str]) -> Collection[str]:
        """Send what was released further; returns who has it now.

        In a shared exchange it is where it belongs already.
        """
        return learners

    def _learners_with_a_page(self, changed: Mapping[str, Sequence[datetime]]) -> set[str]:
        folder = Path(self.coursedir.root) / self.coursedir.feedback_directory
        pages = folder.glob(
            f"{self.coursedir.student_id or '*'}/{self.coursedir.assignment_id}/*.html"
        )
        return {
            page.parent.parent.name
            for page in pages
            if self._is_current(page, changed.get(page.parent.parent.name, ()))
        }

    def _is_current(self, page: Path, changed: Sequence[datetime]) -> bool:
        """Whether it was made after what it shows was graded, marked and commented on."""
        copies = Path(self.coursedir.root) / self.coursedir.autograded_directory
        graded = (
            copies / page.parent.parent.name / self.coursedir.assignment_id / f"{page.stem}.ipynb"
        )
        try:
            made, copied = page.stat(), graded.stat()
        except OSError:
            return False
        is_older = bool(changed) and made.st_mtime < changed[-1].timestamp()
        return not is_older and bool(made.st_mtime_ns >= copied.st_mtime_ns)
