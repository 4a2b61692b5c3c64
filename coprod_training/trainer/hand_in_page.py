"""The page on which a trainer marks one hand-in: read from the gradebook and the records, drawn."""

from collections.abc import Sequence
from typing import Any

from coprod_training.content.draw import drawn
from coprod_training.errors import CoprodError
from coprod_training.grading import kept_marks, records
from coprod_training.grading.counted_hand_ins import counted_earlier
from coprod_training.grading.extensions import dues_of
from coprod_training.grading.feedback_marks import marks_of
from coprod_training.grading.flags import FlagBook
from coprod_training.grading.gradebook import Result
from coprod_training.grading.hand_in_time import TIME_FORM
from coprod_training.grading.hand_ins import (
    HandInRow,
    ids_of,
    mark_ids_of,
    time_told,
    waiting_for,
)
from coprod_training.grading.hidden_marks import hidden_from
from coprod_training.grading.paper_hand_in import typed_in
from coprod_training.grading.partly_read import is_partly_read
from coprod_training.grading.receipt import HandIn
from coprod_training.grading.returned import was_returned
from coprod_training.lab.dates import record_words
from coprod_training.trainer import words
from coprod_training.trainer.comments import comment_bank
from coprod_training.trainer.flag_pages import flags_said
from coprod_training.trainer.mark_changes import change_rows
from coprod_training.trainer.marked_copy import parts_of
from coprod_training.trainer.marking_page import needed_level, question_lines, to_judge, to_mark
from coprod_training.trainer.paper_feedback import is_to_print
from coprod_training.trainer.places import feedback_place, hand_in_place, next_place, question_place
from coprod_training.trainer.site import draw
from coprod_training.trainer.trainer import Trainer
from coprod_training.trainer.who import Who


def hand_in_page(
    trainer: Trainer,
    flags: FlagBook,
    mine: HandInRow,
    rows: Sequence[HandInRow],
    base_url: str,
    who: Who,
    only: str = "",
) -> str:
    """The page of `mine`, which is one of `rows`: all collected hand-ins of its assignment.

    who: looks at it. only: the activity to be marked across all learners; left out, every written
    answer.
    Raises CoprodError when its marked copy is not one of this course.
    """
    assignment, learner = mine.assignment, mine.learner
    everything = trainer.course().assessment(assignment)
    parts = parts_of(trainer, learner, assignment)
    if everything is None:
        raise CoprodError("The course no longer has this exercise.")
    assessment = drawn(everything, learner)
    # The notebook of an exercise has the exercise's name.
    found = marks_of(trainer.database, learner, assignment, assignment)
    damaged = is_partly_read(trainer.root, assignment, learner, mine.handed_in)
    questions = question_lines(assessment, parts, found, partly_read=damaged)
    ids, bank = ids_of(trainer.database, mine.id), comment_bank(trainer.root)
    waiting = hidden_from(trainer.root, assignment, who.account, learner)
    hidden = {one.activity: one.state for one in waiting}
    changes = [
        one
        for one in records.mark_changes(trainer.root, assignment, learner)
        if one.get("activity") not in hidden
    ]
    shown = {
        "id": mine.id,
        "number": rows.index(mine) + 1,
        "total": len(rows),
        "assignment": assignment,
        "title": assessment.title,
        "name": mine.name,
        "handed_in": words.time_words(
            mine.handed_in, dues_of(trainer.root, assignment).of(learner)
        ),
        "at": time_told(mine),
        "receipt": _receipt(mine),
        "again": bool(_earlier(trainer, mine)),
        "tries": _tries(trainer, mine),
        "paper": _paper(trainer, mine, who),
        "to_print": _to_print(trainer, mine, base_url, who),
        "needed": needed_level(trainer.course().info.pass_rule),
        "reflections": [
            one
            for one in to_mark(assessment, parts, found, ids, bank)
            if only in ("", one.activity)
        ],
        "hidden": hidden,
        "flags": flags_said(flags, mine, who, trainer.course().info.help.contacts),
        "contacts": trainer.course().info.help.contacts,
        "notes": assessment.facilitator_notes.strip(),
        "was_returned": _was_returned(trainer, mine),
        "partly_read": damaged,
        "changes": change_rows(assessment, changes, who.said),
        "questions": () if only else questions,
        "to_judge": ()
        if only
        else to_judge(assessment, parts, found, mark_ids_of(trainer.database, mine.id)),
        "right": sum(one.result == "Right" for one in questions),
        **_around(trainer, mine, rows, base_url, only),
    }
    return draw("marking.html.j2", base_url=base_url, page=shown, who=who)


def _around(
    trainer: Trainer, mine: HandInRow, rows: Sequence[HandInRow], base_url: str, only: str
) -> dict[str, Any]:
    """How many are left, and the addresses of the next, the one before and the one after."""
    assignment = mine.assignment

    def place(hand_in: str) -> str:
        if only:
            return question_place(base_url, assignment, only, hand_in)
        return hand_in_place(base_url, hand_in)

    if only:
        left = set(waiting_for(trainer.database, assignment).get(only, ()))
        following = question_place(base_url, assignment, only)
    else:
        left = {row.id for row in rows if row.points is None}
        following = next_place(base_url, assignment)
    number = rows.index(mine)
    return {
        "only": only,
        "left": len(left - {mine.id}),
        "next": f"{following}?after={mine.id}",
        "before_this": place(rows[number - 1].id) if number else "",
        "after_this": place(rows[number + 1].id) if number + 1 < len(rows) else "",
    }


def _earlier(trainer: Trainer, row: HandInRow) -> list[Result]:
    """Earlier hand-ins of the same learner that were marked, whether or not that mark counts."""
    marked = kept_marks.kept(trainer.root, row.learner, row.assignment)
    return [one for one in marked if one.handed_in and one.handed_in != row.handed_in]


def _tries(trainer: Trainer, row: HandInRow) -> list[str]:
    """Those of the earlier hand-ins that count, each in a few words."""
    earlier = counted_earlier(trainer.root, _earlier(trainer, row))
    return [
        f"{record_words(one.handed_in)}: {one.points:g} of"
        f" {sum(mark.out_of for mark in one.marks):g} points"
        + (f", {one.taken_off:g} taken off for being late" if one.taken_off else "")
        for one in sorted(earlier, key=lambda one: str(one.handed_in))
        if one.handed_in
    ]


def _was_returned(trainer: Trainer, row: HandInRow) -> bool:
    """Whether the learner has seen marks of this very hand-in."""
    if row.handed_in is None:
        return False
    return was_returned(trainer.root, row.learner, row.assignment, row.handed_in)


def _receipt(row: HandInRow) -> str:
    if row.handed_in is None:
        return ""
    return HandIn(row.learner, row.assignment, row.handed_in.strftime(TIME_FORM)).code


def _paper(trainer: Trainer, row: HandInRow, who: Who) -> str:
    """Who typed it in from paper, or "" where the learner handed it in."""
    if row.handed_in is None:
        return ""
    note = typed_in(trainer.root, row.assignment, row.learner, row.handed_in)
    if not note:
        return ""
    return f"Typed in from paper by {who.said(str(note.get('by', '')), str(note.get('at', '')))}"


def _to_print(trainer: Trainer, row: HandInRow, base_url: str, who: Who) -> str:
    """Where the feedback on what came on paper is, once it has gone back; else ""."""
    if not is_to_print(trainer, row, who.account):
        return ""
    return feedback_place(base_url, row.assignment, row.id)
