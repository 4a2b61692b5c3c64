"""Show how each question of an exercise was answered, and the commonest wrong answer."""

import argparse

from coprod_training.cli.options import (
    add_assignment,
    add_course,
    add_workspace,
    assessment_of,
    staff_copy_of,
    workspace_there,
)
from coprod_training.content.course import load_course
from coprod_training.grading.all_answers import all_answers
from coprod_training.grading.question_figures import figure_lines, question_figures


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_assignment(parser)
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Print two lines a question, from everything that was collected."""
    assessment = assessment_of(asked, load_course(staff_copy_of(asked) / "course"))
    hand_ins = all_answers(workspace_there(asked).trainer, assessment)
    of_anybody = [question for _, question in assessment.every_question()]
    print(f"{assessment.title}: {len(hand_ins)} collected")
    for one in question_figures(of_anybody, hand_ins):
        print("", one.title, *(f"  {line}" for line in figure_lines(one)), sep="\n")
    return 0
