"""Who has been let into which question, so that nobody is ever counted twice.

Random row ids, the short fingerprint of what was answered, from which nothing can be told, and the
release; no answer, setting or region. Kept beside the ledger, in a file that is put in place whole.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place

FILE = "release-admitted.json"
Admitted = dict[str, dict[str, str]]
"""By question: an entry for each person who is counted, by their id (see `entry`)."""


def entry(print_: str, release: str) -> str:
    """What is kept of one person: the fingerprint of what they had answered, and the release."""
    return f"{print_} {release}"


def print_in(kept: str) -> str:
    """The fingerprint in an entry; "" for somebody who is not counted."""
    return kept.partition(" ")[0]


def release_in(kept: str) -> str:
    """The release in an entry with which its person came in: YYYY-MM-DD."""
    return kept.partition(" ")[2]


def load(folder: Path, releases: int) -> Admitted:
    """Who was let in by so many releases. folder: private/survey.

    Raises CoprodError when the file does not belong to the ledger beside it. It is written before
    the ledger's line: a release that was cut off in between has left one that is a line ahead, and
    the one before it.
    """
    for name in (FILE, f"{FILE}.before"):
        try:
            found = json.loads((folder / name).read_bytes())
        except FileNotFoundError:
            found = {"releases": 0, "questions": {}}
        except ValueError:
            continue
        if found["releases"] == releases:
            questions: Admitted = found["questions"]
            return questions
    raise CoprodError(
        "The list of who has been counted does not belong to the ledger of releases.",
        where=str(folder / FILE),
        fix="Put both back from the same backup. Until then nothing can be released.",
    )


def save(folder: Path, releases: int, admitted: Mapping[str, Mapping[str, str]]) -> None:
    """Write who is let in by so many releases, and keep the list of one release fewer.

    What a release that was cut off has left is not kept: no ledger fits it.
    """
    path = folder / FILE
    if path.exists() and _releases_of(path.read_bytes()) == releases - 1:
        put_file_in_place(folder / f"{FILE}.before", path.read_bytes(), mode=0o600)
    content = json.dumps({"releases": releases, "questions": admitted}, sort_keys=True)
    put_file_in_place(path, content.encode(), mode=0o600)


def _releases_of(content: bytes) -> int:
    """How many releases a list belongs to; -1 for one that cannot be read."""
    try:
        return int(json.loads(content)["releases"])
    except (ValueError, KeyError, TypeError):
        return -1
