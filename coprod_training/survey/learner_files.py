"""Reads, from one learner's folder, the consent answers and the finished self-checks.

A folder is the learner's own, so nothing in it is trusted: links are not followed, a huge file is
not read, and what does not fit is passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from stat import S_ISREG

from coprod_training.activities.consent import Consent
from coprod_training.activities.rating_grid import RatingGrid
from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.answers_file import answers_file
from coprod_training.content.course import Course
from coprod_training.content.fill import filled
from coprod_training.content.instrument import Instrument
from coprod_training.errors import CoprodError
from coprod_training.survey.responses import (
    PHASES,
    CoursePhase,
    Reading,
    SelfCheck,
    finished,
)

CONSENT_ACTIVITY = "survey-consent"

BIGGEST_FILE = 32 * 2**20
"""Bytes. The answers to a whole course are far below a tenth of this."""


class NotReadable(CoprodError):
    """Raised when a file of a learner is a link, too big, or not an ordinary file."""


@dataclass(frozen=True)
class SurveyPages:
    """The pages of a course that the survey needs, each with the name of its answers file.

    checks: the self-checks as each version of the instrument asks them, the course's own first.
    """

    consent: Consent | None
    consent_file: str
    checks: tuple[tuple[Instrument, tuple[tuple[str, SelfCheck], ...]], ...]


@dataclass(frozen=True)
class SurveyAnswers:
    """What one learner said.

    consent: oldest first. readings: for each phase one in each version of the instrument.
    """

    consent: tuple[Answer, ...]
    readings: dict[CoursePhase, list[Reading]]


def survey_pages(course: Course, instruments: Sequence[Instrument]) -> SurveyPages:
    """The consent page and the self-checks, in the order of the course.

    instruments: the course's own version first, then every other that was used.
    """
    consent, consent_file, grids = None, "", []
    for slug, activity in course.activities():
        if isinstance(activity, Consent) and activity.id == CONSENT_ACTIVITY:
            consent, consent_file = activity, answers_file(slug)
        elif isinstance(activity, RatingGrid) and activity.phase in PHASES:
            grids.append((answers_file(slug), activity))
    checks = tuple(
        (one, tuple((name, _as_asked_by(one, grid, course)) for name, grid in grids))
        for one in instruments
    )
    return SurveyPages(consent, consent_file, checks)


def _as_asked_by(instrument: Instrument, grid: RatingGrid, course: Course) -> SelfCheck:
    page = grid if instrument is course.instrument else filled(grid, instrument)
    if not isinstance(page, RatingGrid):  # never: filling keeps the kind
        raise TypeError(page.kind)
    return SelfCheck(page, page.fingerprint())


def read_learner(folder: Path, pages: SurveyPages, today: date) -> SurveyAnswers:
    """What one learner said; a missing file is empty.

    Raises NotReadable, NewerRecord and OSError when a file cannot be used.
    """
    wanted = {name for _, checks in pages.checks for name, _ in checks} | {pages.consent_file}
    answers = {name: tuple(_answers(folder, name)) for name in sorted(wanted - {""})}
    readings: dict[CoursePhase, list[Reading]] = {phase: [] for phase in PHASES}
    for instrument, checks in pages.checks:
        done = [finished(check, answers[name], today) for name, check in checks]
        for phase in PHASES:
            of_phase = [page for page in done if page is not None and page.page.phase == phase]
            readings[phase].append(Reading(instrument, of_phase))
    consent = [a for a in answers.get(pages.consent_file, ()) if a.activity == CONSENT_ACTIVITY]
    return SurveyAnswers(tuple(consent), readings)


def _answers(folder: Path, name: str) -> Iterator[Answer]:
    path = folder / name
    try:
        found = path.lstat()
    except FileNotFoundError:
        return
    linked = path.resolve() != folder.resolve() / name
    if linked or not S_ISREG(found.st_mode) or found.st_size > BIGGEST_FILE:
        raise NotReadable("A learner's file is a link, too big, or not an ordinary file.")
    yield from AnswerStore(path).read().answers
