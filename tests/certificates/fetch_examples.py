"""Fetches example files of 1EdTech's specification of Open Badges 3.0, for the tests to read.

They are not copied into this project: their licence lets everybody download and use them, and asks
that they are passed on whole. `make setup` runs this once; each file is known by its digest.
"""

import sys
import urllib.request
from hashlib import sha256
from pathlib import Path

FOLDER = Path(sys.prefix) / "examples" / "1edtech"
COMMIT = "1af145ff2dc6e22627e79eb5d0f9afca06ea2489"
_FROM = f"https://raw.githubusercontent.com/1EdTech/openbadges-specification/{COMMIT}/ob_v3p0"
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


def fetch() -> None:
    """Put each file that is not there yet into FOLDER. Raises OSError when one cannot be had."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, digest in FILES.items():
        path = FOLDER / Path(name).name
        if path.exists():
            continue
        with urllib.request.urlopen(f"{_FROM}/{name}", timeout=30) as reply:
            content = reply.read()
        if sha256(content).hexdigest() != digest:
            raise OSError(f"This is another file than the one that was tried: {name}")
        path.write_bytes(content)


if __name__ == "__main__":
    try:
        fetch()
    except OSError as error:
        sys.exit(str(error))
