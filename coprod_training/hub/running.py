"""Starts a hub from a folder of settings, waits until it answers, and stops it in order."""

import json
import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coprod_training.child_server import answers, stop, wait_for

SETTINGS, CONFIG, LOG = "hub.toml", "jupyterhub_config.py", "hub.log"
ENDS_WITHIN = 30  # seconds: a hub ends with its proxy and everybody's server
CONFIG_TEXT = '''"""JupyterHub's configuration for this course. Its settings are in hub.toml."""

from pathlib import Path

from coprod_training.hub.configuration import configure
from coprod_training.hub.settings import read_settings

configure(get_config(), read_settings(Path(__file__).with_name("hub.toml")))
'''


@dataclass(frozen=True)
class RunningHub:
    """A hub that answers. address: what people type, with a slash at the end."""

    address: str
    folder: Path
    pid: int


def write_settings(folder: Path, values: Mapping[str, object]) -> None:
    """Write hub.toml and the configuration that reads it.

    values: settings by name; a mapping is a section. For a hub that people run, `new_hub` writes
    the same with a comment a line.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    plain = [f"{name} = {_toml(it)}" for name, it in values.items() if not isinstance(it, dict)]
    sections = [
        "\n".join([f"\n[{name}]", *(f"{key} = {_toml(one)}" for key, one in it.items())])
        for name, it in values.items()
        if isinstance(it, dict)
    ]
    (folder / SETTINGS).write_text("\n".join([*plain, *sections]) + "\n", encoding="utf-8")
    (folder / CONFIG).write_text(CONFIG_TEXT, encoding="utf-8")


def _toml(value: object) -> str:
    """One value as TOML; JSON's form of a text, a number or yes and no is TOML's as well."""
    return json.dumps(str(value) if isinstance(value, Path) else value)


def free_ports(count: int) -> list[int]:
    """Ports on 127.0.0.1 that nothing listens on now."""
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def new_secret(path: Path) -> Path:
    """A file with a new random secret, for its owner's eyes only; what is there stays."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return path


@contextmanager
def answering(
    command: Sequence[str], cwd: Path, log: Path, health: str, silent: str
) -> Iterator[int]:
    """Run a server until the block ends; its process's number, once it answers.

    command: what Python is given. log: only its owner reads it, and what it says is added there.
    health: an address at which it answers. Raises CoprodError, which says `silent`, when it ends
    or does not answer.
    """
    with log.open("ab") as out:
        log.chmod(0o600)
        process = subprocess.Popen(  # noqa: S603 (our own words, no shell)
            [sys.executable, *command],
            cwd=cwd,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{_path()}"},
            start_new_session=True,
        )
    try:
        wait_for(process, lambda: answers(health), log, silent)
        yield process.pid
    finally:
        stop(process, ENDS_WITHIN)


@contextmanager
def running_hub(folder: Path, address: str, local: str = "") -> Iterator[RunningHub]:
    """Run the hub of a folder until the block ends. Its log is `hub.log` there.

    address: what people type. local: where its proxy listens, when that is another one.
    Raises CoprodError when it ends or stays silent.
    """
    command = ["-m", "jupyterhub", "-f", str(folder / CONFIG)]
    health = f"{local or address}hub/health"
    with answering(command, folder, folder / LOG, health, "The hub did not start.") as pid:
        yield RunningHub(address, folder, pid)


def _path() -> str:
    return os.environ.get("PATH", os.defpath)
