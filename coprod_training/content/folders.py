"""Puts a whole folder in its place at once, so that nobody ever sees half of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def put_in_place(out: Path) -> Iterator[Path]:
    """An empty folder to fill; at the end of the block it takes the place of `out`.

    When the block fails, `out` stays as it was.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    new = Path(mkdtemp(prefix=f".{out.name}-new-", dir=out.parent))
    new.chmod(0o755)
    try:
        yield new
        _swap(new, out)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, out: Path) -> None:
    if not out.exists():
        new.rename(out)
        return
    old = Path(mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(old / "it")
    new.rename(out)
    shutil.rmtree(old)
