"""What it takes to complete the course, in words, from the rule of course.yaml. Pure."""

from coprod_training.content.assessment import LEVELS
from coprod_training.content.course import PassRule

EVERY_PART = "complete every module and hand in each exercise"


def marks_needed(rule: PassRule) -> str:
    """What has to come back from marking, as one sentence."""
    return (
        f"Across the questions of all exercises, you need {rule.objective_percent:g}% right, and "
        f"{LEVELS[rule.reflection_level]} or higher for each part that you write."
    )


def to_complete(rule: PassRule) -> str:
    """All of it, in two sentences. What is optional counts for nothing, and is not named."""
    return f"To complete this course, {EVERY_PART}. {marks_needed(rule)}"
