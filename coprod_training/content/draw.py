"""Which questions of a pool one learner meets, and in which order. Pure.

The draw depends on the assignment's id, the learner's id and the ids of the questions, and on
nothing else. So the learner's page, the grader and the feedback come to the same without telling
one another. For good, since answers that were handed in are graded by it:

1. The rank of a question is the SHA-256 of five texts in UTF-8 with a zero byte between them:
   "coprod draw 1", assignment, learner, "choose" or "order", id of the question.
2. Of each group, the `choose` questions with the lowest "choose" ranks are drawn.
3. Everything that was drawn stands in the order of its "order" ranks: place 1, place 2 and so on.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coprod_training.activities import Activity
from coprod_training.content.assessment import Assessment, Question
from coprod_training.content.course import Course

NOBODY = ""
"""Stands for a learner where only the parts of a form are wanted, which all learners share."""

_EDITION = "coprod draw 1"


@dataclass(frozen=True, kw_only=True)
class DrawnQuestion(Question):
    """A question in the place that the draw gave it."""

    place: str

    @property
    def part(self) -> str:
        """Its place: the graded part of the form, whatever question stands there."""
        return self.place


def drawn(assessment: Assessment, learner: str) -> Assessment:
    """What this learner is asked: the common questions, then those drawn, and no pool.

    learner: the id with which they hand in. Without a pool the assessment comes back as it is.
    """
    pool = assessment.pool
    if pool is None:
        return assessment
    found = [
        question
        for group in pool.groups
        for question in _ranked(group.questions, assessment.id, learner, "choose")[: group.choose]
    ]
    placed = [
        DrawnQuestion(**vars(question), place=place)
        for place, question in zip(
            pool.places, _ranked(found, assessment.id, learner, "order"), strict=False
        )  # a group with too few questions is a problem that `coprod check` names
    ]
    return replace(assessment, questions=(*assessment.questions, *placed), pool=None)


def shown_to(course: Course, name: str, learner: str) -> tuple[str, Activity]:
    """The slug and the activity that a lesson shows under this name. Raises UnknownActivity.

    name: of an activity, or of a place into which one was drawn for this learner.
    """
    for assessment in course.assessments:
        if assessment.pool is not None and name in assessment.pool.places:
            question = drawn(assessment, learner).question(name)
            if question is not None:
                return assessment.id, question.activity
    return course.find(name)


def seal_of(assessment: Assessment) -> str:
    """16 hexadecimal digits that change when anybody's draw might; "" without a pool."""
    if assessment.pool is None:
        return ""
    groups = [
        [group.choose, sorted(question.activity.id for question in group.questions)]
        for group in assessment.pool.groups
    ]
    content = json.dumps([_EDITION, assessment.id, assessment.pool.place, sorted(groups)])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _ranked(
    questions: Iterable[Question], assignment: str, learner: str, purpose: str
) -> Sequence[Question]:
    def rank(question: Question) -> bytes:
        texts = (_EDITION, assignment, learner, purpose, question.activity.id)
        return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()

    return sorted(questions, key=rank)
