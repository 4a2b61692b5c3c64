"""Grades everything that was handed in, in one session of the gradebook.

What nbgrader's own steps do for each hand-in (grading.md), without loading and opening everything
anew each time; tests/grading/test_bulk.py holds the two equal. A batch is written to the disk, then
to the gradebook, then noted: whoever is killed in between does it once more, with the same result.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from coprod_training.content.assessment import Assessment
from coprod_training.content.draw import drawn
from coprod_training.errors import CoprodError
from coprod_training.grading import kept_marks, marking, records
from coprod_training.grading.bulk_gradebook import BulkGradebook, HandInGrades
from coprod_training.grading.collected import SECRET, Form, form_of
from coprod_training.grading.extensions import dues_of
from coprod_training.grading.filled_form import FormText, GradedCell
from coprod_training.grading.gradebook import Result
from coprod_training.grading.hand_in_time import TIME, time_in
from coprod_training.grading.marked_copies import cleaned, files_beside, permissions
from coprod_training.grading.marking import Mark, Written
from coprod_training.grading.not_read import note_not_graded
from coprod_training.grading.quarantine import make_fit
from coprod_training.grading.reading import Reading, read_handed_in
from coprod_training.grading.returned import note_changed, returned_points

BATCH = 100  # hand-ins between two commits: what a kill may cost, and what memory holds


@dataclass
class _HandIn:
    """One hand-in on its way. answers: for each notebook, a mark or words for each part."""

    learner: str
    at: datetime
    answers: dict[str, dict[str, Mark | Written]] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


class BulkGrader:
    """The grading of one assignment. api: nbgrader's, opened on a course of ours."""

    def __init__(self, api: Any, assignment: str) -> None:
        """Read the released form and its key. Raises CoprodError when either is missing."""
        course = api.coursedir
        self.root, self.assignment = Path(course.root), assignment
        self._course = course
        self._form: Form = form_of(self._folder(course.release_directory, "."))
        self._assessment = marking.staff_assessment(
            Path(api.config.ScoreAnswers.course), assignment
        )
        self._show_key = bool(api.config.ScoreAnswers.get("show_key", False))
        self._of_anybody = marking.activities_of(self._assessment)
        self._texts = {
            name: FormText(cleaned(api, self._form, name)) for name in self._form.notebooks
        }
        self._beside = files_beside(api, assignment)
        self._permissions = permissions(api)
        self._kept: dict[tuple[str, datetime], Result] = {}

    def submitted(self) -> list[str]:
        """Everybody whose hand-in was collected, in order."""
        folder = self.root / self._course.submitted_directory
        return sorted(path.parent.name for path in folder.glob(f"*/{self.assignment}"))

    def grade(
        self, book: BulkGradebook, learners: Sequence[str], again: records.Regrading | None
    ) -> Iterator[tuple[str, bool]]:
        """Each learner, and whether grading reached its end, batch by batch.

        again: grade also what has been graded already. One hand-in that cannot be graded does not
        stop the others.
        """
        self._kept = kept_marks.kept_of(self.root, self.assignment) if again else {}
        graded = records.graded(self.root, self.assignment)
        texts = records.last_texts(self.root, self.assignment)
        waiting = iter(learners)
        while batch := list(islice(waiting, BATCH)):
            before = book.grades_of(batch)
            done: dict[str, bool] = {}
            ready = []
            for learner in batch:
                try:
                    one = self._read(learner)
                    if again or not self._is_graded(one, before.get(learner), graded):
                        self._write(one)
                        ready.append(one)
                    done[learner] = True
                except Exception:  # whatever is in one hand-in, the others are graded
                    done[learner] = False
                    self._forget(book, learner, before.get(learner))
                    folder = self._folder(self._course.submitted_directory, learner)
                    note_not_graded(self.root, folder)
            self._keep(book, ready, before, graded, texts, again)
            yield from done.items()

    def _read(self, learner: str) -> _HandIn:
        """Everything of one hand-in, marked. Raises OSError when its folder cannot be read."""
        folder = self._folder(self._course.submitted_directory, learner)
        reasons = list(make_fit(folder, self._form, self.root, learner))
        at = time_in(folder)
        if at is None:
            raise OSError("a collected hand-in without its time")
        one, asked = _HandIn(learner, at, reasons=reasons), drawn(self._assessment, learner)
        theirs = marking.activities_of(asked)
        for name, text in self._texts.items():
            file = folder / f"{name}.answers.jsonl"
            reading = read_handed_in(file, theirs, self._of_anybody)
            one.reasons += reading.reasons
            one.answers[name] = {
                cell.activity: self._answer(asked, cell, reading) for cell in text.cells
            }
        return one

    def _answer(self, asked: Assessment, cell: GradedCell, reading: Reading) -> Mark | Written:
        question = marking.question_of(asked, cell.activity)
        answer = reading.answers.get(question.activity.id)
        if cell.by_hand:
            return marking.reflection(question.activity, answer)
        return marking.mark(question, answer, cell.points, show_key=self._show_key)

    def _is_graded(
        self, one: _HandIn, before: HandInGrades | None, graded: Mapping[str, str]
    ) -> bool:
        here = self._folder(self._course.autograded_directory, one.learner)
        return (
            before is not None
            and before.is_whole
            and before.at == one.at
            and graded.get(one.learner) == one.at.isoformat()
            and all((here / f"{name}.ipynb").is_file() for name in self._texts)
        )

    def _write(self, one: _HandIn) -> None:
        """The marked copy, which marking pages and feedback are made from."""
        source = self._folder(self._course.submitted_directory, one.learner)
        dest = self._folder(self._course.autograded_directory, one.learner)
        fresh = dest.with_name(f".{dest.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name in (TIME, SECRET):
            shutil.copyfile(source / name, fresh / name)
        for name, path in self._beside.items():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, fresh / name)
        for name, text in self._texts.items():
            (fresh / f"{name}.ipynb").write_text(text.filled(one.answers[name]), encoding="utf-8")
        for path in fresh.rglob("*"):
            if path.is_file():
                path.chmod(self._permissions)
        shutil.rmtree(dest, ignore_errors=True)
        fresh.rename(dest)

    def _forget(self, book: BulkGradebook, learner: str, before: HandInGrades | None) -> None:
        """Let no former score outlive a grading that failed: it would look current."""
        here = self._folder(self._course.autograded_directory, learner)
        shutil.rmtree(here, ignore_errors=True)
        if before is not None:
            book.forget(before)

    def _keep(
        self,
        book: BulkGradebook,
        ready: Sequence[_HandIn],
        before: Mapping[str, HandInGrades],
        graded: Mapping[str, str],
        texts: dict[tuple[str, str], str],
        again: records.Regrading | None,
    ) -> None:
        """Each change of a mark into the records, all marks into the gradebook, then the rest.

        So whoever is killed in between has a change twice on record, and never one without.
        """
        changed = _regraded(ready, before, self._kept) if again else {}
        told = [(event, who, about | vars(again)) for event, who, about in chain(*changed.values())]
        notes: list[records.Note] = []
        for one in ready:
            was = before.get(one.learner)
            taken_back = _given_in_our_place(one, was, graded.get(one.learner))
            for activity, words in _written(one):
                digest, known = records.digest(words), texts.get((one.learner, activity))
                if digest == known:
                    continue
                texts[one.learner, activity] = digest
                notes.append(("text copied", one.learner, {"activity": activity, "text": digest}))
                # Of the same hand-in only when its grading was cut short: a mark given since then
                # is a mark for this text.
                another = was and (was.at != one.at or not was.is_whole)
                if known is not None and was and another and activity in was.manual:
                    # A mark that was given to another text; nbgrader would keep it.
                    taken_back[activity] = was.manual[activity]
            told += [_reset(one.learner, *about) for about in taken_back.items()]
            notes += [("left out", one.learner, {"reason": reason}) for reason in one.reasons]
            notes.append(("graded", one.learner, {"handed_in": one.at.isoformat()}))
            book.add(one.learner, one.at, one.answers, was, list(taken_back))
        records.note_all(self.root, self.assignment, told, datetime.now(UTC))
        book.commit()
        now = datetime.now(UTC)
        records.note_all(self.root, self.assignment, notes, now)
        back = returned_points(self.root)
        for learner in changed:
            if (learner, self.assignment) in back:  # also where the points come to the same
                note_changed(self.root, learner, self.assignment, now)

    def _folder(self, step: str, learner: str) -> Path:
        return Path(self._course.format_path(step, learner, self.assignment))


