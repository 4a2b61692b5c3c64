"""The named testers of a pilot, kept in the workspace by digests of their sign-in names."""

import json
from collections.abc import Iterable
from pathlib import Path

from coprod_training.content.folders import put_file_in_place
from coprod_training.content.on_a_day import tester_digest

_FILE = Path("contributions") / "testers.json"


def keep_testers(private: Path, course: str, names: Iterable[str]) -> None:
    """These are the testers from now on; none take everybody off. course: its id."""
    found = sorted({tester_digest(course, name.strip()) for name in names})
    folder = private / _FILE.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    put_file_in_place(private / _FILE, json.dumps({"testers": found}).encode(), mode=0o600)


def testers(private: Path) -> tuple[str, ...]:
    """Their digests; none before a pilot."""
    path = private / _FILE
    return tuple(json.loads(path.read_bytes())["testers"]) if path.is_file() else ()
