"""A hub, its proxy, the collector and PostgreSQL: each a process of its own that can be killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import own_postgres
import psutil
import pytest
from opened import STAFF
from own_postgres import OwnPostgres

from coprod_training.child_server import answers, wait_for
from coprod_training.errors import CoprodError
from coprod_training.hub.demo import lay_out
from coprod_training.hub.proxy_program import proxy_program
from coprod_training.hub.running import CONFIG, free_ports
from hub.quick_passwords import make_quick

OPERATOR = "a-secret-of-these-tests-alone"
MORE_CONFIG = f"""
c = get_config()
c.JupyterHub.services.append({{"name": "tests", "api_token": "{OPERATOR}"}})
c.JupyterHub.load_roles.append({{"name": "tests", "services": ["tests"],
    "scopes": ["admin:users", "admin:groups", "tokens"]}})
"""


def skip_without_all_parts() -> None:
    """Skip a test, and say what is missing, where PostgreSQL or the proxy is not installed."""
    if own_postgres.why_not():
        pytest.skip(own_postgres.why_not())
    try:
        proxy_program()
    except CoprodError as error:
        pytest.skip(str(error))


class Platform:
    """All that a hub is made of. Each part can be killed and is started again as it was."""

    def __init__(self, folder: Path, staff: Path) -> None:
        self.folder, self.staff, self.port = folder, staff, free_ports(1)[0]
        self.database = OwnPostgres(max_connections="60")
        self.url = self.database.new_database("collector")
        self.address, self._beside = lay_out(folder, staff, self.port, proxy_program())
        with (folder / CONFIG).open("a") as config:
            config.write(MORE_CONFIG)
        make_quick(folder)
        self.collecting = f"{self.address}services/collector"
        self._hub = self._collector = None

    @property
    def pid(self) -> int:
        """The hub's process."""
        return self._hub.pid

    def start(self):
        self.start_collector()
        self.start_hub()

    def end(self):
        for one in (self._collector, self._hub):
            if one and one.poll() is None:
                one.send_signal(signal.SIGTERM)
                one.wait(40)
        self.database.end()

    def start_hub(self):
        self._hub = self._run("jupyterhub", "-f", str(self.folder / CONFIG))
        health = f"{self.address}hub/health"
        wait_for(self._hub, lambda: answers(health), self.folder / "log", "no hub")

    def start_collector(self):
        own = self._beside
        self._collector = self._run(
            *("coprod_training.cli", "collector", "start", "--database", self.url),
            *("--survey-database", f"sqlite:///{self.folder / 'survey.db'}"),
            *("--hub-api", f"{own.api}/hub/api", "--port", str(own.port)),
            *("--prefix", "/services/collector", "--private", str(self.folder / "private")),
            *("--course", str(self.staff), "--published", str(own.published)),
            *("--hub-address", self.address),
            *("--token-file", str(own.token_file)),
        )
        self.direct = f"http://127.0.0.1:{own.port}/services/collector"
        health = f"http://127.0.0.1:{own.port}/health"
        wait_for(self._collector, lambda: answers(health), self.folder / "log", "no collector")

    def _run(self, *words):
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *words], cwd=self.folder, stdout=log, stderr=log
            )

    # Faults. Each comes back when the part answers again.

    def collector_killed(self):
        self._collector.kill()
        self._collector.wait()
        time.sleep(1)
        self.start_collector()

    def hub_killed(self):
        """Its proxy goes on, and what goes through it."""
        self._hub.kill()
        self._hub.wait()
        time.sleep(1)
        self.start_hub()

    def proxy_killed(self):
        """The hub starts another one by itself."""
        pid = int((self.folder / "state" / "proxy.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(httpx.HTTPError):
                if httpx.get(f"{self.collecting}/health", timeout=5).status_code == 200:
                    return
            time.sleep(0.5)
        raise AssertionError("no proxy came back")

    def database_killed(self):
        self.database.stop("immediate")
        time.sleep(1)
        self.database.start()

    def database_restarted(self):
        self.database.stop("fast")
        self.database.start()

    def disk_full(self):
        """For a while no file of the database can grow beyond 1 MiB, nor its log of changes."""
        pid = int((self.database.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        family = [psutil.Process(pid), *psutil.Process(pid).children()]
        for one in family:
            with suppress(psutil.Error):
                one.rlimit(psutil.RLIMIT_FSIZE, (2**20, 2**20))
        time.sleep(4)
        with suppress(RuntimeError):  # it may have ended by itself
            self.database.stop("immediate")
        self.database.start()


FAULTS = (
    Platform.collector_killed,
    Platform.database_killed,
    Platform.proxy_killed,
    Platform.hub_killed,
    Platform.database_restarted,
    Platform.disk_full,
)


@contextmanager
def platform(folder: Path, staff: Path = STAFF):
    """A running one, until the block ends. staff: the course that its collector counts."""
    one = Platform(folder, staff)
    try:
        one.start()
        yield one
    finally:
        one.end()
