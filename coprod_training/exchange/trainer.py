"""A trainer's parts of nbgrader's exchange: list, release, collect, return.

Each does what the course's own part for one machine does with the copy, and passes it on. The
cohort is what the hub's token says: no address here names another one.
"""

import shutil
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.exchange.default.list import ExchangeList

from coprod_training.exchange.collector import Refused
from coprod_training.exchange.copies import files_of, is_submission
from coprod_training.exchange.over_http import OverHttp
from coprod_training.exchange.pulled import pull_hand_ins
from coprod_training.grading.collect import CollectAsData
from coprod_training.grading.collected import SECRET
from coprod_training.grading.extensions import extensions
from coprod_training.grading.gradebook import results
from coprod_training.grading.release import ReleaseWithDue
from coprod_training.grading.release_feedback import ReleaseAndNote
from coprod_training.stored_time import stored


class _FetchesHandIns(OverHttp):
    """Mixed into the parts that need what the cohort handed in."""

    def fetch_hand_ins(self, assignments: Iterable[str], *, every: bool) -> None:
        """Fetch the hand-ins that are new; one that cannot be fetched is said."""
        pull_hand_ins(
            self.collector,
            self.copy,
            assignments,
            not_fetched=self._say_not_fetched,
            every=every,
        )

    def _say_not_fetched(self, learner: str, refused: Refused) -> None:
        self.log.error("%s: the hand-in could not be fetched. %s", learner, refused.sentences)


class CohortList(_FetchesHandIns, ExchangeList):  # type: ignore[misc]  # nbgrader ships no types
    """What is open to the cohort, and what it handed in."""

    def init_src(self) -> None:
        """Fetch the hand-ins that are new."""
        if self.inbound and self.remove:
            self.fail("Hand-ins stay with the collector.")
        if self.inbound:
            one = self.coursedir.assignment_id
            names = [one] if one else [p.name for p in (self.copy / "outbound").iterdir()]
            self.fetch_hand_ins(names, every=True)
        super().init_src()

    def remove_files(self) -> object:
        """Close exercises to the cohort first; then take them out of the copy."""
        if not self.cached:
            for path in self.assignments:
                self.collector.take_back(Path(path).name)
        return super().remove_files()


class ReleaseToCohort(OverHttp, ReleaseWithDue):
    """Opens an exercise to the cohort. What is open already keeps its form; its dates follow."""

    def init_dest(self) -> None:
        """The exercise's folder in the copy."""
        self.dest_path = str(self.copy / "outbound" / self.coursedir.assignment_id)

    def copy_files(self) -> None:
        """Write the copy, then pass it on; a copy that could not be passed on is taken away."""
        place = Path(self.dest_path)
        is_open = place.is_dir() and not self.force
        if not is_open:
            super().copy_files()
        due = self.due()
        words = stored(due.replace(tzinfo=UTC)) if due else ""
        try:
            self.collector.put_release(self.coursedir.assignment_id, files_of(place), words)
        except Exception:  # whatever it is goes on: what is not open must not look so
            if not is_open:
                shutil.rmtree(place, ignore_errors=True)
            raise
        self.collector.put_extensions(self.coursedir.assignment_id, self._own_dates())
        self.log.info("Open to the cohort: %s", self.coursedir.assignment_id)

    def _own_dates(self) -> dict[str, datetime]:
        given = extensions(Path(self.coursedir.root))
        return {who: due for (name, who), due in given.items()
                if name == self.coursedir.assignment_id}  # fmt: skip


class CollectFromCohort(_FetchesHandIns, CollectAsData):
    """Fetches the cohort's hand-ins, then collects them as on one machine."""

    def init_src(self) -> None:
        """Fetch first: those that count are chosen among what is there."""
        self.fetch_hand_ins([self.coursedir.assignment_id], every=self.before_duedate)
        super().init_src()


class ReturnToCohort(OverHttp, ReleaseAndNote):
    """Gives feedback back to those whose hand-ins it is on, with their marks."""

    def pass_on(self, learners: Collection[str]) -> set[str]:
        """Send each learner's pages; those whose page is current and not held back.

        What was typed in from paper came from no account: the page of that hand-in leads a trainer
        to the feedback, to print it (`trainer.paper_feedback`).
        """
        root, assignment = Path(self.coursedir.root), self.coursedir.assignment_id
        found = results(root / "gradebook.db", assignment=assignment)
        marks = {
            one.learner: (one.points, sum(mark.out_of for mark in one.marks))
            for one in found
            if one.points is not None
        }
        back = set()
        for learner in sorted(learners):
            folder = root / self.coursedir.feedback_directory / learner / assignment
            submission = (folder / SECRET).read_text(encoding="ascii").strip()
            if is_submission(submission):
                pages = {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}
                points, out_of = marks.get(learner, (None, 0.0))
                mark = (points, out_of) if points is not None and out_of else None
                try:
                    self.collector.give_back(submission, pages, mark)
                except Refused as refused:  # the others get theirs
                    self.log.error("One did not get it. %s", refused)
                    continue
            back.add(learner)
        return back
