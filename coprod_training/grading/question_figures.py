"""How each question of an exercise was answered, by everybody together and by nobody in particular.

Pure: questions and answers in, figures out. Below ten answers there is no figure: with so few, one
would say how a particular person answered. Source of the ten: design/features.md, T11. An activity
is a question of an exercise there: practice inside lessons stays with each learner.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coprod_training.answers import Answer
from coprod_training.content.assessment import Question
from coprod_training.content.graded_parts import is_marked_by_a_person
from coprod_training.grading.reading import is_to_earlier_words
from coprod_training.spreadsheet import Row

FEWEST = 10
COLUMNS = (
    "Question",
    "Answered by",
    "Right (%)",
    "Commonest wrong answer",
    "Gave that answer",
    "Note",
)


@dataclass(frozen=True, kw_only=True)
class QuestionFigures:
    """One question. answered: by how many, in its words of today.

    right_percent: of those, whole marks only. commonest_wrong: in words, and how many gave it; of
    equally common ones the first by the alphabet. All None below ten answers.
    """

    title: str
    answered: int
    right_percent: float | None = None
    commonest_wrong: str | None = None
    gave_it: int | None = None


def question_figures(
    questions: Sequence[Question], hand_ins: Iterable[Mapping[str, Answer]]
) -> tuple[QuestionFigures, ...]:
    """The figures of every question that a machine marks, in order.

    hand_ins: for each learner, their answers by activity, each of which fits its question.
    """
    found = list(hand_ins)
    return tuple(
        _figures(question, [one[question.activity.id] for one in found if _has(one, question)])
        for question in questions
        if not is_marked_by_a_person(question)
    )


def figure_lines(one: QuestionFigures) -> tuple[str, ...]:
    """The figures of one question in one or two sentences."""
    if one.right_percent is None:
        return (f"Answered by {one.answered}. Figures are shown from {FEWEST} answers on.",)
    words = f"Answered by {one.answered}, {one.right_percent:.0f}% right."
    if one.commonest_wrong is None:
        return (words,)
    return words, f"Commonest wrong answer ({one.gave_it}): {one.commonest_wrong}"


def figure_rows(figures: Iterable[QuestionFigures]) -> tuple[Row, ...]:
    """The same as a table for a spreadsheet: one row a question, a value for each of COLUMNS."""
    hidden = f"Figures are shown from {FEWEST} answers on."
    return tuple(
        (
            one.title,
            one.answered,
            None if one.right_percent is None else round(one.right_percent, 1),
            one.commonest_wrong,
            one.gave_it,
            hidden if one.right_percent is None else None,
        )
        for one in figures
    )


def _has(answers: Mapping[str, Answer], question: Question) -> bool:
    answer = answers.get(question.activity.id)
    return answer is not None and not is_to_earlier_words(question.activity, answer)


def _figures(question: Question, answers: Sequence[Answer]) -> QuestionFigures:
    activity = question.activity
    if len(answers) < FEWEST:
        return QuestionFigures(title=activity.title, answered=len(answers))
    wrong = Counter(
        activity.text_of(one.response) for one in answers if activity.score(one.response) != 1
    )
    words, times = min(wrong.items(), key=lambda item: (-item[1], item[0]), default=(None, None))
    return QuestionFigures(
        title=activity.title,
        answered=len(answers),
        right_percent=100 * (len(answers) - wrong.total()) / len(answers),
        commonest_wrong=words,
        gave_it=times,
    )
