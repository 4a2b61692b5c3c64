"""What an exercise needs, in words, before anybody starts it. Pure."""

from coprod_training.content.assessment import LEVELS, Assessment
from coprod_training.content.course import PassRule
from coprod_training.content.graded_parts import is_marked_by_a_person


def to_pass(assessment: Assessment, rule: PassRule) -> str:
    """Such as "Sound or higher for what you write, and 75% right, over …".

    assessment: as one learner is asked (`draw.drawn`). Questions are counted over the whole course,
    what is written by itself (docs/decisions/0017).
    """
    written = sum(is_marked_by_a_person(one) for one in assessment.questions)
    said = []
    if written:
        level = LEVELS[rule.reflection_level]
        what = "what you write" if written == 1 else f"each of the {written} parts you write"
        said.append(f"{level} or higher for {what}")
    if written < len(assessment.questions):
        said.append(f"{rule.objective_percent:g}% right, over the questions of all exercises")
    return ", and ".join(said)
