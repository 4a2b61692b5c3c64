"""Rules for the questions of an assessment: each can be marked, by its key or by its rubric."""

from collections.abc import Iterator

from coprod_training.content.assessment import LEVELS, Question
from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.graded_parts import is_marked_by_a_person
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route, YamlFile

_NUMBERS = tuple(range(len(LEVELS)))


def questions_can_be_marked(staff: StaffCopy) -> Iterator[Problem]:
    """Every question has points, and a key or a rubric to give them by."""
    if staff.course is None:
        return
    for file, assessment in staff.course.assessment_files():
        for here, question in assessment.every_question():
            for inside, what, fix in _mistakes(question):
                yield _problem(file, (*here, *inside), question, what, fix)


def _mistakes(question: Question) -> Iterator[tuple[Route, str, str]]:
    """Route inside the question, what is wrong, and what to do."""
    if question.points <= 0:
        yield ("points",), "A question is worth more than 0 points.", "Give it 1 point or more."
    if is_marked_by_a_person(question):
        yield from _rubric(question)
        yield from _examples(question)
    else:
        for inside, what, fix in question.activity.missing_key():
            yield ("activity", *inside), what, fix


def _rubric(question: Question) -> Iterator[tuple[Route, str, str]]:
    found = tuple(level.level for level in question.rubric)
    if found != _NUMBERS:
        what = "A person marks this question, and its rubric does not have the levels 0 to 3."
        yield ("rubric",), what, "Give it rubric: with the levels 0, 1, 2 and 3, each with words."
    for number, level in enumerate(question.rubric):
        if not (level.name.strip() and level.text.strip()):
            what = f"Level {level.level} of the rubric has no words."
            yield ("rubric", number), what, "Give it a name, and text that says what earns it."


def _examples(question: Question) -> Iterator[tuple[Route, str, str]]:
    """None yet, or one at each level: half a scale would pull marks to where the examples are."""
    if question.examples and tuple(one.level for one in question.examples) != _NUMBERS:
        what = "The examples do not show the levels 0 to 3, one each."
        yield ("examples",), what, "Write one example for each level, in their order."
    for number, one in enumerate(question.examples):
        if not (one.text.strip() and one.why.strip()):
            what = f"The example at level {one.level} has no words, or does not say why."
            yield ("examples", number), what, "Give it text, and one sentence under why."


def _problem(file: YamlFile, route: Route, question: Question, what: str, fix: str) -> Problem:
    part = f'question "{question.activity.id}"'
    return file.problem(route, what, fix, part)


RULES = (questions_can_be_marked,)
