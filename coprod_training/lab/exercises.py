"""Every exercise of a learner, put together from the exchange and their own folder."""

from datetime import datetime
from pathlib import Path
from typing import Any

from coprod_training.answers import AnswerStore, outcomes_of
from coprod_training.content.assessment import Assessment
from coprod_training.content.draw import drawn
from coprod_training.errors import CoprodError
from coprod_training.grading.config import COURSE_ID, RECEIPTS
from coprod_training.grading.due import read_due
from coprod_training.grading.extensions import FOLDER as EXTENSIONS
from coprod_training.grading.from_collector import is_from_collector
from coprod_training.grading.gradebook import results
from coprod_training.lab.exchange_process import ExchangeProcess
from coprod_training.lab.exercise_state import exercise, standing_in
from coprod_training.lab.home import Home

Listing = dict[str, Any]
Marked = frozenset[tuple[str, datetime]]  # hand-ins, each as its exercise and when it came, UTC
# Seconds after which the exchange is asked even when nothing seems to have changed; and for whom
# feedback may lie in a hub's collector, which gives no sign on this disk, or while it is away.
_FRESH, _WAITING = 300.0, 20.0


class Exercises:
    """The exercises of one home. Asking nbgrader takes seconds, so it is asked only on a change."""

    def __init__(self, home: Home) -> None:
        """Start nothing yet."""
        self.home = home
        self.process = ExchangeProcess(home.folder / ".coprod")
        self._known: tuple[object, float, Listing] | None = None

    async def all(self, now: datetime) -> list[dict[str, Any]]:
        """Each exercise as `replies.ts` describes it, in the order of the course."""
        listing = await self._listing(now)
        marked = self._marked(listing)
        return [self._one(a, listing, marked, now) for a in self.home.course().assessments]

    async def one(self, assessment: Assessment, now: datetime) -> dict[str, Any]:
        """One exercise."""
        listing = await self._listing(now)
        return self._one(assessment, listing, self._marked(listing), now)

    async def ask(self, verb: str, assignment: str) -> None:
        """Fetch or submit. Raises Refusal.

        What was fetched is seen on the disk, so nbgrader need not be asked for its list again.
        """
        try:
            await self.process.ask(verb, "--learner", self.home.learner, "--assignment", assignment)
        finally:
            if verb != "fetch":
                self._known = None

    def forget(self) -> None:
        """Ask nbgrader anew next time, whatever the signs on the disk say."""
        self._known = None

    async def _listing(self, now: datetime) -> Listing:
        if self.home.role == "trainer":
            return self._released_here()
        signs, at = self._signs(), now.timestamp()
        if self._known:
            known_signs, asked_at, known = self._known
            if known_signs == signs:
                soon = known["away"] or self._may_wait_elsewhere(known)
                if 0 <= at - asked_at < (_WAITING if soon else _FRESH):
                    return known
        listing = await self.process.ask("list", "--learner", self.home.learner)
        # What changed while nbgrader looked makes it look again. The exchange may have been away.
        self._known = (signs, at, listing) if self._signs() == signs else None
        return listing

    def _may_wait_elsewhere(self, listing: Listing) -> bool:
        """Whether a hand-in has no feedback here, and a collector may have it by now."""
        waits = any(not one["feedback"] for one in listing["handed_in"])
        return waits and is_from_collector(self.home.workspace.exchange / COURSE_ID)

    def _marked(self, listing: Listing) -> Marked:
        """Which of this learner's hand-ins are marked, and nothing of how (docs/decisions/0006).

        Empty where the gradebook lies out of reach, as on a hub: they are handed in, then.
        """
        if not listing["handed_in"]:
            return frozenset()
        try:
            found = results(self.home.workspace.trainer / "gradebook.db", self.home.learner)
        except (OSError, CoprodError):
            return frozenset()
        return frozenset(
            (one.assignment, one.handed_in)
            for one in found
            if one.state == "marked" and one.handed_in
        )

    def _one(
        self, assessment: Assessment, listing: Listing, marked: Marked, now: datetime
    ) -> dict[str, Any]:
        slug = assessment.id
        name = f"exercises/{slug}/{slug}.ipynb"
        there = (self.home.folder / name).is_file()
        answers = AnswerStore(self.home.place().answers_of(slug, True)).read().answers
        own = drawn(assessment, self.home.learner)
        activities = {question.activity.id: question.activity for question in own.questions}
        newest = {one.activity_id: one for one in outcomes_of(answers, activities)}
        standing = standing_in(
            listing,
            slug,
            self.home.learner,
            path=f"{self.home.prefix}{name}" if there else "",
            done=sum(one.done for one in newest.values()),
            of=len(own.questions),
            marked=marked,
        )
        return exercise(own, self.home.course().info.pass_rule, standing, now)

    def _released_here(self) -> Listing:
        """For the learner view: what is released, read from the exchange's own folder."""
        outbound = self.home.workspace.exchange / COURSE_ID / "outbound"
        released = [
            {
                "assignment": path.name,
                "due": due.isoformat() if (due := read_due(path)) else None,
            }
            for path in sorted(outbound.glob("*"))
        ]
        return {"away": False, "released": released, "handed_in": []}

    def _signs(self) -> object:
        """What changes on the disk when anything is released, handed in or returned."""
        exchange = self.home.workspace.exchange / COURSE_ID
        folders = [
            exchange / "outbound",
            *sorted((exchange / "outbound").glob("*")),
            exchange / "feedback",
            exchange / EXTENSIONS,
            self.home.folder / RECEIPTS / COURSE_ID,
            *sorted((self.home.folder / "exercises").glob("*/feedback")),
        ]
        return [(str(folder), _changed(folder)) for folder in folders]


def _changed(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
