"""My data in words: one row for each kind of record, and the file for a spreadsheet. Pure."""

from typing import Any

from coprod_training.content.course import Course
from coprod_training.content.testers import NamedTester
from coprod_training.lab.dates import record_words_of
from coprod_training.lab.my_data import NOT_KNOWN, WITH_TRAINER, Held, newest, titles
from coprod_training.spreadsheet import csv_bytes

YOU = "You"
AND_TRAINER = "You and your trainer"
NOT_COUNTED = (
    "Your yes does not count now. It may be to other words than the survey has: then look at the"
    " page again, and say yes if you still agree. Or you took a yes back on the same day: then say"
    " yes again on another day."
)
TESTER = "Named as a tester of a pilot"
_HEADS = ("Part of the course", "Title", "Answered at (UTC)", "Attempt", "Checked", "Your answer")


def shown(held: Held, course: Course, hub_page: str = "") -> dict[str, Any]:
    """What is held, as `replies.ts` describes it (MyData).

    hub_page: address of the hub's page with their service and their yes or no to being counted.
    """
    names, about = titles(course), {a.id: a for _, a in course.activities()}
    return {
        "learner": held.learner,
        "hub_page": hub_page,
        "rows": [
            {"what": what, "where": where, "count": count, "who": who}
            for what, where, count, who in _rows(held)
        ],
        "answers": [
            {
                "activity": answer.activity,
                "title": about[answer.activity].title
                if answer.activity in about
                else answer.activity,
                "where": names.get(slug, slug),
                "at": record_words_of(answer.at),
                "text": answer.text,
            }
            for slug, answer in newest(held.answers)
        ],
    }


def as_csv(held: Held, course: Course) -> bytes:
    """Every answer, one row each, for a spreadsheet: nothing in it can act as a formula.

    A tester of a pilot has one more row, at the end, which says so.
    """
    names, about = titles(course), {a.id: a for _, a in course.activities()}
    rows = []
    for slug, answer in held.answers:
        title = about[answer.activity].title if answer.activity in about else answer.activity
        cells = (
            names.get(slug, slug),
            title,
            answer.at,
            str(answer.attempt),
            "yes" if answer.checked else "no",
            answer.text,
        )
        rows.append([cell.replace("\0", "") for cell in cells])
    if held.tester:
        rows.append(["Pilot of this course", TESTER, "", "", "", ""])
    return csv_bytes(_HEADS, rows)


def _rows(held: Held) -> list[tuple[str, str, str, str]]:
    lessons = [answer for slug, answer in held.answers if slug not in held.started]
    exercises = [answer for slug, answer in held.answers if slug in held.started]
    return [
        (
            "Answers in lessons",
            "Your course folder",
            _count(len(lessons), "answer"),
            f"{YOU} only",
        ),
        *_from_paper(held.typed_in),
        (
            "Exercises you started",
            "Your course folder",
            f"{_count(len(held.started), 'exercise')}, {_count(len(exercises), 'answer')}",
            f"{YOU} only, until you hand in",
        ),
        (
            "Exercises you handed in",
            "The place where your trainer collects them",
            _count(len(held.hand_ins), "hand-in"),
            AND_TRAINER,
        ),
        (
            "Marks",
            "Your trainer's list of marks",
            _with_trainer(held, held.marked, "marked exercise"),
            AND_TRAINER,
        ),
        (
            "More time",
            "Your trainer's list of due dates",
            _with_trainer(held, len(held.extensions), "exercise"),
            AND_TRAINER,
        ),
        (
            "Records of marking: what was done with your work, when and by whom",
            "Your trainer's records",
            _with_trainer(held, held.records, "record"),
            "The people who mark, since a record may name them",
        ),
        (
            "Feedback you received",
            "Your course folder",
            _count(len(held.feedback), "page"),
            AND_TRAINER,
        ),
        (
            "Notes that something is not right",
            "The course team's inbox",
            _count(len(held.reports), "note"),
            "You and the course team",
        ),
        (
            "Self-check answers in the survey data",
            "The survey data, without your name",
            _count(len(held.survey), "row") if held.known else NOT_KNOWN,
            "The people who look after the survey data. They do not see your name.",
        ),
        (
            "Each yes or no to the survey data",
            "The survey data, without your name",
            _consent(held) if held.known else NOT_KNOWN,
            "The people who look after the survey data. They do not see your name.",
        ),
        (
            "Interest in the national forum",
            "The forum's own list",
            "Your details" if held.forum else "Nothing",
            "You and the people who organise the forum",
        ),
        *_as_tester(held.tester),
        *_on_hub(held),
        (
            "Worries of a trainer about somebody's safety",
            "Your service's private folder",
            "Not counted for anybody: a number on a screen could put a person at risk",
            "Your trainers and the person named for safeguarding. Ask them if you want to know.",
        ),
    ]


def _with_trainer(held: Held, number: int, of: str) -> str:
    return WITH_TRAINER if held.on_a_hub else _count(number, of)


def _consent(held: Held) -> str:
    said = _count(len(held.consent), "answer")
    waits = bool(held.consent) and held.consent[-1].state == "yes" and not held.stands
    return f"{said}. {NOT_COUNTED}" if waits else said


def _from_paper(typed_in: int) -> list[tuple[str, str, str, str]]:
    """Only where there are some: a trainer has read them on the sheet."""
    if not typed_in:
        return []
    what = "Answers in lessons that your trainer typed in from your sheet"
    return [(what, "Your course folder", _count(typed_in, "answer"), AND_TRAINER)]


def _on_hub(held: Held) -> list[tuple[str, str, str, str]]:
    """Only on a hub: what it keeps once somebody said that they may be counted."""
    if not held.on_a_hub:
        return []
    return [
        (
            "What you did, after a yes to being counted",
            "The hub's own store, with your account name",
            _count(len(held.done_on_hub), "record") if held.known else NOT_KNOWN,
            "You, the trainer of your group and whoever runs the hub. Your employer can be given"
            " the number of modules you finished. IPS Grow sees numbers of people only.",
        )
    ]


def _as_tester(tester: NamedTester | None) -> list[tuple[str, str, str, str]]:
    """Only where they are one: a pilot is rare, and for a few people."""
    if tester is None:
        return []
    return [
        (
            TESTER,
            " · ".join(tester.kept_in),
            "A code made from your sign-in name",
            "You and the course team. Somebody who has a copy could try whether a name is in it.",
        )
    ]


def _count(number: int, of: str) -> str:
    return f"{number} {of}" if number == 1 else f"{number} {of}s"
