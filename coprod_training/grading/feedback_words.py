"""Where a learner stands, in sentences. Source: design.md, section 4; the rule of course.yaml."""

import math
from dataclasses import dataclass
from typing import Literal

from coprod_training.content.course import PassRule
from coprod_training.grading.feedback_page import (
    LEVELS,
    FeedbackPage,
    MarkedQuestion,
    MarkedReflection,
)

_SAME = 1e-9  # points
_AGAIN = "If the exercise is still open, you can hand it in again. The highest mark counts."


@dataclass(frozen=True)
class Standing:
    """lead: what was found. verdict: against the standard, "" where there is none."""

    lead: str
    verdict: str
    kind: Literal["meets", "needs", "waits", ""]


def standing(page: FeedbackPage) -> Standing:
    """The sentences at the head of the page.

    What already falls short is said even while another part waits for its mark.
    """
    clauses = [_found(page.questions)] if page.questions else []
    clauses += [_reached(one, alone=len(page.reflections) == 1) for one in page.reflections]
    # Three and more, such as the parts of an action plan, would make one sentence too long to read.
    said = clauses if len(page.reflections) > 2 else [", and ".join(clauses)] if clauses else []
    lead = " ".join(f"{one[:1].upper()}{one[1:]}." for one in said)
    if page.rule is None or not clauses:
        return Standing(lead, "", "")
    needed = _needed(page, page.rule)
    if needed:
        return Standing(
            lead, f"To meet the standard, you need {' and '.join(needed)}. {_AGAIN}", "needs"
        )
    if any(one.earned is None for one in page.questions) or any(
        one.reached is None for one in page.reflections
    ):
        return Standing(
            lead, "We can say if this meets the standard when all of it is marked.", "waits"
        )
    return Standing(lead, "That meets the standard. There is nothing more to do.", "meets")


def changed_words(page: FeedbackPage) -> str:
    """That the marks are others than those that came back first; "" when they are not."""
    if page.first is None or page.now is None:
        return ""
    if abs(page.now - page.first) < _SAME:
        return (
            "Some of your marks have changed since this first came back to you."
            if page.changed
            else ""
        )
    return (
        f"Your marks have changed. When this first came back to you, it had {page.first:g} of"
        f" {page.out_of:g} points. It has {page.now:g} now."
    )


def late_words(page: FeedbackPage) -> str:
    """That points were taken off for being late; "" where none were, and until all is marked."""
    if not page.taken_off or page.now is None:
        return ""
    points = "1 point was" if page.taken_off == 1 else f"{page.taken_off:g} points were"
    return (
        f"You handed this in after the due date, so {points} taken off. That leaves {page.now:g} of"
        f" {page.out_of:g}. It changes nothing about the standard."
    )


def _found(questions: tuple[MarkedQuestion, ...]) -> str:
    results = [question.result for question in questions]
    right, of = results.count("Right"), len(results)
    if of == 1:
        return {
            "Right": "you have the question right",
            "Partly right": "you have the question partly right",
            "Not right": "you do not have the question right yet",
            "Not answered": "you did not answer the question",
            "Not marked yet": "your question has not been marked yet",
        }[results[0]]
    if results.count("Not marked yet") == of:
        return "your questions have not been marked yet"
    if results.count("Not answered") == of:
        return "you answered none of the questions"
    if right == of:
        words = f"you have {_all(of)} right"
    elif right:
        words = f"you have {right} of {of} questions right"
    else:
        words = f"you have none of the {of} questions right yet"
    if partly := results.count("Partly right"):
        words += f" and {partly} partly right"
    if waiting := results.count("Not marked yet"):
        words += f" ({waiting} not marked yet)"
    return words


def _reached(one: MarkedReflection, *, alone: bool) -> str:
    name = "your reflection" if alone else f"your reflection {one.title}"
    if one.reached is None:
        return f"{name} has not been marked yet"
    if one.level:
        return f"{name} is {one.level}"
    return "you did not write a reflection" if alone else f"{name} was left blank"


def _needed(page: FeedbackPage, rule: PassRule) -> list[str]:
    """What is missing; a reflection that waits is named beside it, since it counts as well."""
    needed = []
    earned, of = [one.earned for one in page.questions], sum(one.out_of for one in page.questions)
    share = sum(points or 0.0 for points in earned) / of if of else 1.0
    if None not in earned and 100 * share < rule.objective_percent:
        needed.append(_enough(page.questions, rule.objective_percent))
    short = [
        one.reached is not None and one.reached < rule.reflection_level for one in page.reflections
    ]
    waiting = [one.reached is None for one in page.reflections]
    if any(short) or (needed and any(waiting)):
        least = LEVELS[min(rule.reflection_level, len(LEVELS) - 1)]
        higher = "" if least == LEVELS[-1] else " or higher"
        each = "a reflection" if len(page.reflections) == 1 else "each reflection"
        needed.append(f"{each} at {least}{higher}")
    return needed


def _enough(questions: tuple[MarkedQuestion, ...], percent: float) -> str:
    of = len(questions)
    if len({question.out_of for question in questions}) > 1:
        return f"at least {percent:g} % of the points for the questions"
    least = math.ceil(percent / 100 * of - 1e-9)
    if least < of:
        return f"at least {least} of {of} questions right"
    return "the question right" if of == 1 else f"{_all(of)} right"


def _all(of: int) -> str:
    return "both questions" if of == 2 else f"all {of} questions"
