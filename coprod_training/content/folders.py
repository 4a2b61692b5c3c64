"""Puts a whole folder in its place at once, so that nobody ever sees half of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


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
