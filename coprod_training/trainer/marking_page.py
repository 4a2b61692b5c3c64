"""What stands on the page where a trainer marks one hand-in. Pure: everything is handed in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coprod_training.content.assessment import (
    LEVELS,
    TOP_LEVEL,
    Assessment,
    Example,
    Question,
    levels_of,
)
from coprod_training.content.course import PassRule
from coprod_training.grading.feedback_marks import HandInMarks
from coprod_training.grading.feedback_page import MarkedQuestion, feedback_page, wordings
from coprod_training.grading.gradebook import CellMark, same_points
from coprod_training.grading.marked_form import MarkedPart
from coprod_training.grading.marking import EARLIER
from coprod_training.trainer.changed_meanwhile import mark_now


@dataclass(frozen=True, kw_only=True)
class RubricChoice:
    """One mark to choose. points: what formgrader is told. given: it is the mark now."""

    number: int
    name: str
    text: str
    points: str
    given: bool


@dataclass(frozen=True, kw_only=True)
class ToMark:
    """One written answer. grade, comment_id: formgrader's ids.

    had: the mark that the gradebook has, as the page sends it back with another one: in JSON.
    earlier: that it is to earlier words of its question, "" where it is not.
    note: what there is to know about a mark that was given, "" when nothing.
    bank: comments kept for this activity.
    """

    activity: str
    grade: str
    had: str
    comment_id: str
    title: str
    questions: tuple[str, ...]
    text: str
    earlier: str
    comment: str
    levels: tuple[RubricChoice, ...]
    examples: tuple[Example, ...]
    note: str
    bank: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """One question that the course marked."""

    title: str
    answer: str
    result: str
    points: str


@dataclass(frozen=True, kw_only=True)
class ToJudge:
    """An answer to earlier words of a question, which the course marked by its key of today.

    grade: formgrader's id. had: as in `ToMark`. choices: the marks that a person can give, the
    one of now among them.
    """

    grade: str
    had: str
    title: str
    answer: str
    choices: tuple[RubricChoice, ...]


def to_mark(
    assessment: Assessment,
    parts: Iterable[MarkedPart],
    found: HandInMarks,
    ids: Mapping[str, tuple[str, str]],
    bank: Mapping[str, tuple[str, ...]],
) -> tuple[ToMark, ...]:
    """The written answers of one hand-in, each with its rubric. ids: of mark and comment."""
    return tuple(
        _one(part, assessment.question(part.activity), found, ids[part.activity], bank)
        for part in parts
        if part.by_hand and part.activity in ids
    )


def to_judge(
    assessment: Assessment,
    parts: Iterable[MarkedPart],
    found: HandInMarks,
    ids: Mapping[str, str],
) -> tuple[ToJudge, ...]:
    """Those answers of one hand-in, each with the marks that it may have. ids: of the marks."""
    judged = []
    for part in parts:
        mark, asked = found.marks.get(part.activity), assessment.question(part.activity)
        if part.earlier and not part.by_hand and mark and mark.points is not None:
            title = asked.activity.title if asked else "A question"
            one = ToJudge(
                grade=ids[part.activity],
                had=_had(mark),
                title=title,
                answer=part.answer,
                choices=_points(mark),
            )
            judged.append(one)
    return tuple(judged)


def question_lines(
    assessment: Assessment,
    parts: Iterable[MarkedPart],
    found: HandInMarks,
    *,
    partly_read: bool = False,
) -> tuple[QuestionLine, ...]:
    """What the course marked, as the learner's feedback will say it. partly_read: as there."""
    page = feedback_page(assessment, parts, found, None, partly_read=partly_read)
    return tuple(_line(question) for question in page.questions)


def needed_level(rule: PassRule | None) -> str:
    """The level that completes the course, such as "2, Sound"; "" where there is no rule."""
    if rule is None:
        return ""
    return f"{rule.reflection_level}, {LEVELS[min(rule.reflection_level, TOP_LEVEL)]},"


def _line(question: MarkedQuestion) -> QuestionLine:
    earned = "not yet" if question.earned is None else f"{question.earned:g}"
    return QuestionLine(
        title=question.title,
        answer=question.answer,
        result=question.result,
        points=f"{earned} of {question.out_of:g}",
    )


def _one(
    part: MarkedPart,
    asked: Question | None,
    found: HandInMarks,
    ids: tuple[str, str],
    bank: Mapping[str, tuple[str, ...]],
) -> ToMark:
    mark, activity = found.marks.get(part.activity), asked.activity if asked else None
    levels = _levels(asked, mark)
    return ToMark(
        activity=part.activity,
        grade=ids[0],
        had=_had(mark),
        comment_id=ids[1],
        title=activity.title if activity else "Written answer",
        questions=wordings(activity) if activity else (),
        text=part.answer,
        earlier=EARLIER if part.earlier else "",
        comment=found.comments.get(part.activity, ""),
        levels=levels,
        examples=asked.examples if asked else (),
        note=_note(mark, levels),
        bank=bank.get(part.activity, ()),
    )


def _had(mark: CellMark | None) -> str:
    """Null while a person has to look."""
    return json.dumps(mark and mark_now(mark.auto, mark.manual, mark.needs_manual))


def _points(mark: CellMark) -> tuple[RubricChoice, ...]:
    """None of its points, half of them, all of them, and what it has now."""
    now = (mark.auto if mark.manual is None else mark.manual) or 0.0
    return tuple(
        RubricChoice(
            number=number,
            name="Right" if points >= mark.out_of else "Partly right" if points else "Not right",
            text=f"{points:g} of {mark.out_of:g}",
            points=repr(points),
            given=points == now,
        )
        for number, points in enumerate(sorted({0.0, mark.out_of / 2, mark.out_of, now}))
    )


def _note(mark: CellMark | None, levels: tuple[RubricChoice, ...]) -> str:
    if mark is None:
        return ""
    if mark.points is None and mark.manual is not None:
        return (
            f"{mark.manual:g} of {mark.out_of:g} points were given to the same words in an earlier"
            " hand-in. Choose a level to give it here."
        )
    if mark.points is not None and not any(level.given for level in levels):
        return f"The mark is {mark.points:g} points now, which does not match any level."
    return ""


def _levels(asked: Question | None, mark: CellMark | None) -> tuple[RubricChoice, ...]:
    out_of = mark.out_of if mark else 0.0
    given = mark.points if mark else None
    choices = []
    for level in levels_of(asked):
        points = out_of * level.level / TOP_LEVEL
        choices.append(
            RubricChoice(
                number=level.level,
                name=level.name,
                text=level.text,
                points=repr(points),
                given=given is not None and same_points(given, points),
            )
        )
    return tuple(choices)
