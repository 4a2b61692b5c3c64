"""Where a server listens: a port of this machine, or the reason why it cannot be had."""

import socket

from coprod_training.errors import CoprodError


def listening_on(host: str, port: int, backlog: int = 128) -> socket.socket:
    """A socket that listens already. port: 0 for any that is free; else below 65536.

    backlog: how many may wait to be let in. Raises CoprodError when it cannot listen there, as
    where another program does.
    """
    try:
        return socket.create_server((host, port), backlog=backlog)
    except (OSError, OverflowError) as error:
        raise CoprodError(
            "This cannot listen here. Most likely another program does already, such as the same"
            " command in another terminal. Ports below 1024 are for root alone.",
            where=f"{host}:{port}",
            fix="Give another port, or end the other program.",
        ) from error
