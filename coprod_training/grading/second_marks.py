"""Second marking: a tenth of the hand-ins, drawn at random, is marked once more without the first.

One append-only file holds what was drawn, the second marks and what was agreed. The first mark
stays in nbgrader's gradebook and counts, unless the two are more than one level apart: then the
hand-in is not returned until both markers have agreed on a level, and its marks do not count.
"""

import math
import random
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from coprod_training.content.assessment import TOP_LEVEL, level_reached
from coprod_training.grading import gradebook, records
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.grading.returned import was_returned
from coprod_training.grading.second_mark_records import all_records, note, records_of

SHARE = 0.1  # of the hand-ins with something written; features.md, T5
FAR_APART = 2  # levels
State = Literal["waits", "to mark", "close", "apart", "agreed"]


class Chance(Protocol):
    """What draws: `random.SystemRandom()`, or one with a seed in tests."""

    def sample(self, population: list[str], k: int) -> list[str]:
        """So many different ones of them."""


@dataclass(frozen=True, kw_only=True)
class SecondMarking:
    """One written answer that was drawn. handed_in: UTC.

    first: the level that counts now by the first marker, and first_by who that was. given: whether
    there is a first mark, also one that waits to be looked at again. second, agreed: levels.
    seen_by: accounts that looked at the first mark before there was a second, or gave it before
    first_by confirmed it.
    """

    learner: str
    assignment: str
    activity: str
    handed_in: datetime
    first: int | None
    first_by: str
    given: bool
    second: int | None
    agreed: int | None
    seen_by: frozenset[str] = frozenset()

    @property
    def state(self) -> State:
        """Where it stands; it waits for its first mark before anything else."""
        if self.agreed is not None:
            return "agreed"
        if self.second is None:
            return "waits" if self.first is None else "to mark"
        far = self.first is not None and abs(self.first - self.second) >= FAR_APART
        return "apart" if far else "close"

    def knows(self, account: str) -> bool:
        """Whether whoever this is gave the first mark, or has looked at it."""
        return account == self.first_by or account in self.seen_by


def level_of(mark: CellMark) -> int | None:
    """The rubric's level that a mark reaches, as the learner's feedback says it; None without."""
    if mark.points is None or not mark.out_of:
        return None
    return level_for(mark.points, mark.out_of)


def level_for(points: float, out_of: float) -> int:
    """The level that so many points reach. out_of: more than 0."""
    return level_reached(TOP_LEVEL * points / out_of)


def draw(course_root: Path, assignment: str, chance: Chance | None = None) -> int:
    """Draw until a tenth of what was handed in is drawn, and write it down; how many are new.

    Whoever gives the first mark is not told which. What nobody has marked is drawn first: of a mark
    that was not hidden, nobody knows who has seen it. A hand-in that has gone back already is not
    drawn. A newer one takes its learner out of the draw, and may be drawn again. Raises CoprodError
    when the gradebook cannot be read.
    """
    written = [
        one
        for one in gradebook.results(course_root / "gradebook.db", assignment=assignment)
        if one.handed_in and any(_written(one))
    ]
    current = {one.learner: _at(one) for one in written}
    marked = {one.learner for one in written if any(mark.given for mark in _written(one))}
    drawn = {
        record["learner"]
        for record in records_of(course_root, assignment, "drawn")
        if current.get(record["learner"]) == record["handed_in"]
    }
    missing = math.ceil(SHARE * len(current)) - len(drawn)
    if missing <= 0:
        return 0
    back = {
        one.learner
        for one in written
        if one.handed_in and was_returned(course_root, one.learner, assignment, one.handed_in)
    }
    rest, lots = sorted(set(current) - drawn - back), chance or random.SystemRandom()
    new: list[str] = []
    for group in (
        [one for one in rest if one not in marked],
        [one for one in rest if one in marked],
    ):
        new += lots.sample(group, min(missing - len(new), len(group)))
    note(
        course_root,
        assignment,
        datetime.now(UTC),
        [{"event": "drawn", "learner": one, "handed_in": current[one]} for one in new],
    )
    return len(new)


