"""A pilot's copy as it goes into a learner's folder: without contributors, except for its testers.

What lies in that folder can be read there, from a notebook too, whatever the pages show.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from coprod_training.content.on_a_day import tester_digest
from coprod_training.content.publish import read_manifest
from coprod_training.content.recordings import FOLDER
from coprod_training.content.take_down import leave_words_out


@contextmanager
def as_seen_by(published: Path, learner: str) -> Iterator[Path]:
    """The copy for this learner: itself, or one without contributors, for the time of the block.

    It stays a pilot, so that the pages say what they say of one (`content.on_a_day`). Raises
    OSError or ValueError where a file of it cannot be read.
    """
    if not _is_kept_from(published, learner):
        yield published
        return
    # Only here: most copies are no pilots, and this takes a while to load.
    from coprod_training.contributions.history_files import leave_everybody_out

    with TemporaryDirectory(prefix="coprod-published-") as folder:
        seen = Path(folder) / "published"
        _copied(published, seen)
        leave_words_out(seen)
        leave_everybody_out(seen)
        yield seen


def _is_kept_from(published: Path, learner: str) -> bool:
    manifest = read_manifest(published)
    if manifest is None or manifest.get("status") != "pilot":
        return False
    info = json.loads((published / "course" / "course.yaml").read_text(encoding="utf-8"))
    return tester_digest(str(info["id"]), learner) not in info.get("testers", ())


def _copied(published: Path, out: Path) -> None:
    """All but the recordings; not with their modes, since a copy may be there to be read only."""
    recordings = published / "course" / FOLDER
    for path in published.rglob("*"):
        if path.is_file() and recordings not in path.parents:
            place = out / path.relative_to(published)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
