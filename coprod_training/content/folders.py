"""Puts a whole folder or file in its place at once, so that nobody ever sees half of it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from coprod_training.jsonl import sync


@contextmanager
def put_in_place(out: Path, mode: int = 0o755) -> Iterator[Path]:
    """An empty folder to fill; at the end of the block it takes the place of `out`.

    mode: who may look into it. When the block or the exchange fails, `out` stays as it was.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    new, old = beside / "new", beside / "old"
    try:
        new.mkdir(mode=0o700)
        yield new
        new.chmod(mode)
        if out.exists():
            out.rename(old)
        try:
            new.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise
    finally:
        if out.exists() or not old.exists():  # what was there before is never thrown away
            shutil.rmtree(beside, ignore_errors=True)


def put_file_in_place(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file so that a power cut leaves the old one or the new one, never half of one.

    mode: who may read it, from its first byte on; as always, less what the umask takes away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.new")
    half.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    sync(path.parent)