def second_markings(
    course_root: Path, assignment: str, learner: str | None = None
) -> tuple[SecondMarking, ...]:
    """Every written answer of the hand-ins that are drawn, in the order they were drawn.

    learner: whose alone; left out, everybody's. Raises CoprodError when the gradebook cannot be
    read.
    """
    drawn = [
        record
        for record in records_of(course_root, assignment, "drawn")
        if learner in (None, record["learner"])
    ]
    if not drawn:  # as for nine in ten: the gradebook need not be read
        return ()
    current = {
        one.learner: one
        for one in gradebook.results(course_root / "gradebook.db", learner, assignment)
        if one.handed_in
    }
    given = {
        event: {
            (record["learner"], record["handed_in"], record["activity"]): record
            for record in records_of(course_root, assignment, event)
        }
        for event in ("second mark", "agreed")
    }
    markers, seen = records.markers(course_root, assignment), _seen(course_root, assignment)
    found = []
    for record in drawn:
        result = current.get(record["learner"])
        if result is None or _at(result) != record["handed_in"]:
            continue
        for mark in _written(result):
            key = (result.learner, record["handed_in"], mark.activity)
            second, agreed = given["second mark"].get(key), given["agreed"].get(key)
            *earlier, first_by = markers.get((result.learner, mark.activity), [""])
            found.append(
                SecondMarking(
                    learner=result.learner,
                    assignment=assignment,
                    activity=mark.activity,
                    handed_in=datetime.fromisoformat(record["handed_in"]),
                    first=level_of(mark),
                    first_by=first_by,
                    given=mark.given,
                    second=second["level"] if second else None,
                    agreed=agreed["level"] if agreed else None,
                    seen_by=frozenset(seen.get(key, ())).union(earlier),
                )
            )
    return tuple(found)


def give_second(course_root: Path, one: SecondMarking, level: int, by: str, now: datetime) -> None:
    """Keep a second mark beside the first. level: 0 to 3. by: who gives it. now: UTC."""
    details = {"event": "second mark", "level": level, "first": one.first, "by": by}
    note(course_root, one.assignment, now, [details | _about(one)])


def note_seen(course_root: Path, found: Iterable[SecondMarking], by: str, now: datetime) -> None:
    """Somebody looks at these first marks, and so gives no second mark beside them. now: UTC."""
    for one in found:
        note(course_root, one.assignment, now, [{"event": "seen", "by": by} | _about(one)])


def give_agreed(course_root: Path, one: SecondMarking, level: int, by: str, now: datetime) -> None:
    """Keep the level on which both markers agreed. now: UTC."""
    note(
        course_root,
        one.assignment,
        now,
        [{"event": "agreed", "level": level, "by": by} | _about(one)],
    )


def note_first(
    course_root: Path,
    *,
    learner: str,
    assignment: str,
    activity: str,
    handed_in: datetime,
    level: int,
    now: datetime,
) -> None:
    """The first marker has changed their level: keep it, where there is a second mark already."""
    about = {"learner": learner, "activity": activity, "handed_in": handed_in.isoformat()}
    if any(
        all(record[name] == value for name, value in about.items())
        for record in records_of(course_root, assignment, "second mark")
    ):
        details = {"event": "first mark", "level": level} | about
        note(course_root, assignment, now, [details])


def pairs(course_root: Path, assignment: str) -> list[tuple[int, int]]:
    """First and second level of everything marked twice, newer hand-ins or not."""
    return [
        (record["first"], record["level"])
        for record in records_of(course_root, assignment, "second mark")
    ]


def held_back(course_root: Path) -> set[tuple[str, str, str]]:
    """Assignment, learner and time of each hand-in whose two marks are too far apart as yet."""
    levels: dict[tuple[str, str, str, str], tuple[int, int]] = {}
    for record in all_records(course_root):
        if record["event"] == "drawn":
            continue
        key = (record["assignment"], record["learner"], record["handed_in"], record["activity"])
        if record["event"] == "second mark":
            levels[key] = (record["first"], record["level"])
        elif record["event"] == "first mark" and key in levels:
            levels[key] = (record["level"], levels[key][1])
        elif record["event"] == "agreed":
            levels.pop(key, None)
    return {key[:3] for key, (a, b) in levels.items() if abs(a - b) >= FAR_APART}


def is_held(one: Result, held: Collection[tuple[str, str, str]]) -> bool:
    """Whether a hand-in is one of those that `held_back` found."""
    return (one.assignment, one.learner, _at(one)) in held


def _about(one: SecondMarking) -> dict[str, Any]:
    return {
        "learner": one.learner,
        "activity": one.activity,
        "handed_in": one.handed_in.isoformat(),
    }


def _written(result: Result) -> Iterator[CellMark]:
    """What a person marks; a blank reflection has nothing to read, and nbgrader gives it 0."""
    for mark in result.marks:
        if mark.by_hand and (mark.given or mark.auto is None):
            yield mark


def _seen(course_root: Path, assignment: str) -> dict[tuple[str, str, str], set[str]]:
    found: dict[tuple[str, str, str], set[str]] = {}
    for record in records_of(course_root, assignment, "seen"):
        key = (record["learner"], record["handed_in"], record["activity"])
        found.setdefault(key, set()).add(record["by"])
    return found


def _at(result: Result) -> str:
    return result.handed_in.isoformat() if result.handed_in else ""
