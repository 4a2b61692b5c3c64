"""A collector on SQLite that comes and goes, for a learner's server that sends to it."""

import time
from contextlib import contextmanager

from collector_parts import empty_databases, parts_of, survey_part
from running import running
from shipped import COURSE


def stores(folder):
    """The collector's databases, which stay while it is away."""
    return empty_databases(folder, COURSE)


@contextmanager
def collecting(databases, hub, port):
    """The collector, from the start of the block to its end."""
    main, asks = databases
    parts = parts_of(main, survey_part(asks, COURSE), COURSE, hub.api)
    with running(parts, port=port) as client:
        yield client


def until(found, wanted):
    """Wait until a look finds what is wanted; what it found last."""
    end = time.monotonic() + 60
    while (last := found()) != wanted and time.monotonic() < end:
        time.sleep(0.2)
    return last
