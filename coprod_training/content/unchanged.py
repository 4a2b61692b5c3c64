"""A course that is read once, and again only when one of its files has changed."""

from functools import lru_cache
from pathlib import Path

from coprod_training.content.course import Course, load_course

_File = tuple[str, int, int, int]
"""A file's path, its size in bytes, and when its content and its entry were last written, in ns."""


def load_unchanged(root: Path) -> Course:
    """The course in `root`, read again when one of its files was changed, put back or taken away.

    Asked for on every page, so no file is opened to find out. The newest time alone would not do: a
    copy that is put back brings its own, older ones. Raises as `load_course`.
    """
    return _course(root, frozenset(_as_it_lies(path) for path in root.rglob("*.yaml")))


def _as_it_lies(path: Path) -> _File:
    about = path.stat()
    return str(path), about.st_size, about.st_mtime_ns, about.st_ctime_ns


@lru_cache(maxsize=2)  # the learners' copy and, for a trainer, the one with its keys
def _course(root: Path, files: frozenset[_File]) -> Course:  # files are part of the cache's key
    return load_course(root)
