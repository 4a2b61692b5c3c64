"""How long it takes from a machine without the course to a course that is running.

Each round clones this checkout's last commit into an empty folder and types `make run` there, with
an empty home and nothing that pip kept from before. Beside it, once: a new environment with
JupyterLab, nbgrader, ipywidgets and pandas, in our versions, and `jupyter lab`.
Run with: python docs/benchmarks/from_nothing.py [ROUNDS]

nothing: seconds from the first command to the page that the printed address answers with.
again:   the same for `make run` in a folder that is set up: what a learner waits for each day.
fetched: MB that pip downloads. What is judged counts them once more, at 10 Mbit/s, since the
         packages may have come from nearby here.
disk:    MB of what was set up. fetched and disk have no target.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from targets import Targets

ROOT = Path(__file__).parents[2]
STOCK = ("jupyterlab", "nbgrader", "ipywidgets", "pandas")
OTHER = "JupyterLab, nbgrader, ipywidgets, pandas"
MOST = 300  # seconds: design/features.md, O1
SLOW_LINE = 10 / 8  # MB a second
ADDRESS = re.compile(r"http://\S+token=\S+")
PYTHON = getattr(sys, "_base_executable", sys.executable)  # not that of our own environment


def fresh(home: Path) -> dict[str, str]:
    """What a command sees of the machine: an empty home, and nothing of this environment."""
    home.mkdir()
    ours = str(Path(sys.prefix))
    path = [one for one in os.environ["PATH"].split(os.pathsep) if not one.startswith(ours)]
    left_out = {"VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL"}
    kept = {name: one for name, one in os.environ.items() if name not in left_out}
    own = {"HOME": home, "PIP_CACHE_DIR": home / "pip", "PATH": os.pathsep.join(path)}
    return kept | {name: str(one) for name, one in own.items()}


def answered(command: list[str], where: Path, env: Mapping[str, str], begin: float) -> float:
    """Start a server and stop it again: seconds from `begin` to its page."""
    running = subprocess.Popen(
        command,
        cwd=where,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    said = []
    try:
        assert running.stdout is not None
        for line in running.stdout:
            said.append(line)
            if found := ADDRESS.search(line):
                break
        else:
            raise SystemExit(f"It printed no address:\n{''.join(said)}")
        while True:
            with suppress(URLError), urlopen(found[0]) as reply:  # not listening yet
                reply.read()
                return time.perf_counter() - begin
            time.sleep(0.1)
    finally:
        os.killpg(running.pid, signal.SIGINT)  # as Ctrl+C does, to make and all that it began
        with suppress(subprocess.TimeoutExpired):
            running.communicate(timeout=30)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)


def ours(place: Path) -> tuple[float, float]:
    """Clone, `make run`, and `make run` once more: seconds of the first, and of the second."""
    env = fresh(place / "home")
    run = ["make", "run", "ARGS=--no-browser --port 8951", f"PYTHON={PYTHON}"]
    begin = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), "course"], cwd=place, check=True, env=env)
    first = answered(run, place / "course", env, begin)
    return first, answered(run, place / "course", env, time.perf_counter())


def stock(place: Path) -> float:
    """A new environment with what people would use instead, and JupyterLab: seconds."""
    env = fresh(place / "home")
    new, python = place / ".venv", place / ".venv" / "bin" / "python"
    begin = time.perf_counter()
    subprocess.run([PYTHON, "-m", "venv", str(new)], check=True, env=env)
    install = [python, "-m", "pip", "install", "--quiet", "-c", ROOT / "constraints.txt", *STOCK]
    subprocess.run(install, check=True, env=env)
    lab = [str(python), "-m", "jupyterlab", "--allow-root", "--no-browser"]
    return answered([*lab, "--ServerApp.port=8961"], place, env, begin)


def fetched(place: Path) -> float:
    """MB that pip downloads for the course."""
    env, into = fresh(place / "home"), place / "fetched"
    ask = [sys.executable, "-m", "pip", "download", "--quiet", "-d", into, ROOT]
    pins = str(ROOT / "constraints.txt")
    env |= {"PIP_CONSTRAINT": pins, "PIP_BUILD_CONSTRAINT": pins}
    subprocess.run(ask, check=True, env=env)
    return (
        sum(
            one.stat().st_size
            for one in into.iterdir()
            if not one.name.startswith("coprod_training-")
        )
        / 1e6
    )


def size(folder: Path) -> float:
    """MB of a folder."""
    return sum(one.lstat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6


def main(rounds: int) -> None:
    """Measure both, and print what came of it."""
    targets = Targets()
    first, second = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            begun = ours(Path(folder))
            first.append(begun[0])
            second.append(begun[1])
            disk = size(Path(folder) / "course" / ".venv")
    with tempfile.TemporaryDirectory() as folder:
        theirs = [stock(Path(folder))]
        their_disk = size(Path(folder) / ".venv")
    with tempfile.TemporaryDirectory() as folder:
        load = fetched(Path(folder))
    slow = load / SLOW_LINE
    words = f"{max(first):.0f} s at most, and {slow:.0f} s more at 10 Mbit/s"
    peers = {OTHER: theirs}
    targets.at_most("nothing", words, max(first) + slow, MOST, unit="s", runs=first, peers=peers)
    targets.beside("again", f"{max(second):.1f} s", "the first time", second, unit="s")
    targets.beside("fetched", f"{load:.0f} MB", f"at 10 Mbit/s {slow:.0f} s", [load], unit="MB")
    targets.beside(
        "disk", f"{disk:.0f} MB", f"{OTHER}: {their_disk:.0f} MB", [disk], unit="MB", timed=False
    )
    targets.end()


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] or ["1"])))