def in_gradebook(book: Any, api: Any, assignment: str) -> BulkGradebook:
    """One assignment of nbgrader's open Gradebook. Raises CoprodError when it is not in it."""
    from nbgrader.api import MissingEntry

    own_dues = dues_of(Path(api.coursedir.root), assignment).own
    try:
        return BulkGradebook(book, api.config, assignment, own_dues)
    except MissingEntry as error:
        raise CoprodError(
            "This assignment is not in the gradebook.",
            fix=f"Make it with: nbgrader generate_assignment {assignment}.",
        ) from error


def _regraded(
    ready: Sequence[_HandIn],
    before: Mapping[str, HandInGrades],
    kept: Mapping[tuple[str, datetime], Result],
) -> dict[str, list[records.Note]]:
    """By learner, each mark by the course that is another one now, for the same hand-in.

    kept: what was kept when all of it was marked. It is asked where a grading that failed in
    between has taken the mark out of the gradebook, and nobody has given another one by hand.
    """
    found: dict[str, list[records.Note]] = {}
    for one in ready:
        known = before.get(one.learner)
        if known is None or known.at != one.at:
            continue
        by_course = {
            name: auto
            for name, auto in known.auto.items()
            if auto is not None or name not in known.manual
        }
        was = kept_marks.found_again(by_course, kept.get((one.learner, one.at)))
        found[one.learner] = [
            (
                "regraded",
                one.learner,
                {"activity": name, "before": was.get(name), "mark": new.points},
            )
            for answers in one.answers.values()
            for name, new in answers.items()
            if isinstance(new, Mark) and new.points != was.get(name)
        ]
    return {learner: notes for learner, notes in found.items() if notes}


def _given_in_our_place(
    one: _HandIn, was: HandInGrades | None, graded: str | None
) -> dict[str, tuple[float, str | None]]:
    """By activity, what a person gave in the course's place to another hand-in than this one.

    graded: the time of the hand-in whose grading came to its end last, as the records have it.
    nbgrader writes the new time before anything else: where it was stopped then, that alone tells.
    """
    if was is None:
        return {}
    cut_short = not was.is_whole and graded not in (None, one.at.isoformat())
    given = was.manual if was.at != one.at or cut_short else {}
    marked = {name for answers in one.answers.values() for name in answers} - {
        name for name, _ in _written(one)
    }
    return {name: mark for name, mark in given.items() if name in marked}


def _reset(learner: str, activity: str, given: tuple[float, str | None]) -> records.Note:
    about = {"activity": activity, "mark": given[0], "comment": given[1]}
    return "mark reset", learner, about


def _written(one: _HandIn) -> Iterator[tuple[str, str]]:
    for answers in one.answers.values():
        for activity, answer in answers.items():
            if isinstance(answer, Written):
                yield activity, answer.text
