"""Reads, from one learner's folder, the consent answers and the finished self-checks.

A folder is the learner's own, so nothing in it is trusted: links are not followed, a huge file is
not read, and what does not fit is passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from stat import S_ISREG

from coprod_training.activities.consent import Consent
from coprod_training.activities.rating_grid import RatingGrid
from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.course import Course
from coprod_training.errors import CoprodError
from coprod_training.survey.responses import (
    PHASES,
    CoursePhase,
    Finished,
    SelfCheck,
    finished,
)

CONSENT_ACTIVITY = "survey-consent"

BIGGEST_FILE = 32 * 2**20
"""Bytes. The answers to a whole course are far below a tenth of this."""


class NotReadable(CoprodError):
    """Raised when a file of a learner is a link, too big, or no plain file."""


@dataclass(frozen=True)
class SurveyPages:
    """The pages of a course that the survey needs, each with the name of its answers file."""

    consent: Consent | None
    consent_file: str
    checks: tuple[tuple[str, SelfCheck], ...]


@dataclass(frozen=True)
class SurveyAnswers:
    """What one learner said. consent: oldest first. pages: the finished ones of each phase."""

    consent: tuple[Answer, ...]
    pages: dict[CoursePhase, list[Finished]]


def survey_pages(course: Course) -> SurveyPages:
    """The consent page and the self-checks, in the order of the course."""
    consent, consent_file, checks = None, "", []
    for slug, activity in course.activities():
        if isinstance(activity, Consent) and activity.id == CONSENT_ACTIVITY:
            consent, consent_file = activity, _file_of(slug)
        elif isinstance(activity, RatingGrid) and activity.phase in PHASES:
            checks.append((_file_of(slug), SelfCheck(activity, activity.fingerprint())))
    return SurveyPages(consent, consent_file, tuple(checks))


def read_learner(folder: Path, pages: SurveyPages, today: date) -> SurveyAnswers:
    """What one learner said; a missing file is empty.

    Raises NotReadable, NewerRecord and OSError when a file cannot be used.
    """
    wanted = {name for name, _ in pages.checks} | {pages.consent_file} - {""}
    answers = {name: tuple(_answers(folder, name)) for name in sorted(wanted)}
    done: dict[CoursePhase, list[Finished]] = {phase: [] for phase in PHASES}
    for name, check in pages.checks:
        newest = finished(check, answers[name], today)
        for phase in PHASES:
            if newest is not None and check.page.phase == phase:
                done[phase].append(newest)
    consent = [a for a in answers.get(pages.consent_file, ()) if a.activity == CONSENT_ACTIVITY]
    return SurveyAnswers(tuple(consent), done)


def _file_of(slug: str) -> str:
    """Where answers lie, under the learner's folder; self-checks are never in exercises."""
    return f"{slug}.answers.jsonl" if slug == "course" else f"modules/{slug}.answers.jsonl"


def _answers(folder: Path, name: str) -> Iterator[Answer]:
    path = folder / name
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    linked = path.resolve() != folder.resolve() / name
    if linked or not S_ISREG(found.st_mode) or found.st_size > BIGGEST_FILE:
        raise NotReadable("A learner's file is a link, too big, or no plain file.")
    yield from AnswerStore(path).read().answers
