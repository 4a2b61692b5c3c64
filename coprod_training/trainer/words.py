"""How a trainer is told where things stand. Pure."""

from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from typing import Any

from coprod_training.grading.hand_ins import HandInRow, full_name
from coprod_training.grading.overview import HandInState, Standing
from coprod_training.lab.dates import due_words, record_words
from coprod_training.trainer.job import Job

_WHERE = {
    "release": "Not released",
    "collect": "Handed in",
    "mark": "Marking",
    "return": "Ready to return",
    "agree": "To agree",
}
HIDDEN = "Hidden until the second mark"
_NAMED = 5
_DOING = {
    "release": "Releasing",
    "extend": "Giving more time for",
    "collect": "Collecting",
    "return": "Returning",
}
_DONE = {
    "release": "Released",
    "extend": "Date changed for one learner:",
    "collect": "Collected",
    "return": "Returned",
}


def exercise_rows(
    standings: tuple[Standing, ...], titles: dict[str, str], more_time: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The table of exercises. The first one with something to do has the filled button.

    more_time: by exercise, how many learners have a later date of their own.
    """
    rows, first = [], True
    for one in standings:
        rows.append(
            {
                "id": one.assignment,
                "title": titles[one.assignment],
                "due": due_words(one.due) or "No due date",
                "more_time": more_time.get(one.assignment, 0),
                "released": one.released,
                "words": where_words(one),
                "counts": _counts(one),
                "not_read": one.not_read,
                "partly_read": partly_read_words(one.partly_read),
                "step": one.step,
                "button": _button(one),
                "also": _also(one),
                "first": bool(one.step) and first,
            }
        )
        first = first and not one.step
    return rows


def partly_read_words(hand_ins: int) -> str:
    """That something in so many hand-ins could not be read; "" where nothing was lost."""
    if not hand_ins:
        return ""
    where = "1 hand-in" if hand_ins == 1 else f"{hand_ins} hand-ins"
    return f"In {where}, something could not be read."


def where_words(one: Standing) -> str:
    """Where an exercise is, in a few words."""
    if one.step == "return" and not any(hand_in.by_person for hand_in in one.hand_ins):
        return "Marked by the course"
    if one.step in _WHERE:
        return _WHERE[one.step]
    if one.marked:
        return "Returned"
    return "Handed in" if one.handed_in else "Open to learners"


def job_title(job: Job, title: str) -> str:
    """Such as "Collecting Where is it really?"; once it has ended, what was done."""
    doing = _DONE if job.ok and not job.running else _DOING
    return f"{doing[job.step]} {title}{'' if title.endswith('?') else '.'}"


def job_words(job: Job) -> str:
    """How far a step is."""
    if not job.running:
        return job.words
    return f"{job.done} of {job.of} {job.what}." if job.of else "Getting ready."


def some_names(learners: Sequence[str], names: Mapping[str, tuple[str, str]]) -> str:
    """What learners are called, the first five and how many more. names: first and last."""
    called = [full_name(one, *names.get(one, ("", ""))) for one in learners[:_NAMED]]
    more = len(learners) - len(called)
    return ", ".join([*called, *([f"and {more} more"] if more else [])])


def hand_in_words(
    row: HandInRow | None, newer: HandInState | None = None, *, released: bool = True
) -> str:
    """Where a learner's hand-in is. row: as it was collected. newer: what waits in `Standing`.

    released: whether learners can get the exercise.
    """
    if newer and (row is None or newer.at == row.handed_in):
        return "Could not be read" if newer.not_read else "To collect"
    if row is None:
        return "Not handed in" if released else "Not released"
    where = "To mark" if row.points is None else "Marked"
    if newer is None:
        return where
    what = "could not be read" if newer.not_read else "is to be collected"
    return f"{where}. A newer one {what}."


def points_words(points: float | None, taken_off: float = 0.0) -> str:
    """The points, or that there are none yet: never a zero for a blank.

    taken_off: points that are gone from them for being late.
    """
    late = f" ({taken_off:g} taken off: late)" if taken_off else ""
    return "Not yet" if points is None else f"{points:g}{late}"


def points_for(row: HandInRow, hidden: Container[str]) -> str:
    """The points of a hand-in, unless a first mark among them must not be seen yet.

    hidden: learners of whom that is so. Where something has still to be marked, there are no
    points to hide.
    """
    if row.points is not None and row.learner in hidden:
        return HIDDEN
    return points_words(row.points, row.taken_off)


def time_words(at: datetime | None, due: datetime | None = None) -> str:
    """When it was handed in, and whether that was late."""
    late = ", late" if at and due and at > due else ""
    return f"{record_words(at)}{late}" if at else "Time not known"


def _counts(one: Standing) -> list[tuple[str, str]]:
    counts = [
        ("Handed in", one.handed_in),
        ("Not handed in", one.not_handed_in),
        ("To mark", one.to_mark),
        ("Marked", one.marked),
        ("Returned", one.returned),
    ]
    if not one.released:
        return [(label, "–") for label, _ in counts]
    return [(label, str(count)) for label, count in counts]


def _button(one: Standing) -> str:
    return _step_words(one)[one.step] if one.step else ""


def _also(one: Standing) -> list[tuple[str, str]]:
    """What else can be done: one hand-in that could not be collected holds up no other."""
    words = _step_words(one)
    waiting = {
        "mark": one.to_mark,
        "return": len(one.to_return),
        "agree": one.to_agree,
        "collect": one.not_read,
    }
    return [(step, words[step]) for step, count in waiting.items() if count and step != one.step]


def _step_words(one: Standing) -> dict[str, str]:
    back = all(hand_in.returned for hand_in in one.hand_ins if hand_in.held)
    return {
        "release": "Set a date and release",
        "collect": (
            f"Collect {one.to_collect} now" if one.to_collect else f"Collect {one.not_read} again"
        ),
        "mark": "Mark the next one",
        "return": f"Return {len(one.to_return)} to learners",
        # A second mark may come when the first has gone back; an agreed one is then returned again.
        "agree": f"Agree on {one.to_agree} {'that went back' if back else 'before returning'}",
    }
