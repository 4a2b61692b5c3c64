"""A Python environment with a wheel, what that wheel asks for, and nothing else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from wheels import PINS

PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"


def environment(place, wheel, *, fetched=False) -> Path:
    """Make one at `place`, and give its folder of programs.

    fetched: pip gets what the wheel asks for from where it gets packages, which takes a minute.
    Otherwise each package that it names, and each that those name, is linked from the environment
    of the tests, file by file. What the wheel does not name is not there in either.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, timeout=60)
    python = place / "bin" / "python"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-compile"]
    if fetched:
        subprocess.run([*pip, "-c", PINS, wheel], check=True, timeout=580, env=env)
        return place / "bin"
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True, timeout=120, env=env)
    packages = place / "lib" / PYTHON / "site-packages"
    own = Distribution.at(next(packages.glob("coprod_training-*.dist-info")))
    for one in asked_for(own):
        link(one, place)
    return place / "bin"


def asked_for(first, *extras) -> Iterator[Distribution]:
    """What this distribution needs, with these extras, and what that needs, with those it asks."""
    waiting = [(first, frozenset({"", *extras}))]
    seen = {}
    while waiting:
        one, extras = waiting.pop()
        for text in one.requires or ():
            need = Requirement(text)
            marker = need.marker
            if marker and not any(marker.evaluate({"extra": extra}) for extra in extras):
                continue
            name = canonicalize_name(need.name)
            wanted = frozenset({"", *need.extras}) - seen.get(name, frozenset())
            if not wanted:
                continue
            dist = distribution(name)
            assert dist.version in need.specifier, f"{text}, but here is {dist.version}"
            if name not in seen:
                yield dist
            seen[name] = seen.get(name, frozenset()) | wanted
            waiting.append((dist, wanted | {""}))


def link(one, place) -> None:
    """Every file of a distribution; its programs begin with the new environment's Python."""
    packages = Path(os.path.normpath(one.locate_file("")))
    whole = packages.parents[2]  # the environment: lib/pythonX/site-packages lies in it
    for file in one.files or ():
        old = Path(os.path.normpath(packages / file))
        new = place / old.relative_to(whole)
        if not old.exists() or new.exists():
            continue
        new.parent.mkdir(parents=True, exist_ok=True)
        if new.parent == place / "bin" and old.read_bytes()[:2] == b"#!":
            program = old.read_bytes().partition(b"\n")[2]
            new.write_bytes(f"#!{place}/bin/python\n".encode() + program)
            new.chmod(0o755)
        else:
            new.symlink_to(old)
