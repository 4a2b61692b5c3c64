"""Where every assignment stands: one query of the gradebook, one look into the exchange.

nbgrader's own list opens the gradebook for each hand-in, and blocks its server while it does:
51 s for 1,000 learners and 8 assignments (design/grading.md). This takes a part of a second.
"""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from coprod_training.garbage_collection import without_collecting
from coprod_training.grading import hand_in_name, hand_in_time
from coprod_training.grading.from_collector import is_from_collector
from coprod_training.grading.gradebook import as_time
from coprod_training.grading.hand_in_rows import hand_in_rows
from coprod_training.grading.not_read import not_read
from coprod_training.grading.partly_read import partly_read
from coprod_training.grading.put_back import ChangeTimes, change_times, changed_at
from coprod_training.grading.returned import returned_points, was_returned
from coprod_training.grading.second_marks import held_back

Step = Literal["release", "collect", "mark", "return", "agree", ""]


class HandInState(NamedTuple):
    """One learner's newest hand-in of one assignment. handed_in: UTC, as the exchange counts it.

    points: None until everything is marked; those taken off for being late are gone from them.
    collected: the gradebook has it, and the course has marked what it can. returned: its feedback
    went back with these points. held: two markers have to agree on a level before it goes back.
    by_person: a person gave a mark in it. not_read: why it could not be collected or graded when
    that was tried; "" where it was not tried yet. partly_read: something in it could not be read,
    and none of its marks have gone back yet.
    """

    learner: str
    handed_in: str
    points: float | None
    collected: bool
    returned: bool
    held: bool = False
    by_person: bool = False
    not_read: str = ""
    partly_read: bool = False

    @property
    def at(self) -> datetime | None:
        """When it was handed in, UTC."""
        return as_time(self.handed_in)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One assignment. hand_ins: the newest of each learner. learners: everybody known here."""

    assignment: str
    released: bool
    due: datetime | None
    learners: int
    hand_ins: tuple[HandInState, ...]

    @property
    def handed_in(self) -> int:
        """How many learners have handed in."""
        return len(self.hand_ins)

    @property
    def not_handed_in(self) -> int:
        """How many have not. Never a mark of zero."""
        return self.learners - self.handed_in

    @cached_property
    def to_collect(self) -> int:
        """How many lie in the exchange, newer than what was marked, and were not tried yet."""
        return sum(not one.not_read for one in self.waiting.values())

    @property
    def not_read(self) -> int:
        """How many could not be collected or graded; they may be tried again."""
        return len(self.waiting) - self.to_collect

    @cached_property
    def partly_read(self) -> int:
        """Of how many something could not be read, and whoever returns them has to know."""
        return sum(one.partly_read for one in self.hand_ins)

    @cached_property
    def waiting(self) -> dict[str, HandInState]:
        """By learner, each hand-in that is not collected, or whose grading failed."""
        return {one.learner: one for one in self.hand_ins if not one.collected}

    @cached_property
    def to_mark(self) -> int:
        """How many wait for a person."""
        return sum(one.collected and one.points is None for one in self.hand_ins)

    @cached_property
    def marked(self) -> int:
        """How many are marked in every part."""
        return sum(one.collected and one.points is not None for one in self.hand_ins)

    @property
    def returned(self) -> int:
        """How many went back, with the marks that they have now."""
        return sum(one.returned for one in self.hand_ins)

    @cached_property
    def to_return(self) -> tuple[str, ...]:
        """Those whose marks have not gone back to them, or have changed since."""
        return tuple(
            one.learner
            for one in self.hand_ins
            if one.collected and one.points is not None and not one.returned and not one.held
        )

    @property
    def to_agree(self) -> int:
        """How many are held back until two markers agree."""
        return sum(one.held for one in self.hand_ins)

    @property
    def step(self) -> Step:
        """The one thing to do next; "" when there is nothing.

        Collecting comes before marking: it takes a moment, and a newer hand-in would take back
        the mark of the one before. What could not be read holds up nobody.
        """
        if not self.released:
            return "release"
        if self.to_collect:
            return "collect"
        if self.to_mark:
            return "mark"
        if self.to_return:
            return "return"
        return "agree" if self.to_agree else ""


@without_collecting()
def overview(course_root: Path, exchange: Path, assignments: Iterable[str]) -> tuple[Standing, ...]:
    """Where each of these assignments stands, in their order.

    exchange: the folder of this course in nbgrader's exchange, with outbound/ and inbound/.
    Raises CoprodError when the gradebook cannot be read.
    """
    rows = hand_in_rows(course_root / "gradebook.db")
    known = set(rows.learners)
    returned, held = returned_points(course_root), held_back(course_root)
    # Few are held back: the times of all others need not be written as records have them.
    some_held = {(learner, assignment) for assignment, learner, _ in held}
    failures, damaged = not_read(course_root), partly_read(course_root)
    some_damaged = {(learner, assignment) for assignment, learner, _ in damaged}
    hand_ins: dict[str, dict[str, HandInState]] = defaultdict(dict)
    for _, assignment, learner, at, waiting, failed, given, points in rows.hand_ins:
        points, key = points if waiting == 0 else None, (learner, assignment)
        collected = failed == 0
        hand_ins[assignment][learner] = HandInState(
            learner,
            at,
            points,
            collected,
            points is not None and returned.get(key) == (at, points),
            key in some_held and (assignment, learner, _iso(at)) in held,
            bool(given),
            "" if collected else failures.get((assignment, learner, _iso(at)), ""),
            collected
            and key in some_damaged
            and (assignment, learner, _iso(at)) in damaged
            and not was_returned(course_root, learner, assignment, _utc(at)),
        )
    assignments = tuple(assignments)
    put_back = change_times(course_root)
    for assignment, learner, at in _in_exchange(
        exchange / "inbound", assignments, hand_ins, put_back
    ):
        why = failures.get((assignment, learner, _iso(at)), "") if failures else ""
        hand_ins[assignment][learner] = HandInState(
            learner, at, None, collected=False, returned=False, not_read=why
        )
        known.add(learner)
    return tuple(
        Standing(
            assignment=name,
            released=is_released(exchange, name),
            due=rows.dues.get(name),
            learners=len(known),
            hand_ins=tuple(one for _, one in sorted(hand_ins.get(name, {}).items())),
        )
        for name in assignments
    )


def is_released(exchange: Path, assignment: str) -> bool:
    """Whether learners can get it. exchange: as `overview` takes it."""
    return (exchange / "outbound" / assignment).is_dir()


def _iso(stored: str) -> str:
    """A time of the gradebook as records have it."""
    return _utc(stored).isoformat()


def _utc(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _in_exchange(
    inbound: Path,
    assignments: Collection[str],
    collected: Mapping[str, Mapping[str, HandInState]],
    put_back: ChangeTimes,
) -> Iterator[tuple[str, str, str]]:
    """(assignment, learner, time) of each newest hand-in that is newer than the gradebook's.

    What collecting would leave where it is does not count. Times are compared as text, which their
    form allows; only where a name is newer is its folder looked at, since a learner may have named
    it after another time.
    """
    newest: dict[tuple[str, str], str] = {}
    told = is_from_collector(inbound.parent)
    # Almost every folder is one that was collected: told by its name, they cost next to nothing.
    there = {
        f"{one.learner}+{assignment}+{one.handed_in} UTC"
        for assignment, learners in collected.items()
        for one in learners.values()
        if one.collected
    }
    try:
        entries = list(os.scandir(inbound))
    except OSError:
        return
    for entry in entries:
        if entry.name in there:
            continue
        found = hand_in_name.parsed(entry.name)
        if found is None or found.assignment not in assignments:
            continue
        before = collected.get(found.assignment, {}).get(found.learner)
        known = before.handed_in if before and before.collected else ""
        claimed = found.timestamp.removesuffix(" UTC")
        if claimed <= known:
            continue
        try:
            folder = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # it has gone since
        if not hand_in_name.is_theirs_by(folder, found.learner):
            continue
        changed = changed_at(entry.name, folder, put_back)
        arrived = hand_in_time.arrived(found.timestamp, changed, told=told)
        key = (found.assignment, found.learner)
        if arrived > max(known, newest.get(key, "")):
            newest[key] = arrived
    for (assignment, learner), arrived in newest.items():
        yield assignment, learner, arrived
