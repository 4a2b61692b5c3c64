"""Ends a command that runs servers as Ctrl+C does, however it is asked to."""

import signal
import sys
from types import FrameType

_ASKED_BY = (signal.SIGTERM, signal.SIGHUP)


def end_as_with_ctrl_c() -> None:
    """A plain `kill`, and a terminal that is closed, let what was started be stopped in order.

    A signal that is ignored already stays so: `nohup` asks for that.
    """
    for one in _ASKED_BY:
        if signal.getsignal(one) is not signal.SIG_IGN:
            signal.signal(one, _end)


def _end(number: int, _: FrameType | None) -> None:
    # A terminal that is closed says so twice; the second must not cut short what the first began.
    for one in _ASKED_BY:
        signal.signal(one, signal.SIG_IGN)
    sys.exit(128 + number)
