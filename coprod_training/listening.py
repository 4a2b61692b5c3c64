"""Where a server listens: a port of this machine, or the reason why it cannot be had."""

import errno
import socket

from coprod_training.errors import CoprodError

_WHY = {
    errno.EADDRINUSE: (
        "Another program listens here already, such as the same command in another terminal.",
        "Give another port, or end the other program.",
    ),
    errno.EACCES: ("Ports below 1024 are for root alone.", "Give another port."),
}


def listening_on(host: str, port: int, backlog: int = 128) -> socket.socket:
    """A socket that listens already.

    host: a name, or an address of IPv4. port: 0 for any that is free; else below 65536.
    backlog: how many may wait to be let in. Raises CoprodError when it cannot listen there, as
    where another program does.
    """
    try:
        return socket.create_server((host, port), backlog=backlog)
    except (OSError, OverflowError) as error:
        number = (error.errno or 0) if isinstance(error, OSError) else 0
        what, fix = _WHY.get(
            number,
            (f"Nothing can listen here ({error}).", "Check the name of the machine, and the port."),
        )
        raise CoprodError(what, where=f"{host}:{port}", fix=fix) from error
