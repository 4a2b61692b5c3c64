"""A collector on SQLite that comes and goes, for a learner's server that sends to it."""

import time
from contextlib import contextmanager
from datetime import UTC, date, datetime

import httpx
from running import running
from shipped import COURSE

from coprod_training.collector.database import open_database
from coprod_training.collector.identity import Identify
from coprod_training.collector.outline import outline_of
from coprod_training.collector.parts import Parts
from coprod_training.collector.repair import repair
from coprod_training.collector.server import survey_of
from coprod_training.survey.pseudonym import Key


@contextmanager
def stores(folder):
    """The collector's databases, which stay while it is away."""
    main = open_database(f"sqlite:///{folder}/collector.db")
    asks = open_database(f"sqlite:///{folder}/survey.db", "survey")
    main.upgrade()
    asks.upgrade()
    repair(main, outline_of(COURSE))
    yield main, asks
    main.close()
    asks.close()


@contextmanager
def collecting(databases, hub, port):
    """The collector, from the start of the block to its end."""
    main, asks = databases
    parts = Parts(
        database=main,
        outline=outline_of(COURSE),
        settings=frozenset(),
        progress_key=Key("progress", b"p" * 32),
        survey=survey_of(asks, COURSE, Key("survey", b"s" * 32), date(2026, 11, 23)),
        identify=Identify(hub.api, httpx.AsyncClient(timeout=5, trust_env=False)),
        now=lambda: datetime.now(UTC),
    )
    with running(parts, port=port) as client:
        yield client


def until(found, wanted):
    """Wait until a look finds what is wanted; what it found last."""
    end = time.monotonic() + 60
    while (last := found()) != wanted and time.monotonic() < end:
        time.sleep(0.2)
    return last
