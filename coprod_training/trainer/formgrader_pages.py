"""Our page for each template that formgrader would draw, under the same addresses."""

from collections.abc import Callable, Mapping
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.grading.extensions import dues_of
from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.hand_in_time import TIME_FORM
from coprod_training.grading.receipt import HandIn
from coprod_training.grading.records import reasons_by_learner
from coprod_training.grading.returned import was_returned
from coprod_training.lab.dates import due_words
from coprod_training.trainer import words
from coprod_training.trainer.comments import comment_bank
from coprod_training.trainer.flag_pages import flag_steps
from coprod_training.trainer.hand_in_list import HandInRow, full_name, hand_ins, ids_of
from coprod_training.trainer.marked_copy import parts_of
from coprod_training.trainer.marking_page import needed_level, question_lines, to_mark
from coprod_training.trainer.site import draw
from coprod_training.trainer.trainer import Trainer

_About = Mapping[str, Any]


def page(trainer: Trainer, template: str, about: _About) -> str:
    """The page for one of formgrader's templates. about: what formgrader puts into it."""
    return _PAGES.get(template, _nothing)(trainer, about)


def marking(trainer: Trainer, flags: FlagBook, about: _About) -> str:
    """The page on which one hand-in is marked. about: formgrader's resources.

    Raises CoprodError when its marked copy is not one of this course.
    """
    assignment, learner = about["assignment_id"], about["student"]
    assessment = trainer.course().assessment(assignment)
    parts = parts_of(trainer, learner, assignment)
    if assessment is None:
        raise CoprodError("The course no longer has this exercise.")
    found = marks_of(trainer.database, learner, assignment, about["notebook_id"])
    rows = hand_ins(trainer.database, assignment=assignment)
    mine = next(row for row in rows if row.id == about["submission_id"])
    questions = question_lines(assessment, parts, found)
    reflections = to_mark(
        assessment,
        parts,
        found,
        ids_of(trainer.database, mine.id),
        comment_bank(trainer.root),
    )
    dues = dues_of(trainer.root, assignment)
    at = mine.handed_in.replace(tzinfo=None).isoformat() if mine.handed_in else ""
    shown = {
        "id": mine.id,
        "number": about["index"] + 1,
        "total": about["total"],
        "assignment": assignment,
        "title": assessment.title,
        "name": mine.name,
        "handed_in": words.time_words(mine.handed_in, dues.of(mine.learner)),
        # As formgrader's API compares it: UTC, without saying so.
        "at": at,
        "receipt": _receipt(mine),
        "needed": needed_level(trainer.course().info.pass_rule),
        "reflections": reflections,
        "flags": {
            one.activity: flag_steps(one)
            for one in flags.of(learner, assignment)
            if one.handed_in == at
        },
        "contacts": trainer.course().info.help.contacts,
        "notes": assessment.facilitator_notes.strip(),
        "was_returned": _was_returned(trainer, mine),
        "questions": questions,
        "right": sum(one.result == "Right" for one in questions),
        "left": sum(row.points is None and row.id != mine.id for row in rows),
    }
    return draw("marking.html.j2", base_url=about["base_url"], page=shown)


def _was_returned(trainer: Trainer, row: HandInRow) -> bool:
    """Whether the learner has seen marks of this very hand-in."""
    if row.handed_in is None:
        return False
    return was_returned(trainer.root, row.learner, row.assignment, row.handed_in)


def _receipt(row: HandInRow) -> str:
    if row.handed_in is None:
        return ""
    return HandIn(row.learner, row.assignment, row.handed_in.strftime(TIME_FORM)).code


def _exercises(trainer: Trainer, about: _About) -> str:
    base = about["base_url"]
    return draw("moved.html.j2", base_url=base, to=f"{base}/coprod/trainer")


def _hand_ins(trainer: Trainer, about: _About) -> str:
    assignment = about["assignment_id"]
    left_out = reasons_by_learner(trainer.root, assignment)
    found = hand_ins(trainer.database, assignment=assignment)
    dues = dues_of(trainer.root, assignment)
    rows = [
        {
            "learner": row.learner,
            "name": row.name,
            "handed_in": words.time_words(row.handed_in, dues.of(row.learner)),
            "words": words.hand_in_words(row),
            "points": words.points_words(row.points),
            "reasons": left_out.get(row.learner, ()),
        }
        for row in sorted(found, key=lambda row: row.name.casefold())
    ]
    title = trainer.title(assignment)
    return draw(
        "hand_ins.html.j2",
        base_url=about["base_url"],
        assignment=assignment,
        title_of=title,
        rows=rows,
    )


def _to_mark(trainer: Trainer, about: _About) -> str:
    assignment = about["assignment_id"]
    found = hand_ins(trainer.database, assignment=assignment)
    rows = [
        {
            "id": row.id,
            "words": words.hand_in_words(row),
            "points": words.points_words(row.points),
        }
        for row in found
    ]
    return draw(
        "to_mark.html.j2",
        base_url=about["base_url"],
        title_of=trainer.title(assignment),
        rows=rows,
        waiting=sum(row.points is None for row in found),
    )


def _learners(trainer: Trainer, about: _About) -> str:
    by_learner: dict[tuple[str, str], list[HandInRow]] = {}
    for row in hand_ins(trainer.database):
        by_learner.setdefault((row.name, row.learner), []).append(row)
    rows = [
        {
            "learner": learner,
            "name": name,
            "handed_in": len(found),
            "marked": sum(row.points is not None for row in found),
        }
        for (name, learner), found in sorted(by_learner.items())
    ]
    return draw(
        "learners.html.j2",
        base_url=about["base_url"],
        rows=rows,
        of=len(trainer.course().assessments),
    )


def _learner(trainer: Trainer, about: _About) -> str:
    found = hand_ins(trainer.database, learner=about["student_id"])
    by_assignment = {row.assignment: row for row in found}
    rows = []
    for one in trainer.course().assessments:
        row, due = by_assignment.get(one.id), dues_of(trainer.root, one.id).of(about["student_id"])
        rows.append(
            {
                "assignment": one.id,
                "title": one.title,
                "handed_in": words.time_words(row.handed_in, due) if row else "Not handed in",
                "due": due_words(due).removeprefix("Due ") or "No due date",
                "words": words.hand_in_words(row) if row else "Not handed in",
                "points": words.points_words(row.points) if row else "–",
            }
        )
    name = found[0].name if found else full_name(about["student_id"], None, None)
    return draw(
        "learner.html.j2",
        base_url=about["base_url"],
        learner=about["student_id"],
        name=name,
        rows=rows,
    )


def _lost(trainer: Trainer, about: _About) -> str:
    return draw(
        "message.html.j2",
        base_url=about["resources"]["base_url"],
        heading="The marked copy of this hand-in is not there",
        words="Go to Exercises and collect again. Marks that were given are kept.",
    )


def _nothing(trainer: Trainer, about: _About) -> str:
    return draw(
        "message.html.j2",
        base_url=about.get("base_url", ""),
        heading="There is nothing here",
        words="This page is not part of the course.",
    )


_PAGES: dict[str, Callable[[Trainer, _About], str]] = {
    "manage_assignments.tpl": _exercises,
    "gradebook_assignments.tpl": _exercises,
    "manage_submissions.tpl": _hand_ins,
    "gradebook_notebooks.tpl": _to_mark,
    "gradebook_notebook_submissions.tpl": _to_mark,
    "manage_students.tpl": _learners,
    "manage_students_assignments.tpl": _learner,
    "manage_students_notebook_submissions.tpl": _learner,
    "formgrade_404.tpl": _lost,
}
