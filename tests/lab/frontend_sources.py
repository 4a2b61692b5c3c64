"""Says what JupyterLab's extension was built from: `make lab` keeps it beside the sources.

Building takes two minutes, so that a sample of the tests compares this instead.
"""

import hashlib
from pathlib import Path

FRONTEND = Path(__file__).parents[2] / "coprod_training" / "lab" / "frontend"
KEPT = FRONTEND / "built-from.sha256"
_MADE = {"node_modules", "lib", KEPT.name}  # by npm, by its build, and here


def digest(folder: Path = FRONTEND) -> str:
    """SHA-256 of the names and the bytes of all sources, in hexadecimal."""
    read = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not _MADE & {*name.parts}:
            read.update(f"{name.as_posix()} {path.stat().st_size}\n".encode() + path.read_bytes())
    return read.hexdigest()


if __name__ == "__main__":
    KEPT.write_text(digest() + "\n", encoding="utf-8")
