"""Rules for the trainer's guide: it fits the course, and a session fits its time."""

from collections.abc import Iterator

from coprod_training.content.check.staff_copy import StaffCopy, texts_of
from coprod_training.content.check.words import looks_like_speech
from coprod_training.content.course import Course
from coprod_training.content.facilitator_notes import FacilitatorNotes
from coprod_training.content.session_plans import (
    Session,
    load_session_plans,
    minutes_of_session,
    unknown_names,
)
from coprod_training.errors import ContentProblems, Problem
from coprod_training.yamlfile import Route

SUPERVISION_QUESTIONS = 5
"""What fits on one sheet. A supervisor chooses one or two of them for a talk."""


def notes_end_with_a_supervision_sheet(staff: StaffCopy) -> Iterator[Problem]:
    """The notes of a module that follow the pattern have five questions for supervision."""
    for file, module in staff.course.module_files() if staff.course else ():
        notes = module.facilitator_notes
        if isinstance(notes, FacilitatorNotes) and len(notes.supervision) != SUPERVISION_QUESTIONS:
            what = f"The supervision sheet has {len(notes.supervision)} questions."
            route: Route = ("facilitator_notes", "supervision")
            fix = f"Give it {SUPERVISION_QUESTIONS}."
            yield file.problem(route, what, fix)


def session_plans_fit_the_course(staff: StaffCopy) -> Iterator[Problem]:
    """What a plan names exists, its parts fit into its time, and nobody is quoted in it."""
    if staff.course is None:
        return
    try:
        file, plans = load_session_plans(staff.course.root)
    except ContentProblems as error:
        yield from error.problems
        return
    if file is None:
        return
    for number, plan in enumerate(plans):
        for at, session in enumerate(plan.sessions):
            route: Route = ("plans", number, "sessions", at)
            for below, what, fix in _mistakes(session, staff.course):
                yield file.problem(route + below, what, fix)
    for route, words in texts_of(file.data):
        if looks_like_speech(words):
            what = "The words in quotation marks look like somebody's own."
            yield file.problem(route, what, "Report it instead, without quotation marks.")


def _mistakes(session: Session, course: Course) -> Iterator[tuple[Route, str, str]]:
    """Where below the session, what is wrong, and what to do."""
    unknown = unknown_names(session, course)
    for below, name in unknown.items():
        yield below, f'The course has no module or activity called "{name}".', "Check its id."
    if unknown:
        return
    taken = minutes_of_session(session, course)
    if taken > session.minutes:
        what = f"The parts of this session take {taken:g} minutes, and it has {session.minutes:g}."
        yield (), what, "Shorten the talk, or give the session more time."


RULES = (notes_end_with_a_supervision_sheet, session_plans_fit_the_course)
