"""Where a learner stands, in sentences. Source: design.md, section 4; the rule of course.yaml."""

from dataclasses import dataclass
from typing import Literal

from coprod_training.content.assessment import LEVELS, TOP_LEVEL
from coprod_training.content.course import PassRule
from coprod_training.grading.feedback_page import FeedbackPage, MarkedQuestion, MarkedReflection
from coprod_training.grading.gradebook import same_points

_AGAIN = "If the exercise is still open, you can hand it in again. The highest mark counts."
# Source: curriculum.md, Marking (one resubmission). The trainer gives it as more time.
_ONE_MORE = "If it is closed, you still have one more try: ask your trainer for more time."
_SOUND_BEFORE = (
    "An earlier hand-in of yours counts: what you wrote there meets the standard. If its"
    " feedback came back to you, it stays in the course, as earlier feedback."
)
_ENOUGH = "That meets the standard. There is nothing more to do here."


@dataclass(frozen=True)
class Standing:
    """lead: what was found. verdict: against the standard, "" where there is none."""

    lead: str
    verdict: str
    kind: Literal["meets", "needs", "waits", ""]


def standing(page: FeedbackPage) -> Standing:
    """The sentences at the head of the page.

    A reflection that falls short is said even while another part waits for its mark. Questions are
    counted over the whole course, so those of one exercise never fall short by themselves.
    """
    clauses = [_found(page.questions)] if page.questions else []
    clauses += [_reached(one, page) for one in page.reflections]
    # Three and more, such as the parts of an action plan, would make one sentence too long to read.
    said = clauses if len(page.reflections) > 2 else [", and ".join(clauses)] if clauses else []
    lead = " ".join(f"{one[:1].upper()}{one[1:]}." for one in said)
    if page.rule is None or not clauses:
        return Standing(lead, "", "")
    if needed := needed_level(page):
        if page.sound_before:
            return Standing(lead, _SOUND_BEFORE, "meets")
        verdict = f"To meet the standard, you need {needed}. {_AGAIN} {_ONE_MORE}"
        return Standing(lead, verdict, "needs")
    if any(one.earned is None for one in page.questions) or any(
        one.reached is None for one in page.reflections
    ):
        return Standing(
            lead, "We can say if this meets the standard when all of it is marked.", "waits"
        )
    if _fewer(page.questions, page.rule):
        return Standing(lead, _together(page, page.rule), "waits")
    return Standing(lead, _ENOUGH, "meets")


def partly_read_words(page: FeedbackPage) -> str:
    """That something was lost, and what to do; "" where all of it could be read."""
    if not page.partly_read:
        return ""
    return (
        "Part of what you handed in could not be read. If the exercise is still open, please hand"
        " it in again. If it is closed, ask your trainer."
    )


def changed_words(page: FeedbackPage) -> str:
    """That the marks are others than those that came back first; "" when they are not."""
    if page.first is None or page.now is None:
        return ""
    if same_points(page.now, page.first):
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
        f" {page.out_of:g}. It does not change whether you meet the standard."
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
            "No answer could be read": "there was no answer that could be read",
            "Not marked yet": "your question has not been marked yet",
        }[results[0]]
    if results.count("Not marked yet") == of:
        return "your questions have not been marked yet"
    if results.count("Not answered") == of:
        return "you answered none of the questions"
    if results.count("No answer could be read") == of:
        return "there were no answers that could be read"
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


def _reached(one: MarkedReflection, page: FeedbackPage) -> str:
    alone = len(page.reflections) == 1
    name = "your reflection" if alone else f"your reflection {one.title}"
    if one.reached is None:
        return f"{name} has not been marked yet"
    if one.level:
        return f"{name} is {one.level}"
    if page.partly_read:
        said = "there was no reflection" if alone else f"{name} had nothing"
        return f"{said} that could be read"
    return "you did not write a reflection" if alone else f"{name} was left blank"


def needed_level(page: FeedbackPage) -> str:
    """The level that a marked reflection has not reached; "" when none is short."""
    rule = page.rule
    if rule is None or not any(
        one.reached is not None and one.reached < rule.reflection_level for one in page.reflections
    ):
        return ""
    least = LEVELS[min(rule.reflection_level, TOP_LEVEL)]
    higher = "" if least == LEVELS[-1] else " or higher"
    each = "a reflection" if len(page.reflections) == 1 else "each reflection"
    return f"{each} at {least}{higher}"


def _fewer(questions: tuple[MarkedQuestion, ...], rule: PassRule) -> bool:
    """Whether these marked questions by themselves are below what the whole course asks for."""
    of = sum(one.out_of for one in questions)
    earned = sum(one.earned or 0.0 for one in questions)
    return bool(of) and 100 * earned < rule.objective_percent * of


def _together(page: FeedbackPage, rule: PassRule) -> str:
    written = "What you wrote meets the standard. " if page.reflections else ""
    return (
        f"{written}The questions of all exercises are counted together, and"
        f" {rule.objective_percent:g}% right is enough. So other questions can make up for these."
        f" {_AGAIN}"
    )


def _all(of: int) -> str:
    return "both questions" if of == 2 else f"all {of} questions"
