"""Changes something in a person's folder with no more rights than that person has.

A person may put links and pipes into their folder as they like. Root that follows one could be led
anywhere; a process with their own number can do nothing that they could not do themselves.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from coprod_training.errors import CoprodError


def as_their_owner(home: Path, change: Callable[[], None], failed: str) -> None:
    """Do it in a process of its own, which begins in that folder and works by paths from there.

    The folders above are closed to it. Raises the CoprodError that it raised; any other failure
    is one with the words `failed`.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _become_owner_of(home)
            change()
        except CoprodError as error:
            os.write(writing, json.dumps([error.what, error.where, error.fix]).encode())
            os._exit(1)
        except BaseException:  # whatever it is, no second process goes on with the command
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, ended = os.waitpid(child, 0)
    if not ended:
        return
    if said:
        what, where, fix = json.loads(said)
        raise CoprodError(what, where=str(home / where), fix=fix)
    raise CoprodError(
        failed,
        where=str(home),
        fix="Check whose folder it is, and whether the disk is full. Then try again.",
    )


def _become_owner_of(home: Path) -> None:
    at = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    owner = os.fstat(at)
    os.fchdir(at)
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(owner.st_gid)
        os.setuid(owner.st_uid)
