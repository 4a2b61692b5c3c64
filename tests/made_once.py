"""What takes seconds to make and is the same each time: made once in a whole run, and copied.

Both workers of `make test` share what was made; it goes when the run ends.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

import psutil

PREFIX = "coprod-made-once-"
KEY = "COPROD_TESTS_MADE_ONCE"  # every worker has it from the process that started the run


def place() -> Path:
    """The folder of everything that this run makes once.

    Its name says which process it goes with. One whose process is gone was killed in the middle.
    """
    if KEY not in os.environ:
        remove_left_over(Path(tempfile.gettempdir()))
        os.environ[KEY] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        atexit.register(shutil.rmtree, os.environ[KEY], ignore_errors=True)
    return Path(os.environ[KEY])


def remove_left_over(among) -> None:
    """Remove the folders of runs that were killed before they could tidy up."""
    for folder in among.glob(f"{PREFIX}*-*"):
        number = folder.name.removeprefix(PREFIX).partition("-")[0]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def made(name, make) -> Path:
    """What `make(folder)` makes, in a folder of that name, for everybody to look at only."""
    folder, done = place() / name, place() / f"{name}.done"
    with (place() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second waits
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of one that failed half way
            make(folder)
            done.touch()
    return folder


def copied(name, make, to) -> Path:
    """A copy of it at `to`, to change at will. Its settings name the copy's own folders."""
    return copy(made(name, make), Path(to))


def copy(folder, to) -> Path:
    """All of a folder at another place, where its settings name the new place."""
    shutil.copytree(folder, to, symlinks=True, dirs_exist_ok=True)
    old, new = str(folder).encode(), str(to).encode()
    for path in to.rglob("*"):
        if path.is_file() and not path.is_symlink() and old in (content := path.read_bytes()):
            # A book of nbgrader's holds lengths, and cannot be changed like this.
            assert path.suffix in {".py", ".json"}, f"{path} names the folder it was made in"
            path.write_bytes(content.replace(old, new))
    return to
