"""A learner's parts of nbgrader's exchange: list, fetch, hand in, fetch feedback."""

import os
from collections.abc import Iterable
from pathlib import Path

from nbgrader.exchange.default.fetch_assignment import ExchangeFetchAssignment
from nbgrader.exchange.default.fetch_feedback import ExchangeFetchFeedback
from nbgrader.exchange.default.list import ExchangeList
from nbgrader.exchange.default.submit import ExchangeSubmit
from nbgrader.utils import get_username

from coprod_training.exchange import copies
from coprod_training.exchange.collector import Away, Refused
from coprod_training.exchange.over_http import OverHttp
from coprod_training.exchange.pulled import pull_own, pull_releases
from coprod_training.exchange.sent import sent_of
from coprod_training.grading.receipt import HandIn


class _FetchesOwn(OverHttp):
    """Mixed into the parts that need what a learner handed in, and what came back."""

    def fetch_own(self, assignments: Iterable[str]) -> None:
        """Fetch what is new; that something cannot be fetched is said."""
        pull_own(
            self.collector,
            self.copy,
            Path(self.cache) / self.copy.name,
            assignments,
            not_fetched=self._say_not_fetched,
        )

    def _say_not_fetched(self, _: str, refused: Refused) -> None:
        self.log.warning(
            "Something that you handed in, or that came back, could not be fetched. %s",
            refused.sentences,
        )


class OwnList(_FetchesOwn, ExchangeList):  # type: ignore[misc]  # nbgrader ships no types
    """What is open, and what was handed in; feedback that came back is ready to be fetched."""

    def init_src(self) -> None:
        """Bring the copy up to date. While the collector is away, what is known already counts."""
        if self.remove and not self.cached:
            self.fail("Learners cannot remove open exercises, or what was handed in.")
        try:
            names = pull_releases(self.collector, self.copy)
            self.fetch_own(names)
        except Away as away:
            self.log.warning(away.what)
        super().init_src()


class Fetch(OverHttp, ExchangeFetchAssignment):  # type: ignore[misc]  # as above
    """Fetches an exercise."""

    def init_src(self) -> None:
        """Bring the copy up to date."""
        pull_releases(self.collector, self.copy)
        super().init_src()


class FetchOwnFeedback(_FetchesOwn, ExchangeFetchFeedback):  # type: ignore[misc]  # as above
    """Fetches feedback on one's own hand-ins."""

    def init_src(self) -> None:
        """Bring the copy up to date."""
        names = [self.coursedir.assignment_id] if self.coursedir.assignment_id else []
        self.fetch_own(names)
        super().init_src()


class HandOver(OverHttp, ExchangeSubmit):  # type: ignore[misc]  # as above
    """Hands in what an exercise uses of its folder, and keeps the receipt's copy.

    knows_what_it_has: the same files again are no second hand-in. may_have_arrived: whether it was
    sent, and the collector has not said no.
    """

    knows_what_it_has = True
    may_have_arrived = False

    def init_dest(self) -> None:
        """Find where the learner's own copy goes; who they are is the token's to say."""
        self.cache_path = str(Path(self.cache) / self.copy.name)
        asked = self.coursedir.student_id
        self.learner = os.environ.get("JUPYTERHUB_USER") or (
            get_username() if asked == "*" else asked
        )
        if asked not in ("*", self.learner):
            self.fail("You can hand in as yourself only. Leave out --student.")

    def copy_files(self) -> None:
        """Send, and say the receipt. The very same files again give the first receipt again."""
        pull_releases(self.collector, self.copy)
        self.init_release()
        self.check_filename_diff()
        files, left_out = sent_of(Path(self.src_path), Path(self.release_path))
        if left_out:
            self.log.warning("%s other files in the folder were not sent.", left_out)
        assignment = self.coursedir.assignment_id
        collector = self.collector
        self.may_have_arrived = True
        try:
            said = collector.hand_in(assignment, files)
        except (Away, Refused) as error:
            self.may_have_arrived = error.may_be_done
            raise
        one = said | {"learner": self.learner, "assignment": assignment}
        self.timestamp = str(said["timestamp"])
        name = copies.hand_in_name(one, with_id=False)
        if not name or HandIn(self.learner, assignment, self.timestamp).code != said["receipt"]:
            self.fail(
                "It was handed in, but the hub knows you by a different name from this folder."
            )
        copies.put_hand_in(Path(self.cache_path) / name, one, files)
        if said["again"]:
            self.log.info("This has already been handed in.")
        self.log.info("Handed in at %s. Receipt: %s", self.timestamp, said["receipt"])

    def init_release(self) -> None:
        """Find the released form in the copy."""
        self.release_path = str(self.copy / "outbound" / self.coursedir.assignment_id)
        if not Path(self.release_path).is_dir():
            self.fail("This exercise is not open to you.")
