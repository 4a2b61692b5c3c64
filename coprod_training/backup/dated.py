"""A new dated folder for a backup. Until all of it is on the disk, its name begins with a dot."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.file_in_place import sync


@contextmanager
def dated_folder(into: Path, now: datetime) -> Iterator[tuple[Path, Path]]:
    """Gives the folder to write into, and its name at the end, such as coprod-20261127T192200Z.

    now: UTC. Nobody else can open it, and what fails leaves nothing behind. Raises CoprodError when
    there is one of this second.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"coprod-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    folder, done = into / f".{name}.unfinished", into / name
    if done.exists() or folder.exists():
        raise CoprodError(
            "A backup was already made in this second.",
            where=str(done),
            fix="Wait a second, then try again.",
        )
    folder.mkdir(mode=0o700)
    try:
        yield folder, done
        for one in folder.iterdir():
            sync(one)
        sync(folder)
        folder.rename(done)
        sync(into)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # half of it must not lie about
        raise


def refuse_inside(into: Path, copied: Path) -> None:
    """Raise CoprodError when a backup would lie inside a folder that it copies."""
    if into.is_relative_to(copied.resolve()):
        raise CoprodError(
            "A backup cannot be inside what it copies.",
            where=str(into),
            fix="Give a folder on another disk.",
        )
