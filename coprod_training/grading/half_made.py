"""Folders of hand-ins that are made beside their place, and get their name once they are whole.

A power cut, or a signal, ends a process before it can take its half away. Somebody's answers would
then lie there for ever, in a folder that names nobody.
"""

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_OURS = ".new-"
_EARLIER = ".paper-"  # what came on paper, in versions before this one


@contextmanager
def half_made(inside: Path) -> Iterator[Path]:
    """A new folder to fill and rename, for its owner alone; it is gone when the block ends.

    inside: the folder in which it is made, and stays under its new name.
    """
    with _held(inside, fcntl.LOCK_SH):
        fresh = Path(mkdtemp(prefix=_OURS, dir=inside))
        try:
            yield fresh
        finally:  # whatever ends it, no half of a hand-in stays behind
            shutil.rmtree(fresh, ignore_errors=True)


def is_half_made(path: Path) -> bool:
    """Whether this is such a folder of ours: it is being made, or its process was ended."""
    if not path.name.startswith((_OURS, _EARLIER)):
        return False
    try:
        found = path.lstat()
    except OSError:
        return True  # it has its own name since
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def take_out_half_made(inside: Path) -> None:
    """Remove what ended processes left in a folder. It waits for what is being made there."""
    if not any(map(is_half_made, inside.glob(".*"))):
        return
    with _held(inside, fcntl.LOCK_EX):
        for path in [*inside.glob(".*")]:
            if is_half_made(path):
                shutil.rmtree(path)


@contextmanager
def _held(inside: Path, how: int) -> Iterator[None]:
    """Several may make something there at once; who removes is alone. The system ends a lock."""
    with (inside.parent / f".{inside.name}.lock").open("ab") as file:
        fcntl.flock(file, how)
        yield
