"""Who takes the course: nbgrader's own table of students, written through its Gradebook.

Only with such a list can "not handed in" be said of somebody who never handed in anything.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.grading.config import COURSE_ID
from coprod_training.grading.extensions import extensions
from coprod_training.grading.gradebook import learner_names, put_scripts_on_path
from coprod_training.grading.hand_in_name import is_theirs, parsed
from coprod_training.grading.one_round import one_round

_HANDED_IN = "This learner has handed something in, so they stay in the list."
_MORE_TIME = "This learner has more time for an exercise."


def add_learners(course_root: Path, people: Iterable[tuple[str, str, str]]) -> tuple[int, int]:
    """Put people into the list; how many are new, and how many are called differently now.

    people: sign-in name, first and last name. "" and "" leave a name that is there as it is. Doing
    it twice changes nothing more, so whoever was interrupted does it once more.
    Raises CoprodError while a step of the round runs, or when the gradebook cannot be written.
    """
    new = changed = 0
    with _writing(course_root) as book:
        known = learner_names(course_root / "gradebook.db")
        for learner, first, last in people:
            before, names = known.get(learner), (first, last)
            if before is not None and names in (before, ("", "")):
                continue
            called = {"first_name": first or None, "last_name": last or None}
            book.update_or_create_student(learner, **(called if any(names) else {}))
            new, changed = new + (before is None), changed + (before is not None)
    return new, changed


def remove_learner(course_root: Path, exchange: Path, learner: str) -> None:
    """Take somebody out of the list who has handed in nothing; nothing when they are not in it.

    exchange: of this course. Raises CoprodError when they have handed in or have more time, and as
    `add_learners`.
    """
    from nbgrader.api import MissingEntry

    with _writing(course_root) as book:
        try:
            handed_in = len(book.find_student(learner).submissions)
        except MissingEntry:
            return
        waiting = any(
            one is not None and one.learner == learner and is_theirs(path, learner)
            for path in (exchange / "inbound").glob("*")
            for one in [parsed(path.name)]
        )
        if handed_in or waiting or (course_root / "submitted" / learner).exists():
            raise CoprodError(_HANDED_IN)
        if any(who == learner for _, who in extensions(course_root)):
            raise CoprodError(_MORE_TIME, fix="Take back their extra time first.")
        book.remove_student(learner)


@contextmanager
def _writing(course_root: Path) -> Iterator[Any]:
    """The Gradebook of nbgrader, while no step of the round runs; made where there is none yet."""
    # Loaded here: `coprod` imports this layer, and most of its commands do without nbgrader.
    from nbgrader.api import Gradebook, InvalidEntry
    from sqlalchemy.exc import SQLAlchemyError

    put_scripts_on_path()
    database = f"sqlite:///{(course_root / 'gradebook.db').resolve()}"
    try:
        with one_round(course_root), Gradebook(database, COURSE_ID) as book:
            yield book
    except (SQLAlchemyError, InvalidEntry) as error:
        raise CoprodError(
            "The list of learners could not be written.",
            where=str(course_root),
            fix="Try again in a moment.",
        ) from error
