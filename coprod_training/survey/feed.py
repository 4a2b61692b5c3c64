"""Carries consented self-checks from the learners' own files into the survey store.

This is the only place where a learner's id and a survey pseudonym meet, and neither the id nor a
list of ids is kept. Learners are taken in the order of their pseudonyms, so that the order of
lines in the store tells nothing about the roster.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.content.course import Course, Status
from coprod_training.content.instrument import Instrument
from coprod_training.errors import NewerRecord
from coprod_training.survey.consent import (
    again_too_soon,
    agreed_to,
    consented,
    event_of,
    too_soon_words,
)
from coprod_training.survey.learner_files import (
    NotReadable,
    SurveyAnswers,
    read_learner,
    survey_pages,
)
from coprod_training.survey.pseudonym import Key, Pseudonym, pseudonym_of
from coprod_training.survey.responses import (
    PAIR_ID_BYTES,
    PHASES,
    SUBMISSION_ID_BYTES,
    Content,
    Response,
    contents_of,
)
from coprod_training.survey.retention import first_kept
from coprod_training.survey.status import StatusSeen, status_of
from coprod_training.survey.store import Rows, SurveyStore

NewId = Callable[[int], str]


@dataclass(frozen=True, kw_only=True)
class FeedReport:
    """Counts of one feed. not_read: learners left as they were.

    agreeing: pseudonyms in the store whose yes is to the consent text as it is now. waiting: those
    whose yes is to an earlier text. too_soon: those whose yes is of the day on which they took one
    back. added, replaced and unchanged: rows of those who agree.
    erased: rows wiped.
    """

    learners: int
    not_read: int
    agreeing: int
    waiting: int
    added: int
    replaced: int
    unchanged: int
    erased: int
    too_soon: int = 0

    def lines(self) -> list[str]:
        """The counts in words, for the person who looks after the data."""
        said = [
            f"Learners looked at: {self.learners}. People whose yes counts: {self.agreeing}.",
            f"Rows: {self.added} added, {self.replaced} replaced, {self.unchanged} unchanged,"
            f" {self.erased} wiped.",
        ]
        if self.waiting:
            said.append(
                f"People who said yes to an earlier consent text: {self.waiting}. Their rows stay"
                " out of the dataset until they say yes to the text as it is now."
            )
        if self.too_soon:
            said.append(too_soon_words(self.too_soon))
        if self.not_read:
            said.append(
                f"Learners left as they were: {self.not_read}. A file of theirs is a link, is too"
                " big, cannot be opened, or was saved by a newer version of the course."
                " Update the course and look at their files, then do this again."
            )
        return said


def feed(
    store: SurveyStore,
    key: Key,
    course: Course,
    learners: Iterable[tuple[str, Path]],
    now: datetime,
    new_id: NewId = secrets.token_hex,
    *,
    earlier: Sequence[Instrument] = (),
) -> FeedReport:
    """Bring the store up to date; doing it twice changes nothing.

    learners: the id and the folder of each. key: the survey key. new_id: random hex digits for a
    count of bytes. earlier: the versions of the instrument that were used before the course's own.
    Raises CoprodError when the store itself cannot be read.
    """
    today = now.astimezone(UTC).date()
    versions = (course.instrument, *(one for one in earlier if one.id != course.instrument.id))
    texts = {one.consent_text_version for one in versions}
    kept_from = {one.id: first_kept(one, now) for one in versions}
    pages = survey_pages(course, versions)
    found: dict[Pseudonym, SurveyAnswers] = {}
    total = not_read = 0
    for learner_id, folder in learners:
        total += 1
        try:
            found[pseudonym_of(learner_id, key)] = read_learner(folder, pages, today)
        except (NotReadable, NewerRecord, OSError):
            not_read += 1
    found = dict(sorted(found.items()))
    with store.locked():
        known = {event.id for event in store.consent_events()}
        events = [
            event
            for name, said in found.items()
            for answer in said.consent
            if pages.consent is not None
            and (event := event_of(answer, pages.consent, name, key, today, texts)).id not in known
        ]
        # The change of mind is on the disk before anything follows from it.
        store.add_events(events)
        standing = agreed_to(store.consent_events())
        too_soon = len(again_too_soon(store.consent_events()))
        agreed = consented(store.consent_events(), course.instrument.consent_text_version)
        rows = store.rows()
        erased = store.erase(frozenset(name for name, _ in rows) - frozenset(standing))
        seen = _statuses(store, course.info.status, today.isoformat())
        fresh: list[Response] = []
        counts = {"added": 0, "replaced": 0, "unchanged": 0}
        for name in (name for name in found if name in agreed):
            for content, day in _contents(name, found[name], rows, {one.id for one in versions}):
                if content.completed_month < kept_from.get(content.instrument, ""):
                    continue  # its time is over, and the learner's own file still has it
                became = _compared(rows.get((name, content.phase)), content)
                counts[became] += 1
                if became != "unchanged":
                    status = status_of(day, seen, course.info.status)
                    row = _row(name, content, status, rows, new_id)
                    rows[name, content.phase] = row
                    fresh.append(row)
        store.add_responses(fresh)
    return FeedReport(
        learners=total,
        not_read=not_read,
        agreeing=len(agreed),
        waiting=len(standing) - len(agreed),
        erased=erased,
        too_soon=too_soon,
        **counts,
    )


def _statuses(store: SurveyStore, now: Status, day: str) -> tuple[StatusSeen, ...]:
    """The statuses the course has had, with today's noted when it is new."""
    seen = store.statuses()
    if seen and seen[-1].status == now:
        return seen
    new = StatusSeen(status=now, day=day)
    store.add_status(new)
    return (*seen, new)


def _contents(
    name: Pseudonym, said: SurveyAnswers, rows: Rows, known: Collection[str]
) -> Iterator[tuple[Content, str]]:
    """What was answered in each phase, with the earliest day (YYYY-MM-DD) of its pages.

    A row whose version is not known here is left as it is: read in another version's words, it
    would lose answers and get the wrong label.
    """
    old = {phase: rows[name, phase].content for phase in PHASES if (name, phase) in rows}
    stored = {phase: content.instrument for phase, content in old.items()}
    for phase, content, day in contents_of(said.readings, stored):
        if phase in old and stored[phase] not in known:
            yield old[phase], ""
        else:
            yield content, day


def _compared(old: Response | None, content: Content) -> str:
    if old is None:
        return "added"
    return "unchanged" if old.content == content else "replaced"


def _row(name: Pseudonym, content: Content, status: Status, rows: Rows, new_id: NewId) -> Response:
    """The row, with the ids it had before; before and after share their pair id."""
    old = rows.get((name, content.phase))
    pair = next((rows[name, phase].pair_id for phase in PHASES if (name, phase) in rows), None)
    return Response(
        submission_id=old.submission_id if old else new_id(SUBMISSION_ID_BYTES),
        pair_id=pair or new_id(PAIR_ID_BYTES),
        pseudonym=name,
        course_status=status,
        content=content,
    )
