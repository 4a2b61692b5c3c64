"""Jupyter as it comes, without a setting of ours: `jupyter server`, or `jupyter lab`."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LEAN, PACKAGE = Path(__file__).parent / "lean", Path(__file__).parents[1]
COMMANDS = Path(sys.executable).parent


@dataclass(frozen=True)
class Server:
    """base: its address with a slash at the end. token: lets one in."""

    base: str
    token: str

    def json(self, path):
        """What it answers at this address."""
        asked = urllib.request.Request(
            f"{self.base}{path}", headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(asked, timeout=60) as reply:
            return json.load(reply)


@contextmanager
def stock(program, folder, home, settings=None):
    """A running server, until the block ends.

    program: "jupyter_server" or "jupyterlab". folder: what it shows. home: an empty folder for its
    notes. settings: of the server, as in jupyter_server_config.json.
    """
    home.mkdir()
    (home / "jupyter_server_config.json").write_text(json.dumps(settings or {}))
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", program, "--allow-root", "--no-browser", "--ServerApp.port=0"],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={
                "PATH": f"{COMMANDS}{os.pathsep}/usr/bin{os.pathsep}/bin",
                "PYTHONPATH": f"{LEAN}{os.pathsep}{PACKAGE}",
                "HOME": str(home),
                "JUPYTER_CONFIG_DIR": str(home),
                "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
            },
        )
    try:
        yield _when_it_answers(process, home)
    finally:
        process.terminate()
        process.wait(30)


def _when_it_answers(process, home):
    end, note = time.monotonic() + 90, home / "runtime" / f"jpserver-{process.pid}.json"
    while time.monotonic() < end and process.poll() is None:
        try:
            said = json.loads(note.read_text())
            server = Server(said["url"], said["token"])
            server.json("api/status")
            return server
        except (OSError, ValueError):  # it says its address a moment before it listens
            time.sleep(0.1)
    raise AssertionError((home / "server.log").read_text())
