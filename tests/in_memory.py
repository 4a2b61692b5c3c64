"""Puts the files that tests make for a moment in memory, where a machine has room for them.

On a disk, each file that is kept safe or removed is waited for. Nothing here needs to outlive the
machine's power, and a killed process loses nothing in either place.
"""

import os
import shutil
import tempfile
from pathlib import Path

import psutil

SHARED = Path("/dev/shm")
NEEDED = 4 * 2**30  # bytes that have to be free there, and in memory; a run takes up to 1 GiB


def use(folder: Path = SHARED, environ=os.environ) -> bool:
    """Let this process, and all that it starts, make temporary files there; whether they will.

    Not where somebody has said by TMPDIR where they shall be, nor where no program may be run.
    """
    if "TMPDIR" in environ or not has_room(folder):
        return False
    environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None  # it is looked up once, and may have been
    return True


def has_room(folder: Path) -> bool:
    """Whether a folder of memory is there, open to us, and large enough."""
    if not os.access(folder, os.W_OK | os.X_OK) or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return False
    free = min(shutil.disk_usage(folder).free, psutil.virtual_memory().available)
    return free >= NEEDED
