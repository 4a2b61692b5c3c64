"""Finds configurable-http-proxy, which comes from npm into a folder of ours and is never global."""

import shutil
from pathlib import Path

from coprod_training.errors import CoprodError

FOLDER = Path(__file__).parent / "proxy"
NAME = "configurable-http-proxy"


def proxy_program(folder: Path = FOLDER) -> str:
    """The program in `folder`, else the one on the path.

    folder: where package.json lies. Raises CoprodError with what is missing and how to get it.
    """
    if shutil.which("node") is None:
        raise CoprodError(
            "The hub's proxy needs Node.js, and it is not here.",
            fix="Install it: on Debian and Ubuntu with apt-get install nodejs npm.",
        )
    ours = folder / "node_modules" / ".bin" / NAME
    found = str(ours) if ours.exists() else shutil.which(NAME)
    if found is None:
        raise CoprodError(
            f"The hub's proxy, {NAME}, is not here.",
            where=str(folder),
            fix="In the checkout: make demo. Elsewhere, in that folder: npm ci",
        )
    return found
