"""Runs the collector beside a demonstration's hub, with the monitor's pages, and stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coprod_training.collector.database import open_database
from coprod_training.collector.outline import outline_of
from coprod_training.collector.repair import repair
from coprod_training.collector.services import put_services
from coprod_training.content.course import load_course
from coprod_training.content.services import load_services
from coprod_training.hub import roles
from coprod_training.hub.made_up_learners import put_made_up
from coprod_training.hub.running import answering
from coprod_training.survey.keys import load_key

LOG, PREFIX = "collector.log", f"/services/{roles.COLLECTOR}"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What it needs to know. folder: its own. staff: the staff copy. hub: what people type.

    published: the learners' copy. port: of the collector. api: where the hub's own address is, such
    as "http://127.0.0.1:8081".
    """

    folder: Path
    staff: Path
    published: Path
    hub: str
    api: str
    port: int
    token_file: Path

    @property
    def database(self) -> str:
        """The address of its main database."""
        return f"sqlite:///{self.folder / 'collector.db'}"


@contextmanager
def running_collector(beside: Beside) -> Iterator[None]:
    """Run it until the block ends, with made-up learners in it. Its log is `collector.log`."""
    _fill(beside)
    command = ["-m", "coprod_training.cli", "collector", "start", *_options(beside)]
    log, health = beside.folder / LOG, f"http://127.0.0.1:{beside.port}/health"
    with answering(command, beside.folder, log, health, "The collector did not start."):
        yield


def _options(beside: Beside) -> list[str]:
    return [
        *("--hub-api", f"{beside.api}/hub/api", "--hub-address", beside.hub),
        *("--port", str(beside.port), "--prefix", PREFIX),
        *("--token-file", str(beside.token_file), "--private", str(beside.folder / "private")),
        *("--database", beside.database),
        *("--survey-database", f"sqlite:///{beside.folder / 'survey.db'}"),
        *("--course", str(beside.staff), "--published", str(beside.published)),
    ]


def _fill(beside: Beside) -> None:
    """Lay its database out, with everybody made up in it."""
    private = beside.folder / "private"
    private.mkdir(mode=0o700, parents=True, exist_ok=True)
    course = load_course(beside.staff / "course")
    services = load_services(beside.staff / "course" / "services.csv")
    outline, store = outline_of(course), open_database(beside.database)
    store.upgrade()
    repair(store, outline)
    with store.writing() as connection:
        put_services(connection, services)
    put_made_up(
        store,
        outline,
        load_key(private, "progress"),
        [(one.code, one.setting) for one in services],
        datetime.now(UTC),
    )
    store.close()
