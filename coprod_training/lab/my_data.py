"""What is held about a learner, and where: read from the files themselves, so it cannot be out.

On a hub the trainer's folder is out of this process's reach: what it holds is then not known here.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.course import Course
from coprod_training.content.place import on_a_hub
from coprod_training.content.testers import NamedTester, tester_named
from coprod_training.forum.book import ForumBook
from coprod_training.forum.interest import Interest, as_plain
from coprod_training.grading import records
from coprod_training.grading.config import COURSE_ID, RECEIPTS
from coprod_training.grading.extensions import extensions
from coprod_training.grading.gradebook import results
from coprod_training.grading.paper_practice import typed_in_for
from coprod_training.grading.receipt import HandIn, named
from coprod_training.lab.feedback_page import read_feedback
from coprod_training.lab.held_on_hub import HeldOnHub, SaidOnHub
from coprod_training.lab.home import Home
from coprod_training.lab.reports import Report, ReportBook
from coprod_training.lab.returned_words import page_words
from coprod_training.stored_time import stored_exactly
from coprod_training.survey.consent import ConsentEvent, consented
from coprod_training.survey.keys import survey_key
from coprod_training.survey.pseudonym import Pseudonym, pseudonym_of
from coprod_training.survey.responses import Content
from coprod_training.survey.store import SurveyStore, survey_holds_people

WITH_TRAINER = "Not counted here: your trainer has them"
NOT_KNOWN = "Not known now: the hub's own store cannot be reached. Try again later."


@dataclass(frozen=True)
class Feedback:
    """One page that came back. handed_in: as nbgrader writes it. words: all that it says."""

    exercise: str
    handed_in: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Held:
    """Everything of one learner. answers: with the slug of their notebook, oldest first.

    feedback: every page that came back. marked: how many exercises are, in the trainer's gradebook.
    extensions: the date of their own in each exercise for which they have more time, UTC.
    consent: each yes and no to the survey data, oldest first. stands: whether that ends in a yes
    which counts. known: False while a hub's collector, which holds these, cannot be asked.
    done_on_hub: what it keeps of who may be counted.
    records: how many lines about them stand in the records of marking. typed_in: how many answers
    of lessons a trainer typed in from paper. tester: that a pilot names them, if it does. on_a_hub:
    then marked, extensions and records, which the trainer has, are not known here.
    """

    learner: str
    answers: tuple[tuple[str, Answer], ...]
    started: tuple[str, ...]
    hand_ins: tuple[HandIn, ...]
    feedback: tuple[Feedback, ...]
    reports: tuple[Report, ...]
    survey: tuple[Content, ...]
    marked: int
    extensions: dict[str, datetime]
    consent: tuple[ConsentEvent | SaidOnHub, ...] = ()
    stands: bool = False
    known: bool = True
    done_on_hub: tuple[Mapping[str, Any], ...] = ()
    me_on_hub: Mapping[str, Any] | None = None
    records: int = 0
    forum: Interest | None = None
    typed_in: int = 0
    tester: NamedTester | None = None
    on_a_hub: bool = False


def held_in(home: Home, on_hub: HeldOnHub | None = None) -> Held:
    """Read everything. In the learner view only what was answered there.

    on_hub: what a hub's collector holds; None where there is none.
    """
    own = home.role == "learner"
    exercises = home.folder / "exercises"
    survey, consent, stands = _survey(home, on_hub) if own else ((), (), False)
    answers = tuple(_answers(home.folder))
    ids = {answer.id for _, answer in answers}
    return Held(
        learner=home.learner,
        answers=answers,
        started=tuple(sorted(path.parent.name for path in exercises.glob("*/*.ipynb"))),
        hand_ins=tuple(_hand_ins(home.folder, home.learner)),
        feedback=tuple(_feedback(home.folder)),
        reports=ReportBook(home.workspace.private).of(home.learner) if own else (),
        survey=survey,
        consent=consent,
        stands=stands,
        known=on_hub is None or on_hub.known,
        done_on_hub=on_hub.statements if on_hub else (),
        me_on_hub=on_hub.me if on_hub else None,
        marked=_marked(home) if own else 0,
        records=records.lines_about(home.workspace.trainer, home.learner) if own else 0,
        extensions=_extensions(home) if own else {},
        forum=ForumBook(home.workspace.private).of(home.learner) if own else None,
        typed_in=typed_in_for(home.workspace.trainer, home.learner, ids) if own else 0,
        tester=_tester(home) if own else None,
        on_a_hub=own and on_a_hub(os.environ),
    )


def answer_files(home: Path) -> list[Path]:
    """Every file of answers in a learner's home."""
    return [
        *sorted(home.glob("*.answers.jsonl")),
        *sorted(home.glob("modules/*.answers.jsonl")),
        *sorted(home.glob("exercises/*/*.answers.jsonl")),
    ]


