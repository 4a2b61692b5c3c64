"""The content of a database in a folder whose owner may change it at that very moment.

SQLite takes paths: it follows links, and makes files beside a database. So root opens no database
in anybody's folder. A process does it that has their rights and sees nothing but that folder.
"""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO
from urllib.parse import quote

_PATIENCE = 60  # seconds; a database that somebody keeps locked would hold the backup up for ever
_BIGGEST = 1 << 30  # bytes; the copy is made in memory
_VERSIONS = slice(18, 20)
"""Where an SQLite file says whether a log lies beside it: 1 for no, 2 for yes.
Source: SQLite, "Database File Format", section 1.3.3."""


def copy_out_of(name: str, at: int, place: Path, to: IO[bytes]) -> bool:
    """Write a database as it is at one moment; False when SQLite cannot read it in the folder.

    at: the opened folder. place: its path, which is asked only where this process is not root.
    to: a file with a number of its own. Raises OSError when the copy cannot be written.
    """
    if os.stat(name, dir_fd=at, follow_symlinks=False).st_size > _BIGGEST:
        return False
    child = os.fork()
    if child == 0:
        ended = 2
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(_PATIENCE)
            content = _content(name, _shut_in(at, place))
            to.write(content)
            to.flush()
            ended = 0
        except (sqlite3.Error, MemoryError):
            ended = 1
        finally:  # whatever it was, no second process goes on with the command
            os._exit(ended)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended > 1:
        raise OSError("A database could not be copied.")
    return ended == 0


def _shut_in(at: int, place: Path) -> Path:
    """Let this process be whoever owns the folder, with nothing else to see; its path from then."""
    if os.geteuid() != 0:
        return place  # there is nothing here that only root may read
    owner = os.fstat(at)
    os.fchdir(at)
    os.chroot(".")
    os.setgroups([])
    os.setgid(owner.st_gid)
    os.setuid(owner.st_uid)
    return Path("/")


def _content(name: str, folder: Path) -> bytes:
    address = f"file:{quote(os.fsencode(folder / name))}?mode=rw"  # none is made that is not there
    with (
        closing(sqlite3.connect(address, uri=True, timeout=30)) as source,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        source.backup(copy)
        content = bytearray(copy.serialize())
    content[_VERSIONS] = b"\1\1"  # all of it is here
    return bytes(content)
