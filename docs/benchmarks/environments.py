"""Environments of the peers: each has its own, with the versions of peers/NAME.txt.

What people would use instead must not be what we happen to have installed, nor come into our own
environment. An environment is made once, in bench/environments/, and again when its list changes.
"""

import shutil
import subprocess
import sys
import venv
from pathlib import Path
from threading import Lock

PEERS = Path(__file__).parent / "peers"
PLACE = Path(__file__).parents[2] / "bench" / "environments"
_ONE_AT_A_TIME = Lock()
_WORDS = "It could not be installed: {reason} Look at bench/environments/{name}.log."


class NoEnvironment(Exception):
    """Raised when a peer's environment cannot be made here, as without a network."""


def python(name: str, place: Path = PLACE) -> Path:
    """The Python of a peer's environment, made where there is none. Raises NoEnvironment."""
    with _ONE_AT_A_TIME:
        return _made(name, place)


def _made(name: str, place: Path) -> Path:
    asked = (PEERS / f"{name}.txt").read_text(encoding="utf-8")
    folder = place / name
    made, command = folder / "made-from.txt", folder / "bin" / "python"
    if made.exists() and made.read_text(encoding="utf-8") == asked:
        return command
    shutil.rmtree(folder, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    venv.create(folder, with_pip=True)
    install = [command, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    asked_of_pip = [*install, "--no-compile", "--requirement", PEERS / f"{name}.txt"]
    with (place / f"{name}.log").open("wb") as log:
        done = subprocess.run(asked_of_pip, stdout=log, stderr=log)
    if done.returncode:
        raise NoEnvironment(_WORDS.format(reason=f"pip ended with {done.returncode}.", name=name))
    # With every processor, as our Makefile does: pip itself would use one. None of it may be left
    # to the first run, which is measured. A file that cannot be compiled, as packages have some for
    # their own tests, is no fault: so what it says is not looked at.
    subprocess.run([command, "-m", "compileall", "-qq", "-j0", folder / "lib"])
    made.write_text(asked, encoding="utf-8")
    return command


def run(name: str, script: str, *arguments: object) -> str:
    """What a script of peers/ prints, run in its environment. Raises NoEnvironment, SystemExit."""
    command = [str(python(name)), str(PEERS / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise SystemExit(f"{script} broke off.")
    return done.stdout