def survey_pseudonym(private: Path, learner: str) -> Pseudonym | None:
    """The learner's name in the survey store; None when nobody is in one here.

    Raises CoprodError when the key is missing by which people are found in it.
    """
    if not survey_holds_people(private):
        return None
    return pseudonym_of(learner, survey_key(private))


def titles(course: Course) -> dict[str, str]:
    """The title of each notebook, by slug."""
    return {
        "course": "The course as a whole",
        **{module.id: module.title for module in course.modules},
        **{assessment.id: assessment.title for assessment in course.assessments},
    }


def newest(answers: tuple[tuple[str, Answer], ...]) -> list[tuple[str, Answer]]:
    """The newest answer to each activity, in the order they were first answered."""
    kept = {(slug, answer.activity): answer for slug, answer in answers}
    return [(slug, answer) for (slug, _), answer in kept.items()]


def as_record(held: Held, course: Course, made: str) -> dict[str, Any]:
    """Everything, as the download holds it. made: the time of the download, UTC."""
    names = titles(course)
    return {
        "schema": 1,
        "course": course.info.title,
        "learner": held.learner,
        "made": made,
        "answers": [
            {"where": names.get(slug, slug), **answer.as_record()} for slug, answer in held.answers
        ],
        "hand_ins": [
            {"exercise": one.assignment, "handed_in": one.timestamp, "receipt": one.code}
            for one in held.hand_ins
        ],
        "feedback": [
            {"exercise": one.exercise, "handed_in": one.handed_in, "words": one.words}
            for one in held.feedback
        ],
        "extensions": WITH_TRAINER
        if held.on_a_hub
        else [
            {"exercise": exercise, "due": stored_exactly(due)}
            for exercise, due in held.extensions.items()
        ],
        "reports": [
            {
                "page": one.page,
                "section": one.section,
                "words": one.words,
                "at": one.at,
                "status": one.status,
                "reply": one.reply,
            }
            for one in held.reports
        ],
        "survey": [asdict(one) for one in held.survey],
        "consent": [
            {"said": one.state, "text_version": one.text_version, "day": one.day}
            for one in held.consent
        ],
        "consent_stands": held.stands,
        **({} if held.known else {"survey_and_consent": NOT_KNOWN}),
        **_on_hub(held),
        "forum": as_plain(held.forum) if held.forum else None,
        "pilot_tester": asdict(held.tester) if held.tester else None,
    }


def _on_hub(held: Held) -> dict[str, Any]:
    if not held.on_a_hub:
        return {}
    if not held.known:
        return {"kept_by_the_hub": NOT_KNOWN}
    return {"kept_by_the_hub": {**(held.me_on_hub or {}), "statements": list(held.done_on_hub)}}


def _answers(home: Path) -> Iterator[tuple[str, Answer]]:
    for file in answer_files(home):
        slug = file.name.removesuffix(".answers.jsonl")
        for answer in AnswerStore(file).read().answers:
            yield slug, answer


def _hand_ins(home: Path, learner: str) -> Iterator[HandIn]:
    for path in sorted((home / RECEIPTS / COURSE_ID).glob("*")):
        found = named(path.name)
        if found is not None and found.learner == learner:
            yield found


def _feedback(home: Path) -> Iterator[Feedback]:
    for folder in sorted((home / "exercises").glob("*/feedback/*")):
        exercise, handed_in = folder.parent.parent.name, folder.name
        page = read_feedback(home, exercise, handed_in)
        if page is not None:
            yield Feedback(exercise, handed_in, page_words(page))


def _survey(
    home: Home, on_hub: HeldOnHub | None
) -> tuple[tuple[Content, ...], tuple[ConsentEvent | SaidOnHub, ...], bool]:
    if on_hub is not None:
        return on_hub.rows, on_hub.consent, on_hub.stands
    private = home.workspace.private
    name = survey_pseudonym(private, home.learner)
    if name is None:
        return (), (), False
    store = SurveyStore(private)
    events = store.consent_events()
    rows = tuple(row.content for (who, _), row in store.rows().items() if who == name)
    consent = tuple(event for event in events if event.pseudonym == name)
    text_version = home.course().instrument.consent_text_version
    return rows, consent, name in consented(events, text_version)


def _marked(home: Home) -> int:
    found = results(home.workspace.trainer / "gradebook.db", home.learner)
    return sum(one.state == "marked" for one in found)


def _tester(home: Home) -> NamedTester | None:
    info = home.course().info
    return tester_named(home.workspace.private, info.id, home.learner, info.testers)


def _extensions(home: Home) -> dict[str, datetime]:
    given = extensions(home.workspace.trainer)
    return {exercise: due for (exercise, who), due in given.items() if who == home.learner}
