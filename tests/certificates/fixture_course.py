"""A small staff copy, and a learner who completes it. Its words and people are test records."""

from datetime import UTC, datetime

from tiny_instrument import INSTRUMENT

from coprod_training.answers import Answer, AnswerStore
from coprod_training.content.scaffold import new_exercise, new_module
from coprod_training.grading import records

WHY_NOT = "There is no certificate, because this course is a test record."

COURSE = """\
# The course as a whole.
id: test-record
title: A course for tests (test record)
version: "2026.11"
status: draft
status_words: Test record. Nobody has shaped it.
certificate_off: There is no certificate, because this course is a test record.
licence: CC BY 4.0
instrument: tiny
settings:
  - id: primary-care
    name: Primary care
# The modules, in order.
modules: []
# The exercises.
assessments: []
pass_rule:
  objective_percent: 75
  reflection_level: 2
help:
  contacts:
    - name: A named person (test record)
      how: "[test record]"
activities:
  - kind: single_choice
    id: your-setting
    title: Where you work
    question: Which setting is closest to yours?
    keep_order: true
    options:
      - id: primary-care
        text: Primary care
      - id: elsewhere
        text: Elsewhere
"""


def write_course(root):
    for name, text in {
        "course.yaml": COURSE,
        "instruments/tiny.yaml": INSTRUMENT,
        "facts.yaml": "facts: []\n",
        "LICENSE": "Test record.\n",
    }.items():
        path = root / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    new_module(root, "Listening")
    new_exercise(root, "What was heard", "listening")


def does_the_module(home):
    """What a lesson leaves in a learner's folder after its one core activity."""
    AnswerStore(home / "modules" / "listening.answers.jsonl").add(
        Answer(
            id="test-record-1",
            activity="listening-next-step",
            response="tell",
            at="2026-11-26T10:00:00Z",
            attempt=1,
            checked=True,
        )
    )


def is_marked(trainer, learner, level):
    """What `keep_marks` leaves in the records of a hand-in that was fully marked."""
    marks = [
        {"activity": "what-was-heard-question", "points": 1.0, "out_of": 1.0, "by_hand": False},
        {"activity": "what-was-heard-reflection", "points": level, "out_of": 3.0, "by_hand": True},
    ]
    details = {"handed_in": "2026-11-26T11:00:00+00:00", "marks": marks, "taken_off": 0.0}
    note = ("scored", learner, details)
    records.note_all(trainer, "what-was-heard", [note], datetime(2026, 11, 26, tzinfo=UTC))
