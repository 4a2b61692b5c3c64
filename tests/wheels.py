"""The wheel, built as `make wheel` builds it."""

import os
import subprocess
import sys
from pathlib import Path

import made_once

ROOT = Path(__file__).parents[1]
PINS = str(ROOT / "constraints.txt")


def wheel() -> Path:
    """The wheel of this checkout as it stands: built once in a run, for everybody to look at."""
    return only_one(made_once.made("wheel", lambda out: build(ROOT, out, isolated=True)))


def build(root, out, *, isolated=False, **settings) -> Path:
    """Build the wheel of the checkout at `root` into the folder `out`.

    isolated: pip fetches what builds it, as for whoever installs from a checkout; it takes longer
    than with what is installed here, in the same versions. settings: for the build's environment.
    """
    pinned = {"PIP_CONSTRAINT": PINS, "PIP_BUILD_CONSTRAINT": PINS}
    asked = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", out, root]
    subprocess.run(
        asked if isolated else [*asked, "--no-build-isolation"],
        check=True,
        timeout=300,
        env=os.environ | pinned | time_of_build() | settings,
    )
    return only_one(out)


def time_of_build() -> dict[str, str]:
    """The time of the last commit, for the build; nothing where this is no clone."""
    asked = ["git", "log", "-1", "--format=%ct"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return {"SOURCE_DATE_EPOCH": said.strip()} if said.strip() else {}


def only_one(folder) -> Path:
    (found,) = Path(folder).glob("*.whl")
    return found
