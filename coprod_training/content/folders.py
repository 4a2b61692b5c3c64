"""Puts a whole folder in its place at once, so that nobody ever sees half of it."""

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from coprod_training.file_in_place import sync, sync_all

_LEFT_BEHIND = 3600  # seconds; whoever fills a folder is done long before


@contextmanager
def put_in_place(out: Path, mode: int = 0o755) -> Iterator[Path]:
    """An empty folder to fill; at the end of the block it takes the place of `out`, on the disk.

    mode: who may look into it. When the block or the exchange fails, `out` stays as it was. What a
    power cut left of an earlier exchange is put right first.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    _put_right(out)
    beside = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    new, old = beside / "new", beside / "old"
    try:
        new.mkdir(mode=0o700)
        yield new
        new.chmod(mode)
        sync_all(new)
        if out.exists():
            out.rename(old)
        try:
            new.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise
        sync(out.parent)
    finally:
        if out.exists() or not old.exists():  # what was there before is never thrown away
            shutil.rmtree(beside, ignore_errors=True)


def _put_right(out: Path) -> None:
    """Bring back what an exchange that was cut off took away, and remove what is left of it."""
    ours = re.compile(rf"\.{re.escape(out.name)}\.[a-z0-9_]{{8}}")  # as mkdtemp names it
    for left in [one for one in out.parent.iterdir() if ours.fullmatch(one.name)]:
        with suppress(OSError):  # it is somebody else's, or another process was faster
            if not {one.name for one in left.iterdir()} <= {"new", "old"}:
                continue
            is_cut_off = not out.exists() and (left / "old").exists()
            if is_cut_off:
                (left / "old").rename(out)
            if is_cut_off or left.stat().st_mtime < time.time() - _LEFT_BEHIND:
                shutil.rmtree(left, ignore_errors=True)
