"""Deletes everything that is held about a learner, on one machine.

The trainer's side goes first: when that cannot be done, the learner's own files stay, and the
learner is told that it is not known how much is deleted. Doing it again finishes what is left. What
stays: each yes and no to the survey data, without a name; worries that are open; totals that were
published; and one line that says it was done.
"""

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from coprod_training.content.testers import forget_tester
from coprod_training.content.upgrade import put_back
from coprod_training.errors import CoprodError
from coprod_training.forum.book import ForumBook
from coprod_training.grading.config import COURSE_ID, RECEIPTS
from coprod_training.grading.deletion_audit import note_deletion
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.from_collector import is_from_collector, note_copied
from coprod_training.grading.one_round import no_round
from coprod_training.lab.exchange_process import ExchangeProcess
from coprod_training.lab.handler import Refusal
from coprod_training.lab.home import Home
from coprod_training.lab.my_data import answer_files, survey_pseudonym
from coprod_training.lab.reports import ReportBook
from coprod_training.survey.store import SurveyStore
from coprod_training.survey.withdraw import withdraw_person

NOT_KNOWN = (
    "It is not known how much is deleted. Press Delete my data again: it finishes what is left."
)
BUSY = (
    "Your trainer is collecting, marking or returning work at this moment. Wait a minute, then"
    " press Delete my data again."
)
_ON_ONE_MACHINE = (
    "Everything that was held about you is deleted: your answers, exercises, marks, feedback, notes"
    " and your place on the forum's list. If you said yes or no to the survey data, that stays"
    " there, without your name, so that an older yes never counts again. If somebody is looking"
    " into a worry about your safety, their note and the words it is about go when they are done."
)
_IN_THEIR_COURSE = (
    "Everything that was held in your own course is deleted: your answers, exercises, feedback,"
    " notes and your place on the forum's list. What your trainer has stays with your trainer: the"
    " work that they fetched, marks, more time, records of marking, and any note of a worry about"
    " your safety. Ask them to delete it."
)


@dataclass(frozen=True)
class Deleted:
    """Counts of what was deleted; no word and no name."""

    answer_files: int
    exercises: int
    hand_ins: int
    feedback: int
    marked: int
    reports: int
    survey_rows: int
    forum: int
    tester: int

    def sentence(self, on_a_hub: bool = False) -> str:
        """What was done and what stays, for the learner. on_a_hub: more is held elsewhere."""
        words = _IN_THEIR_COURSE if on_a_hub else _ON_ONE_MACHINE
        words += " Grouped figures that were published before stay as they are."
        off = (
            " You are off the list of people who test a pilot. Copies of the course that were made"
            " before keep a code for your name until they are made again."
        )
        return words + off if self.tester else words


async def forget_everything(
    home: Home, process: ExchangeProcess, now: datetime, begin: Callable[[], None]
) -> Deleted:
    """Delete it all, and write the audit line. begin: called just before the first step.

    Raises CoprodError when the forum's list cannot be read, or its key or the survey's is missing,
    and a Refusal while a step of the trainer's round runs: then nothing is deleted at all, and
    `begin` was not called. From then on whatever goes wrong
    leaves some of it deleted: a Refusal with a status of 500 or more, by which the page tells the
    two apart.
    """
    ForumBook(home.workspace.private).of(home.learner)
    survey_pseudonym(home.workspace.private, home.learner)
    _refuse_in_a_round(home.workspace.trainer)
    begin()
    try:
        return await _forget(home, process, now)
    except (Refusal, CoprodError) as error:
        raise Refusal(500, NOT_KNOWN) from error


def _refuse_in_a_round(trainer: Path) -> None:
    """The process that deletes there refuses too; here it is known that nothing is deleted yet."""
    try:
        with no_round(trainer):
            pass
    except CoprodError as error:
        raise Refusal(409, BUSY) from error


async def _forget(home: Home, process: ExchangeProcess, now: datetime) -> Deleted:
    private = home.workspace.private
    course = home.workspace.exchange / COURSE_ID
    hand_ins = home.folder / RECEIPTS
    taken = await process.ask(
        "forget",
        *("--learner", home.learner),
        *("--exchange", str(course)),
        *("--trainer", str(home.workspace.trainer)),
        *("--cache", str(hand_ins / COURSE_ID)),
    )
    name = survey_pseudonym(private, home.learner)
    rows = withdraw_person(SurveyStore(private), name, now) if name else 0
    reports = ReportBook(private).erase(home.learner)
    forum = ForumBook(private).erase(home.learner)
    FlagBook(private).forget(home.learner, now)
    tester = forget_tester(private, home.course().info.id, home.learner)
    if is_from_collector(course):  # what came back stands there by its digest
        note_copied(course, {})
    files, exercises = forget_folder(home.folder)
    deleted = Deleted(
        answer_files=files,
        exercises=exercises,
        hand_ins=int(taken["hand_ins"]),
        feedback=int(taken["feedback"]),
        marked=int(taken["marked"]),
        reports=reports,
        survey_rows=rows,
        forum=forum,
        tester=tester,
    )
    note_deletion(private, "learner data deleted", asdict(deleted), now)
    return deleted


def forget_folder(folder: Path) -> tuple[int, int]:
    """Delete a learner's own files in their home; the counts of answer files and exercises.

    Lessons are as the course shipped them then: what the learner changed in them goes, and so do
    copies of changed ones and own pictures, since an own word may stand there; and the copies that
    JupyterLab keeps.
    """
    files = answer_files(folder)
    for file in files:
        file.unlink()
    exercises = [path for path in (folder / "exercises").glob("*") if path.is_dir()]
    gone = [
        *(folder / "exercises").glob("*"),
        folder / RECEIPTS,
        *folder.glob(".coprod/.nbgrader.log"),
        *folder.rglob(".ipynb_checkpoints"),
        *folder.rglob("* (my copy *).*"),
    ]
    for path in gone:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    put_back(folder)
    return len(files), len(exercises)
