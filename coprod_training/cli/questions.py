"""Show how each question of an exercise was answered, and the commonest wrong answer."""

import argparse
from pathlib import Path

from coprod_training.cli.options import (
    add_assignment,
    add_course,
    add_workspace,
    assessment_of,
    staff_copy_of,
    workspace_of,
)
from coprod_training.content.answers_file import answers_file
from coprod_training.content.course import load_course
from coprod_training.grading.marking import activities_of
from coprod_training.grading.question_figures import FEWEST, QuestionFigures, question_figures
from coprod_training.grading.reading import read_handed_in


def arguments(parser: argparse.ArgumentParser) -> None:
    """Offer the options of this verb."""
    add_assignment(parser)
    add_workspace(parser)
    add_course(parser)


def run(asked: argparse.Namespace) -> int:
    """Print two lines a question, from everything that was collected."""
    assessment = assessment_of(asked, load_course(staff_copy_of(asked) / "course"))
    name = Path(answers_file(assessment.id, assessment=True)).name
    folders = (workspace_of(asked).trainer / "submitted").glob(f"*/{assessment.id}")
    activities = activities_of(assessment)
    hand_ins = [read_handed_in(folder / name, activities).answers for folder in folders]
    print(f"{assessment.title}: {len(hand_ins)} collected")
    for one in question_figures(assessment.questions, hand_ins):
        print("", one.title, f"  {_words(one)}", sep="\n")
    return 0


def _words(one: QuestionFigures) -> str:
    if one.right_percent is None:
        return f"Answered by {one.answered}. Figures are shown from {FEWEST} answers on."
    words = f"Answered by {one.answered}, {one.right_percent:.0f} % right."
    if one.commonest_wrong is None:
        return words
    return f"{words}\n  Commonest wrong answer ({one.gave_it}): {one.commonest_wrong}"
