"""More time for one learner: nbgrader's extension, kept in one place that every date follows.

nbgrader can hold an extension only once something was handed in, and no learner can read its
gradebook. So what was agreed stands in the trainer's records, and the learner's own date beside the
exchange, in a file that names nobody and that only its owner can open: who needs more time is
nobody else's to know.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coprod_training import jsonl
from coprod_training.file_in_place import put_file_in_place
from coprod_training.grading.due import due_in, due_record, read_due, read_due_file
from coprod_training.grading.gradebook import opened
from coprod_training.grading.records import EXTENSIONS, own_folder
from coprod_training.stored_time import stored

FOLDER = "extensions"
_NBGRADERS = """
    SELECT handed_in.student_id, handed_in.extension FROM submitted_assignment AS handed_in
    JOIN assignment ON assignment.id = handed_in.assignment_id
    WHERE assignment.name = ? AND handed_in.extension IS NOT NULL
"""
_ZERO = datetime(1970, 1, 1)  # noqa: DTZ001  # SQLAlchemy keeps a length of time as a date from here


@dataclass(frozen=True)
class Dues:
    """When one assignment is due, UTC. common: for everybody. own: by learner, with more time."""

    common: datetime | None
    own: Mapping[str, datetime] = field(default_factory=dict)

    def of(self, learner: str) -> datetime | None:
        """When it is due for one learner."""
        return later(self.common, self.own.get(learner))

    def extension(self, learner: str) -> timedelta | None:
        """How much more time that is, as nbgrader's gradebook has it; None for none."""
        due = self.of(learner)
        if self.common is None or due is None or due == self.common:
            return None
        return due - self.common


def later(common: datetime | None, own: datetime | None) -> datetime | None:
    """The date that counts: more time never takes time away, and without a date there is none."""
    return max(common, own) if common and own else common


def dues_of(course_root: Path, assignment: str) -> Dues:
    """The dates of one assignment. Raises CoprodError when the gradebook cannot be read.

    What was given with nbgrader itself counts too, for learners who are not in our records.
    """
    own = {
        learner: due
        for (name, learner), due in extensions(course_root).items()
        if name == assignment
    }
    database = course_root / "gradebook.db"
    if not database.is_file():
        return Dues(None, own)
    ours = {learner for name, learner in _ever_given(course_root) if name == assignment}
    with opened(database) as db:
        asked = "SELECT duedate FROM assignment WHERE name = ?"
        found = db.execute(asked, (assignment,)).fetchone()
        given = db.execute(_NBGRADERS, (assignment,)).fetchall()
    if not found or not found[0]:
        return Dues(None, own)
    common = datetime.fromisoformat(found[0]).replace(tzinfo=UTC)
    theirs = {
        learner: common + (datetime.fromisoformat(extension) - _ZERO)
        for learner, extension in given
        if learner not in ours
    }
    return Dues(common, theirs | own)


def due_finder(course_root: Path) -> Callable[[str, str], datetime | None]:
    """Gives when an assignment is due for a learner, UTC; the records are read once."""
    known: dict[str, Dues] = {}

    def due_of(assignment: str, learner: str) -> datetime | None:
        if assignment not in known:
            known[assignment] = dues_of(course_root, assignment)
        return known[assignment].of(learner)

    return due_of


def extensions(course_root: Path) -> dict[tuple[str, str], datetime]:
    """By assignment and learner, the date agreed last, UTC; without those taken back."""
    found: dict[tuple[str, str], datetime] = {}
    for record in jsonl.read(_path(course_root)).records:
        key = (record.get("assignment"), record.get("learner"))
        if not isinstance(key[0], str) or not isinstance(key[1], str):
            continue
        due = due_in(record)
        if due is None:
            found.pop((key[0], key[1]), None)
        else:
            found[key[0], key[1]] = due
    return found


def give(
    course_root: Path,
    exchange: Path,
    assignment: str,
    learner: str,
    due: datetime | None,
    *,
    by: str,
    now: datetime,
) -> None:
    """Agree a date with one learner, UTC; None takes it back. exchange: of this course.

    by: who agreed it. On the disk when this returns.
    """
    about = {"at": stored(now), "assignment": assignment, "learner": learner, "by": by}
    path = _path(course_root)
    with jsonl.locked_for_append(path, mode=0o600) as file:
        jsonl.append(file, {**about, **due_record(due)})
    place = _place(exchange, assignment, learner)
    if due is None:
        place.unlink(missing_ok=True)
        return
    place.parent.mkdir(mode=0o700, exist_ok=True)
    put_file_in_place(place, (json.dumps(due_record(due)) + "\n").encode(), mode=0o600)


def read_extension(exchange: Path, assignment: str, learner: str) -> datetime | None:
    """A learner's own date, UTC; None when there is none that this process may read."""
    place = _place(exchange, assignment, learner)
    return read_due_file(place.parent, place.name)


def due_for(exchange: Path, assignment: str, learner: str) -> datetime | None:
    """When a released assignment is due for one learner, as the exchange has it, UTC."""
    common = read_due(exchange / "outbound" / assignment)
    return later(common, read_extension(exchange, assignment, learner))


def forget_extensions(exchange: Path, course_root: Path, learner: str) -> None:
    """Take the learner's own dates out of the exchange; the records are `forget`'s."""
    for assignment in {name for name, one in _ever_given(course_root) if one == learner}:
        _place(exchange, assignment, learner).unlink(missing_ok=True)


def _ever_given(course_root: Path) -> list[tuple[str, str]]:
    found = jsonl.read(_path(course_root)).records
    return [(str(one.get("assignment")), str(one.get("learner"))) for one in found]


def _place(exchange: Path, assignment: str, learner: str) -> Path:
    name = hashlib.sha256(f"{assignment}/{learner}".encode()).hexdigest()[:32]
    return exchange / FOLDER / f"{name}.json"


def _path(course_root: Path) -> Path:
    return own_folder(course_root) / EXTENSIONS
