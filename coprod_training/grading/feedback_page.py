"""What a learner is shown of one marked hand-in. Pure: forms, marks and the assessment in.

A result, a part that nobody has marked yet and a part left blank are three things, never one zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coprod_training.activities import Activity
from coprod_training.activities.free_text import FreeText
from coprod_training.content.assessment import (
    TOP_LEVEL,
    Assessment,
    Question,
    level_reached,
    levels_of,
)
from coprod_training.content.course import PassRule
from coprod_training.grading.feedback_marks import HandInMarks
from coprod_training.grading.gradebook import CellMark, counted
from coprod_training.grading.marked_form import MarkedPart

Result = Literal[
    "Right",
    "Partly right",
    "Not right",
    "Not answered",
    "No answer could be read",
    "Not marked yet",
]


@dataclass(frozen=True, kw_only=True)
class MarkedQuestion:
    """One question. answer: "" when there was none. earned: of out_of points, None until marked.

    why and more: as they were stored, so the key is there only where no second attempt is allowed.
    changed: a trainer gave another mark than the course did.
    """

    title: str
    made_up: bool
    question: str
    answer: str
    result: Result
    why: tuple[str, ...]
    more: str
    changed: bool
    earned: float | None
    out_of: float


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of the rubric. yours: the one that was given."""

    name: str
    text: str
    yours: bool


@dataclass(frozen=True, kw_only=True)
class MarkedReflection:
    """One reflection. questions: its wordings. reached: 0 to 3, None until a person marked it.

    earlier: it was written to earlier words of its question, which nobody kept.
    levels: none unless it was marked, so the rubric's words go out with a mark and not before.
    """

    title: str
    questions: tuple[str, ...]
    text: str
    earlier: bool
    comment: str
    reached: float | None
    levels: tuple[Level, ...]

    @property
    def level(self) -> str:
        """The name of the level; "" while there is none."""
        return next((level.name for level in self.levels if level.yours), "")


@dataclass(frozen=True, kw_only=True)
class FeedbackPage:
    """Everything on the page, in its order. rule: None where the course states none.

    first: the points with which this hand-in went back first, None when it has not; now: those that
    it has, None until all is marked; out_of: those that it could have. changed: whether a mark is
    another one since it first went back. taken_off: what `now` has lost for being late.
    sound_before: what was written in an earlier hand-in meets the standard, and that one counts.
    partly_read: something in it could not be read, so what has no answer here may have had one.
    """

    title: str
    questions: tuple[MarkedQuestion, ...]
    reflections: tuple[MarkedReflection, ...]
    rule: PassRule | None
    first: float | None = None
    changed: bool = False
    now: float | None = None
    out_of: float = 0.0
    taken_off: float = 0.0
    sound_before: bool = False
    partly_read: bool = False


def feedback_page(
    assessment: Assessment,
    parts: Iterable[MarkedPart],
    found: HandInMarks,
    rule: PassRule | None,
    first: float | None = None,
    changed: bool = False,
    partly_read: bool = False,
) -> FeedbackPage:
    """Put together what was asked, handed in and marked. first and later: as in FeedbackPage.

    A part that the assessment no longer asks keeps its stored words.
    """
    questions, reflections = [], []
    for part in parts:
        asked, mark = assessment.question(part.activity), found.marks.get(part.activity)
        if part.by_hand:
            comment = found.comments.get(part.activity, "")
            reflections.append(_reflection(part, asked, mark, comment))
        else:
            questions.append(_question(part, asked, mark, partly_read))
    return FeedbackPage(
        title=assessment.title,
        questions=tuple(questions),
        reflections=tuple(reflections),
        rule=rule,
        first=first,
        changed=changed,
        now=_all_points(found),
        out_of=sum(mark.out_of for mark in found.marks.values()),
        taken_off=found.taken_off,
        partly_read=partly_read,
    )


def _all_points(found: HandInMarks) -> float | None:
    points = [mark.points for mark in found.marks.values()]
    if None in points:
        return None
    return counted(sum(one or 0.0 for one in points), found.taken_off)


def _question(
    part: MarkedPart, asked: Question | None, mark: CellMark | None, partly_read: bool
) -> MarkedQuestion:
    return MarkedQuestion(
        title=asked.activity.title if asked else "A question",
        made_up=asked is not None and asked.activity.made_up,
        question=part.question,
        answer=part.answer,
        result=_result(part, mark, partly_read),
        why=tuple(line for line in part.why.split("\n") if line),
        more=part.more,
        changed=mark is not None
        and mark.points is not None
        and mark.manual not in (None, mark.auto),
        earned=mark.points if mark else None,
        out_of=mark.out_of if mark else 0.0,
    )


def _result(part: MarkedPart, mark: CellMark | None, partly_read: bool) -> Result:
    if mark is None or mark.points is None:
        return "Not marked yet"
    if mark.points >= mark.out_of:
        return "Right"
    if mark.points > 0:
        return "Partly right"
    if part.answer:
        return "Not right"
    return "No answer could be read" if partly_read else "Not answered"


def wordings(activity: Activity) -> tuple[str, ...]:
    """The question of an activity, and the other one a learner may answer instead."""
    other = activity.question_alternative if isinstance(activity, FreeText) else ""
    return (activity.question, *([other] if other else []))


def _reflection(
    part: MarkedPart, asked: Question | None, mark: CellMark | None, comment: str
) -> MarkedReflection:
    reached = None
    if mark is not None and mark.points is not None and mark.out_of > 0:
        reached = TOP_LEVEL * mark.points / mark.out_of
    blank = not part.answer and (mark is None or mark.manual is None)
    activity = asked.activity if asked else None
    return MarkedReflection(
        title=activity.title if activity else "Your reflection",
        questions=wordings(activity) if activity else (),
        text=part.answer,
        earlier=part.earlier,
        comment=comment,
        reached=reached,
        levels=() if reached is None or blank else _levels(asked, reached),
    )


def _levels(asked: Question | None, reached: float) -> tuple[Level, ...]:
    """All four, with the words of the rubric. reached: as in MarkedReflection."""
    yours = level_reached(reached)
    return tuple(
        Level(name=one.name, text=one.text, yours=one.level == yours) for one in levels_of(asked)
    )
