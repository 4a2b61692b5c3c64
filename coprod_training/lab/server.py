"""Starts JupyterLab on this machine and waits until it answers."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

from coprod_training.errors import CoprodError
from coprod_training.lab.workspace import Role, Workspace

PAGE: dict[Role, str] = {"learner": "lab?reset", "trainer": "lab?reset"}
LAB = "coprod_training.lab.jupyterlab"
# A service's proxy knows nothing of this machine, and must never see its token.
_DIRECTLY = build_opener(ProxyHandler({}))
PATIENCE = 90  # seconds for a first start on a slow laptop


@dataclass(frozen=True)
class RunningServer:
    """A server that answers. base: its address with a slash at the end; token: lets one in."""

    base: str
    token: str
    pid: int

    def address(self, role: Role) -> str:
        """The page to open first, with the token that lets its owner in."""
        return f"{self.base}{PAGE[role]}&token={self.token}"


def running(workspace: Workspace, role: Role) -> RunningServer | None:
    """The server of this workspace and role that is already up, or None."""
    for note in (workspace.settings(role) / "runtime").glob("jpserver-*.json"):
        server = _read_note(note)
        if server is not None and _answers(server):
            return server
    return None


def is_open(workspace: Workspace) -> bool:
    """Whether the course is open in this workspace, for either role."""
    roles: tuple[Role, ...] = ("learner", "trainer")
    return any(running(workspace, role) for role in roles)


@contextmanager
def start(workspace: Workspace, role: Role, port: int) -> Iterator[tuple[RunningServer, int]]:
    """Run JupyterLab until the block ends; gives the server and its process id.

    port: the first one to try; the next free one is taken. Raises CoprodError when the server
    ends or stays silent, with the place of its log.
    """
    settings = workspace.settings(role)
    log = settings / "server.log"
    command = [sys.executable, "-m", LAB, f"--ServerApp.port={port}"]
    if os.geteuid() == 0:
        command.append("--allow-root")
    with log.open("wb") as out:
        # A session of its own: Ctrl+C reaches us, and we stop the server and its lessons in order.
        process = subprocess.Popen(  # noqa: S603 (our own words, no shell)
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment(settings, role),
            start_new_session=True,
            cwd=workspace.root,
        )
    log.chmod(0o600)
    try:
        yield _wait_for(settings, process, log), process.pid
    finally:
        _stop(process)


def wait_until_stopped(pid: int) -> None:
    """Come back when the server has ended by itself."""
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:
        return


def environment(settings: Path, role: Role) -> dict[str, str]:
    """The environment of a role's server: this process's, with Jupyter's places in `settings`."""
    ours = {
        # Only our settings and the environment's own, not those of other work on this machine.
        "JUPYTER_CONFIG_DIR": str(settings),
        "JUPYTER_RUNTIME_DIR": str(settings / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings / "lab" / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(settings / "lab" / "workspaces"),
        # nbgrader calls alembic by name.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    if role == "learner":
        # The other one, fastjsonschema, saves 0.01 s a notebook; before that it takes 0.4 s and
        # 12 MB to write itself a program out of nbformat's schema.
        ours["NBFORMAT_VALIDATOR"] = "jsonschema"
    return os.environ | ours


def _wait_for(settings: Path, process: "subprocess.Popen[bytes]", log: Path) -> RunningServer:
    note = settings / "runtime" / f"jpserver-{process.pid}.json"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        server = _read_note(note)
        # The note is there a moment before the server listens.
        if server is not None and _answers(server):
            return server
        time.sleep(0.1)
    raise CoprodError(
        "The course could not be opened.",
        where=str(log),
        fix="The last lines of this file say why. Look there, or send it to whoever helps you.",
    )


def _read_note(note: Path) -> RunningServer | None:
    try:
        data = json.loads(note.read_text(encoding="utf-8"))
        return RunningServer(data["url"], data["token"], data["pid"])
    except (OSError, ValueError, KeyError):
        return None


def _answers(server: RunningServer) -> bool:
    """Whether it lets its owner in: a note can outlive a server, and its number be used again."""
    asked = Request(  # noqa: S310 (the address is our own note's)
        f"{server.base}api/status", headers={"Authorization": f"token {server.token}"}
    )
    try:
        with _DIRECTLY.open(asked, timeout=5) as reply:
            return bool(reply.status == 200)
    except (OSError, HTTPException):
        return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
