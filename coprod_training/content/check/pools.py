"""Rules for questions that are drawn: any of them can stand in any place, and stays drawn."""

from collections.abc import Iterator

from coprod_training.content.assessment import Pool
from coprod_training.content.check.staff_copy import StaffCopy
from coprod_training.content.course import Course
from coprod_training.content.draw import seal_of
from coprod_training.content.graded_parts import is_marked_by_a_person
from coprod_training.errors import Problem
from coprod_training.yamlfile import Route

Mistake = tuple[Route, str, str]


def pools_can_be_drawn_from(staff: StaffCopy) -> Iterator[Problem]:
    """Groups are large enough, about modules of the course, and marked alike by their keys.

    What draws from several modules leaves none out that asks questions with keys: in the mixed
    check each learner meets every module. Source: curriculum.md, the final check.
    """
    if staff.course is None:
        return
    for file, assessment in staff.course.assessment_files():
        if assessment.pool is not None:
            for inside, what, fix in _mistakes(assessment.pool, staff.course):
                line = file.line_of(("pool", *inside))
                yield Problem(path=file.path, line=line, what=what, fix=fix)


def what_is_drawn_stays_drawn(staff: StaffCopy) -> Iterator[Problem]:
    """A change that gives learners other questions than they began with is made knowingly."""
    if staff.course is None:
        return
    for file, assessment in staff.course.assessment_files():
        wanted = seal_of(assessment)
        if assessment.pool is not None and assessment.pool.seal != wanted:
            what = "The questions to draw from are not the ones that were settled."
            fix = (
                "People who have begun would get different questions. Put back the ids and how"
                " many are"
                f' chosen. If nobody has begun, write seal: "{wanted}".'
            )
            line = file.line_of(("pool",) + (("seal",) if assessment.pool.seal else ()))
            yield Problem(path=file.path, line=line, what=what, fix=fix)


def _mistakes(pool: Pool, course: Course) -> Iterator[Mistake]:
    """Route inside the pool, what is wrong, and what to do."""
    points = {question.points for group in pool.groups for question in group.questions}
    if len(points) > 1:
        what = "Questions to draw from have different points, and any place can hold any of them."
        yield ("groups",), what, "Give each the same points."
    named = {group.module for group in pool.groups} - {""}
    for module in sorted(_asked_by_key(course) - named) if len(named) > 1 else ():
        what = (
            f'No question is drawn about the module "{module}", and its exercise asks some that'
            " the course marks."
        )
        fix = (
            f"Before the last group, add one with module: {module}, choose: and its questions."
            " Then the notebook needs a place more for each that is drawn."
        )
        yield ("groups",), what, fix
    for number, group in enumerate(pool.groups):
        here: Route = ("groups", number)
        if not 1 <= group.choose <= len(group.questions):
            what = f"{group.choose} cannot be drawn from {len(group.questions)} questions."
            yield (*here, "choose"), what, "Choose at least 1, and no more than there are."
        if group.module and course.module(group.module) is None:
            what = f'The course has no module "{group.module}".'
            fix = "Name a module of course.yaml, or leave module: out where several are joined."
            yield (*here, "module"), what, fix
        for at, question in enumerate(group.questions):
            if is_marked_by_a_person(question):
                what = "A question to draw is marked by its key, and this one has none."
                fix = "Ask it of everybody, under questions:."
                yield (*here, "questions", at), what, fix


def _asked_by_key(course: Course) -> set[str]:
    """The modules with an exercise of their own that has a question marked by its key."""
    return {
        one.module
        for one in course.assessments
        if one.pool is None and not all(map(is_marked_by_a_person, one.questions))
    }


RULES = (pools_can_be_drawn_from, what_is_drawn_stays_drawn)
