"""Fetches example files of 1EdTech's specification of Open Badges 3.0, for the tests to read.

    python tests/certificates/fetch_examples.py          from the specification's repository
    python tests/certificates/fetch_examples.py CLONE    from a clone of it, which may be a bare one

They are not copied into this project: their licence lets everybody download and use them, and asks
that they are passed on whole. No package has them, so a machine that reaches package registries
alone needs a clone. `make setup` and `make proof` run this; each file is known by its digest.
"""

import subprocess
import sys
import urllib.request
from hashlib import sha256
from pathlib import Path

FOLDER = Path(sys.prefix) / "examples" / "1edtech"
COMMIT = "1af145ff2dc6e22627e79eb5d0f9afca06ea2489"
BELOW = "ob_v3p0"
_FROM = f"https://raw.githubusercontent.com/1EdTech/openbadges-specification/{COMMIT}/{BELOW}"
FILES = {
    "impl/linked-data-proof-ob.html": (
        "6ca0ace17547dc458495cd6cf22b4c9a0a05d5e5d885755bb9ba3ae62c94c7bb"
    ),
    "examples/basicOpenBadgeCredential.html": (
        "0250d7e2324398e09babd009d873bb5c0e36fb1e9f7ea148eb72c98e6a4b8c26"
    ),
    "examples/fullOpenBadge.html": (
        "b2009146e48dbdffbbe5cc7d13b2aacf42e1217b7f03018744a4439f1652e1b3"
    ),
}
"""Each file by its place in the specification, with its SHA-256."""


def fetch(clone: str = "") -> None:
    """Put each file that is not there yet into FOLDER. Raises OSError when one cannot be had.

    clone: the folder of a clone of the specification; "" for its repository.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, digest in FILES.items():
        path = FOLDER / Path(name).name
        if path.exists():
            continue
        content = _in_clone(clone, name) if clone else _downloaded(name)
        if sha256(content).hexdigest() != digest:
            raise OSError(f"This is another file than the one that was tried: {name}")
        path.write_bytes(content)


def _downloaded(name: str) -> bytes:
    with urllib.request.urlopen(f"{_FROM}/{name}", timeout=30) as reply:
        content: bytes = reply.read()
    return content


def _in_clone(clone: str, name: str) -> bytes:
    """The file as it was in COMMIT, whatever the clone has checked out."""
    wanted = ["git", "-C", clone, "show", f"{COMMIT}:{BELOW}/{name}"]
    shown = subprocess.run(wanted, capture_output=True, check=False)
    if shown.returncode:
        raise OSError(f"{clone} is no clone with commit {COMMIT[:10]} of the specification.")
    return shown.stdout


if __name__ == "__main__":
    try:
        fetch(*sys.argv[1:2])
    except OSError as error:
        sys.exit(str(error))
