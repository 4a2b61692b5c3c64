"""One round at a time in a course root, whoever starts it: a page, a command, or both."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.grading.records import own_folder


@contextmanager
def one_round(course_root: Path) -> Iterator[None]:
    """Hold the course root while a step runs. Raises CoprodError when another one does."""
    folder = own_folder(course_root)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "round.lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CoprodError(
                "Another step is still running for this course.",
                where=str(course_root),
                fix="Wait until it has ended, then try again.",
            ) from error
        yield


@contextmanager
def no_round(course_root: Path) -> Iterator[None]:
    """Hold the course root, as `one_round` does, where any step has ever run; nothing is made.

    For a learner, whose workspace may have no trainer.
    """
    held = one_round(course_root) if own_folder(course_root).is_dir() else nullcontext()
    with held:
        yield
