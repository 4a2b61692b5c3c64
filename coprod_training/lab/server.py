"""Starts JupyterLab on this machine and waits until it answers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coprod_training.child_server import answers, stop, wait_for
from coprod_training.lab.workspace import Role, Workspace

LAB = "coprod_training.lab.jupyterlab"
_ENDS_WITHIN = 10  # seconds


@dataclass(frozen=True)
class RunningServer:
    """A server that answers. base: its address with a slash at the end.

    token: lets one in. pid: of its process.
    """

    base: str
    token: str
    pid: int

    @property
    def address(self) -> str:
        """The page to open first, with the token that lets its owner in."""
        return f"{self.base}lab?reset&token={self.token}"


def running(workspace: Workspace, role: Role) -> RunningServer | None:
    """The server of this workspace and role that is already up, or None."""
    for note in (workspace.settings(role) / "runtime").glob("jpserver-*.json"):
        server = _server_of(note)
        if server is not None:
            return server
    return None


def is_open(workspace: Workspace) -> bool:
    """Whether the course is open in this workspace, for either role."""
    roles: tuple[Role, ...] = ("learner", "trainer")
    return any(running(workspace, role) for role in roles)


@contextmanager
def start(workspace: Workspace, role: Role, port: int) -> Iterator[RunningServer]:
    """Run JupyterLab until the block ends; gives the server.

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
    note = settings / "runtime" / f"jpserver-{process.pid}.json"
    silent = "The course could not be opened."
    try:
        yield wait_for(process, lambda: _server_of(note), log, silent)
    finally:
        stop(process, _ENDS_WITHIN)


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


def _server_of(note: Path) -> RunningServer | None:
    """The server that a note is of, once it lets its owner in.

    A note is there a moment before its server listens. It can outlive a server, and the number of
    its process be used again.
    """
    try:
        data = json.loads(note.read_text(encoding="utf-8"))
        server = RunningServer(data["url"], data["token"], data["pid"])
    except (OSError, ValueError, KeyError):
        return None
    return server if answers(f"{server.base}api/status", server.token) else None
