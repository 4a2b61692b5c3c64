"""What an exercise needs, in words, before anybody starts it. Pure."""

import math

from coprod_training.content.assessment import Assessment
from coprod_training.content.course import PassRule
from coprod_training.content.graded_parts import is_marked_by_a_person
from coprod_training.grading.feedback_page import LEVELS


def to_pass(assessment: Assessment, rule: PassRule) -> str:
    """Such as "3 of 3 questions right, and Sound or higher for what you write".

    assessment: as one learner is asked (`draw.drawn`). The rule holds for each exercise by itself
    (docs/decisions/0017).
    """
    written = sum(is_marked_by_a_person(one) for one in assessment.questions)
    judged = [one.points for one in assessment.questions if not is_marked_by_a_person(one)]
    said = []
    if judged:
        least = math.ceil(rule.objective_percent / 100 * len(judged) - 1e-9)
        same = len(set(judged)) == 1
        said.append(
            f"{least} of {len(judged)} questions right"
            if same
            else f"{rule.objective_percent:g} % of the points for the questions"
        )
    if written:
        level = LEVELS[rule.reflection_level]
        what = "what you write" if written == 1 else f"each of the {written} parts you write"
        said.append(f"{level} or higher for {what}")
    return ", and ".join(said)
