"""The collector beside a demonstration: a process of its own, with made-up learners in it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from coprod_training.collector.database import open_database
from coprod_training.content.course import load_course
from coprod_training.content.services import FILE, load_services
from coprod_training.errors import CoprodError
from coprod_training.hub.collector_door import PREFIX
from coprod_training.hub.demo_learners import fill
from coprod_training.hub.running import PATIENCE, SETTINGS, stop
from coprod_training.survey.keys import load_key

LOG = "collector.log"


@contextmanager
def running_collector(folder: Path, staff: Path, port: int, hub_port: int) -> Iterator[str]:
    """Run it until the block ends; its address. folder: of the demonstration, with its settings.

    Raises CoprodError when it ends or stays silent.
    """
    private = folder / "collector"
    private.mkdir(mode=0o700, exist_ok=True)
    course = load_course(staff / "course")
    database = f"sqlite:///{private / 'collector.sqlite'}"
    store = open_database(database)
    store.upgrade()
    services = load_services(staff / "course" / FILE)
    fill(store, course, services, load_key(private, "progress"), datetime.now(UTC))
    store.close()
    words = [
        *("--hub-api", f"http://127.0.0.1:{hub_port}/hub/api", "--hub", str(folder / SETTINGS)),
        *("--port", str(port), "--prefix", PREFIX, "--private", str(private)),
        *("--database", database),
        *("--survey-database", f"sqlite:///{private / 'survey.sqlite'}"),
        *("--course", str(staff)),
    ]
    with (folder / LOG).open("ab") as out:
        process = subprocess.Popen(  # noqa: S603 (our own words, no shell)
            [sys.executable, "-m", "coprod_training.cli", "collector", "start", *words],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ,
            start_new_session=True,
        )
    try:
        _wait(process, f"http://127.0.0.1:{port}/health", folder / LOG)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


def _wait(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    directly = build_opener(ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with directly.open(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise CoprodError(
        "The collector did not start.",
        where=str(log),
        fix="The last lines of this file say why. Look there, or send it to whoever helps you.",
    )
