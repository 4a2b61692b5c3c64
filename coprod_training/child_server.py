"""A server that runs as a process of ours: waits until it answers, and ends it in order."""

import subprocess
import time
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import TypeVar
from urllib.request import ProxyHandler, Request, build_opener

from coprod_training.errors import CoprodError

PATIENCE = 90  # seconds for a first start on a slow machine
Found = TypeVar("Found")
# A service's proxy knows nothing of this machine, and must never see a server's token.
_DIRECTLY = build_opener(ProxyHandler({}))


def answers(address: str, token: str = "") -> bool:
    """Whether a server of this machine answers at an address. token: lets one in."""
    headers = {"Authorization": f"token {token}"} if token else {}
    asked = Request(address, headers=headers)  # noqa: S310 (the address is our own server's)
    try:
        with _DIRECTLY.open(asked, timeout=5) as reply:
            return bool(reply.status == 200)
    except (OSError, HTTPException):
        return False


def wait_for(
    process: "subprocess.Popen[bytes]", look: Callable[[], Found | None], log: Path, silent: str
) -> Found:
    """What `look` finds, as soon as it finds something.

    Raises CoprodError, which says `silent` and where the log is, when the process ends before, or
    nothing is found for PATIENCE.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := look():
            return found
        time.sleep(0.1)
    raise CoprodError(
        silent,
        where=str(log),
        fix="The last lines of this file say why. Look there, or send it to whoever helps you.",
    )


def stop(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """End a process in order; when it is still there after these seconds, at once."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
