"""The marks of every hand-in that was fully marked, kept after a later hand-in took its place.

nbgrader keeps one hand-in of each learner, and the course says that the highest mark counts. So
whatever stands fully marked in the gradebook is copied to the records: before hand-ins are
collected, before and after grading, and whenever somebody looks at the marks. What an earlier
hand-in loses for being late follows its dates (`late.py`).
Source: design/grading.md, "Attempts".
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from coprod_training import jsonl
from coprod_training.grading import gradebook, records
from coprod_training.grading.gradebook import CellMark, Result

_HandIn = tuple[str, str, datetime]


def keep_marks(course_root: Path) -> None:
    """Write down each fully marked hand-in of the gradebook, unless its marks are kept already.

    Raises CoprodError when the gradebook cannot be read.
    """
    kept, new = _kept(course_root), list[Result]()
    for result in gradebook.results(course_root / "gradebook.db"):
        if result.state != "marked" or result.handed_in is None:
            continue
        before = kept.get((result.learner, result.assignment, result.handed_in))
        if before is None or details_of(before) != details_of(result):
            new.append(result)
    keep(course_root, new)


def keep(course_root: Path, marked: Iterable[Result]) -> None:
    """Write down the marks of these hand-ins, each of which has its time."""
    new: dict[str, list[records.Note]] = {}
    for one in marked:
        at = one.handed_in.isoformat() if one.handed_in else ""
        details = {"handed_in": at, **details_of(one)}
        new.setdefault(one.assignment, []).append(("scored", one.learner, details))
    for assignment, notes in new.items():
        records.note_all(course_root, assignment, notes, datetime.now(UTC))


def all_hand_ins(course_root: Path, learner: str | None = None) -> tuple[Result, ...]:
    """What the gradebook holds now, then the earlier hand-ins that were fully marked.

    learner: whose alone; left out, everybody's.
    One hand-in is there once: as the gradebook has it, or with the marks it was given last, since
    a trainer may correct a mark. Also one on which two markers have still to agree: whether
    its marks count is for `counted_hand_ins`. Raises CoprodError when the gradebook cannot be read.
    """
    current = gradebook.results(course_root / "gradebook.db", learner)
    return (*current, *replaced(course_root, current, learner))


def replaced(
    course_root: Path, current: Iterable[Result], learner: str | None = None
) -> tuple[Result, ...]:
    """Those earlier hand-ins alone. current: what the gradebook holds now."""
    known = {(one.learner, one.assignment, one.handed_in) for one in current}
    kept = {key: one for key, one in _kept(course_root).items() if learner in (None, key[0])}
    return tuple(one for key, one in kept.items() if key not in known)


def kept(course_root: Path, learner: str, assignment: str) -> tuple[Result, ...]:
    """The hand-ins of one learner whose marks are kept, each with the marks it was given last."""
    theirs = (learner, assignment)
    return tuple(one for key, one in _kept(course_root).items() if key[:2] == theirs)


def kept_of(course_root: Path, assignment: str) -> dict[tuple[str, datetime], Result]:
    """The same of everybody: by learner and time of the hand-in."""
    found = _kept(course_root).items()
    return {(who, at): one for (who, name, at), one in found if name == assignment}


def found_again(before: Mapping[str, float | None], kept: Result | None) -> dict[str, float | None]:
    """By activity, each mark by the course as it was before grading again.

    before: as the gradebook has it; None where a grading that failed has taken the mark away. kept:
    what was kept when all of that hand-in was marked.
    """
    marks = {mark.activity: mark.points for mark in kept.marks} if kept else {}
    return {name: marks.get(name) if auto is None else auto for name, auto in before.items()}


def _kept(course_root: Path) -> dict[_HandIn, Result]:
    return _kept_in(course_root, jsonl.state(records.path_of(course_root)))


@lru_cache(maxsize=2)  # each marking page asks for it
def _kept_in(course_root: Path, state: tuple[int, int]) -> dict[_HandIn, Result]:
    found: dict[_HandIn, Result] = {}
    for record in records.scored(course_root):
        result = from_record(record)
        if result is not None and result.handed_in is not None:
            found[result.learner, result.assignment, result.handed_in] = result
    return found


def details_of(result: Result) -> dict[str, Any]:
    """The marks of a hand-in that was fully marked, as a record holds them."""
    marks = [_as_record(mark) for mark in result.marks]
    return {"marks": marks, "taken_off": result.taken_off}


def _as_record(mark: CellMark) -> dict[str, Any]:
    return {
        "activity": mark.activity,
        "points": mark.points,
        "out_of": mark.out_of,
        "by_hand": mark.by_hand,
    }


def from_record(record: dict[str, Any]) -> Result | None:
    """The hand-in in a record, with its `details_of`, or None when the line is not whole."""
    try:
        return Result(
            learner=str(record["learner"]),
            assignment=str(record["assignment"]),
            handed_in=datetime.fromisoformat(record["handed_in"]),
            marks=tuple(
                CellMark(
                    activity=str(mark["activity"]),
                    out_of=float(mark["out_of"]),
                    auto=float(mark["points"]),
                    manual=None,
                    extra=0.0,
                    by_hand=mark["by_hand"] is True,
                    needs_manual=False,
                )
                for mark in record["marks"]
            ),
            submitted=True,
            taken_off=float(record.get("taken_off", 0.0)),
        )
    except (KeyError, TypeError, ValueError):
        return None
