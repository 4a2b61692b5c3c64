"""The named testers of a pilot, kept in the workspace by digests of their sign-in names."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from coprod_training.content.on_a_day import tester_digest
from coprod_training.file_in_place import put_file_in_place

LIST, COPY = "The course team's list of testers", "Your copy of the course"
_FILE = Path("contributions") / "testers.json"


@dataclass(frozen=True)
class NamedTester:
    """That somebody is named as a tester. code: their digest. kept_in: where it stands."""

    code: str
    kept_in: tuple[str, ...]


def keep_testers(private: Path, course: str, names: Iterable[str]) -> None:
    """These are the testers from now on; none take everybody off. course: its id."""
    _keep(private, {tester_digest(course, name.strip()) for name in names})


def testers(private: Path) -> tuple[str, ...]:
    """Their digests; none before a pilot, and on a hub for a learner, who cannot look there."""
    path = private / _FILE
    return tuple(json.loads(path.read_bytes())["testers"]) if path.is_file() else ()


def tester_named(
    private: Path, course: str, name: str, copy: Collection[str]
) -> NamedTester | None:
    """What says that they are a tester; None for everybody else. copy: whom their copy names."""
    code = tester_digest(course, name)
    places = {LIST: testers(private), COPY: copy}
    kept_in = tuple(place for place, codes in places.items() if code in codes)
    return NamedTester(code, kept_in) if kept_in else None


def forget_tester(private: Path, course: str, name: str) -> int:
    """Take one person off the list; 1 when they stood on it. Copies made before still name them."""
    code, kept = tester_digest(course, name), testers(private)
    if code not in kept:
        return 0
    _keep(private, set(kept) - {code})
    return 1


def end_pilot(private: Path) -> None:
    """Keep nobody as a tester any more: the list has no other use."""
    (private / _FILE).unlink(missing_ok=True)


def _keep(private: Path, codes: Iterable[str]) -> None:
    folder = private / _FILE.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps({"testers": sorted(codes)}).encode()
    put_file_in_place(private / _FILE, content, mode=0o600)
