"""Marks for the answers of one assignment. Pure: answers and questions in, marks out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coprod_training.activities import Activity
from coprod_training.activities.free_text import FreeText
from coprod_training.answers import Answer
from coprod_training.content.assessment import Assessment, Question
from coprod_training.content.schema import structure
from coprod_training.errors import CoprodError
from coprod_training.grading.reading import is_to_earlier_words
from coprod_training.grading.rendering import as_html, as_markdown, is_blank
from coprod_training.yamlfile import read_yaml

NO_ANSWER = "No answer was handed in."
EARLIER = "This answer is to earlier words of the question."
# Characters; no option of ours is near the first, and a hand-in may say anything. A plan is longer.
_LONGEST, _LONGEST_WRITTEN = 2_000, 20_000


@dataclass(frozen=True)
class Mark:
    """The mark of one question. points: from 0 to `out_of`, always finite."""

    points: float
    out_of: float
    html: str


@dataclass(frozen=True)
class Written:
    """A reflection. text: "" when there is nothing to read.

    earlier: it was written to earlier words of its question.
    """

    text: str
    earlier: bool = False

    def source(self) -> str:
        """The text part of the marked copy, as Markdown; `marked_form` reads it back."""
        return as_markdown(self.text) + (f"\n\n{EARLIER}" if self.earlier else "")


def staff_assessment(course: Path, slug: str) -> Assessment:
    """One assignment with its keys, from the staff copy of the course.

    Reads that file only, so that a slip in another file stops no grading. Raises ContentProblems,
    or CoprodError for an exercise that is none of this course.
    """
    path = course / "assessments" / f"{slug}.yaml"
    if not path.exists():
        raise CoprodError(
            f"{slug} is not an exercise of this course. Nothing was run, and nothing was graded:"
            " this course marks answers to its own questions, and never runs a notebook.",
            where=str(path),
            fix="Grade a notebook with code in a course folder of its own.",
        )
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    return _assessment(path, changed)


@lru_cache(maxsize=16)
def _assessment(path: Path, changed: int) -> Assessment:
    file = read_yaml(path)
    return structure(file, file.data, Assessment)


def activities_of(assessment: Assessment) -> Mapping[str, Activity]:
    """What the assignment asks of anybody, by activity id."""
    return {question.activity.id: question.activity for _, question in assessment.every_question()}


def mark(question: Question, answer: Answer | None, out_of: float, *, show_key: bool) -> Mark:
    """Mark one answer. out_of: points of the released question, which the gradebook holds.

    show_key: only where no second attempt is allowed (course rule), since it shows the rationale
    and the notes on every option; otherwise the learner sees notes on what they chose.
    Raises CoprodError when the question has no key.
    """
    activity = question.activity
    if answer is None:
        return Mark(
            0.0,
            out_of,
            as_html(
                ("Question:", activity.question),
                ("Your answer:", NO_ANSWER),
                ("Mark:", _of(0, out_of)),
            ),
        )
    share = activity.score(answer.response)
    if share is None or not math.isfinite(share):
        raise CoprodError(
            f'The question "{activity.id}" has no key here.',
            fix="Grade with the staff copy of the course, and check the key.",
        )
    points = min(max(share, 0.0), 1.0) * out_of
    return Mark(
        points,
        out_of,
        as_html(
            ("Question:", activity.question),
            ("Your answer:", _answered(activity, answer)),
            ("Mark:", _of(points, out_of)),
            ("Why:", _explanation(activity, answer, show_key)),
            ("More:", question.rationale if show_key else ""),
        ),
    )


def _answered(activity: Activity, answer: Answer) -> str:
    """The answer in words; where the question has others now, in those that it was given in."""
    if not is_to_earlier_words(activity, answer):
        return activity.text_of(answer.response)
    text = answer.text[:_LONGEST]
    return EARLIER if is_blank(text) else f"{text}\n({EARLIER})"


def _explanation(activity: Activity, answer: Answer, show_key: bool) -> str:
    """What the feedback says; of its notes, those on what was chosen, since others give it away.

    Nothing of an answer to earlier words: what is said today is about others (docs/decisions/0002).
    """
    if is_to_earlier_words(activity, answer):
        return ""
    response = answer.response
    feedback = activity.feedback(response)
    chosen = [response] if isinstance(response, str) else response
    said = [
        text
        for part, text in feedback.notes
        if show_key or (isinstance(chosen, list) and part in chosen)
    ]
    return "\n".join(text for text in (feedback.text, *said) if text)


def question_of(assessment: Assessment, part: str) -> Question:
    """The question of one graded part of the form. Raises CoprodError when it is not asked."""
    question = assessment.question(part)
    if question is None:
        raise CoprodError(
            f'The released form asks "{part}", and the assessment does not.',
            where=f"assessments/{assessment.id}.yaml",
            fix="Add the question, or make and release the assignment again.",
        )
    return question


def reflection(activity: Activity, answer: Answer | None) -> Written:
    """The words of a reflection, and whether they are to earlier words of its question."""
    if answer is None:
        return Written("")
    text, earlier = activity.text_of(answer.response), is_to_earlier_words(activity, answer)
    # What was typed is as it was given. The words around the parts of a plan may be others now.
    if earlier and not isinstance(activity, FreeText) and not is_blank(answer.text):
        text = answer.text[:_LONGEST_WRITTEN]
    return Written("") if is_blank(text) else Written(text, earlier)


def _of(points: float, out_of: float) -> str:
    return f"{points:.2f}".rstrip("0").rstrip(".") + f" out of {out_of:g}"
