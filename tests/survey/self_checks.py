"""A small course with the real instrument, and learners who answer it. All are test records."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from coprod_training.activities.consent import Consent
from coprod_training.activities.rating_grid import DONE, RatingGrid
from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.course import (
    Course,
    CourseFile,
    Help,
    Module,
    PassRule,
    TeamTask,
)
from coprod_training.content.fill import filled
from coprod_training.content.instrument import load_instrument

INSTRUMENT = load_instrument(Path(__file__).parents[2] / "course" / "instruments" / "cps-0.1.yaml")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
RECEIPT = "7K2M-9QXV-0ABC"

BEFORE = {"SD1": "2", "SD2": "LO", "SD3": "1", "SD4": "1", "DES1": "2", "FRQ1": "9", DONE: True}
AFTER = {"DES1": "4", "THN1": "1", DONE: True}

CONSENT = filled(
    Consent(id="survey-consent", title="Your choice", question="May we?", items=("CN1", "CN3")),
    INSTRUMENT,
)
PRE, POST = (
    filled(
        RatingGrid(id=f"{phase}-check", title="A check", question="What usually happened?",
                   phase=phase, groups=groups),
        INSTRUMENT,
    )
    for phase, groups in (
        ("pre", ("SD", "DES", "PRO", "FRQ", "CON", "CFD")),
        ("post", ("DES", "PRO", "FRQ", "CON", "CFD", "THN")),
    )
)  # fmt: skip


def course(status="draft", *, activities=(PRE, POST), instrument=INSTRUMENT):
    """A course with one module, which has a self-check before and one after."""
    if instrument is not INSTRUMENT:
        activities = tuple(filled(one, instrument) for one in activities)
    info = CourseFile(
        id="test-record",
        title="Test record",
        version="0",
        status=status,
        status_words="Test",
        certificate_off="Test",
        licence="None",
        instrument=instrument.id,
        settings=(),
        modules=("one",),
        assessments=(),
        pass_rule=PassRule(objective_percent=75, reflection_level=2),
        help=Help(contacts=()),
        activities=(filled(CONSENT, instrument),),
    )
    module = Module(
        id="one",
        title="One",
        lead="Test record",
        minutes=1,
        minutes_with_everything=1,
        outcomes=(),
        activities=activities,
        team_task=TeamTask(text="", with_partner="", staff_only=""),
    )
    return Course(Path("test-record"), info, (module,), (), instrument)


def answer(folder, page, response, *, at=NOW, checked=True, **changes):
    """Keep one answer in a learner's folder, as the page would."""
    name = "course" if page is CONSENT else "modules/one"
    fits = page.problem_with(response) is None
    values = {
        "id": str(uuid4()),
        "activity": page.id,
        "response": response,
        "checked": checked,
        "at": at.isoformat().replace("+00:00", "Z"),
        "question": page.fingerprint(),
        "text": page.text_of(response) if fits else "",
    }
    AnswerStore(folder / f"{name}.answers.jsonl").add(Answer(**values | changes))


def agree(folder, *, cn1="1", cn3="1", receipt=RECEIPT, at=NOW, text="cn-0.1", **changes):
    """Answer both consent questions."""
    response = {"CN1": cn1, "CN3": cn3, "text_version": text, "receipt": receipt}
    answer(folder, CONSENT, response, at=at, **changes)
