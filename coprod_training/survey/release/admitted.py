"""Who has been let into which question, so that nobody is ever counted twice.

Random row ids, the short fingerprint of what was answered, from which nothing can be told, and the
release; no answer, setting or region. Kept beside the ledger, in a file that is put in place whole.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place

FILE = "release-admitted.json"
Admitted = dict[str, dict[str, str]]
"""By question: an entry for each person who is counted, by their id (see `entry`)."""
Everybody = dict[str, Admitted]
"""By version of the survey: versions are never pooled, and a row may move to the next one."""


def entry(print_: str, release: str) -> str:
    """What is kept of one person: the fingerprint of what they had answered, and the release."""
    return f"{print_} {release}"


def print_in(kept: str) -> str:
    """The fingerprint in an entry; "" for somebody who is not counted."""
    return kept.partition(" ")[0]


def release_in(kept: str) -> str:
    """The release in an entry with which its person came in: YYYY-MM-DD."""
    return kept.partition(" ")[2]


def load(folder: Path, lines: Sequence[Mapping[str, Any]]) -> Everybody:
    """Who was let in by these releases. folder: private/survey; lines: of the ledger.

    Raises CoprodError when the file does not belong to the ledger beside it. It is written before
    the ledger's line: a release that was cut off in between has left one that is a line ahead, and
    the one before it.
    """
    for name in (FILE, f"{FILE}.before"):
        try:
            found = json.loads((folder / name).read_bytes())
        except FileNotFoundError:
            found = {"releases": 0, "versions": {}}
        except ValueError:
            continue
        if found["releases"] == len(lines):
            older = "versions" not in found
            return _by_version(found["questions"], lines) if older else dict(found["versions"])
    raise CoprodError(
        "The list of who has been counted does not belong to the ledger of releases.",
        where=str(folder / FILE),
        fix="Put both back from the same backup. Until then nothing can be released.",
    )


def save(
    folder: Path, lines: Sequence[Mapping[str, Any]], version: str, admitted: Admitted
) -> None:
    """Write who is let in by these releases and one more, and keep the list before it.

    version: of the survey, which the new release is of. admitted: by each question of that release;
    all other questions and versions stay as they are, since they may be published again. What a
    release that was cut off has left is not kept: no ledger fits it. Raises as `load` does.
    """
    everybody = load(folder, lines)
    everybody[version] = {**everybody.get(version, {}), **admitted}
    path = folder / FILE
    if path.exists() and _releases_of(path.read_bytes()) == len(lines):
        put_file_in_place(folder / f"{FILE}.before", path.read_bytes(), mode=0o600)
    content = json.dumps({"releases": len(lines) + 1, "versions": everybody}, sort_keys=True)
    put_file_in_place(path, content.encode(), mode=0o600)


def _by_version(questions: Admitted, lines: Sequence[Mapping[str, Any]]) -> Everybody:
    """A list that tells no versions apart, as it once was: each entry is of its release's version.

    Answers that have left name no release. They count for every version, so that nobody is let in
    twice.
    """
    versions = {line["release"]: line["instrument"] for line in lines}
    found: Everybody = {version: {} for version in versions.values()}
    for question, people in questions.items():
        for name, kept in people.items():
            version = versions.get(release_in(kept))
            for one in found if version is None else (version,):
                found[one].setdefault(question, {})[name] = kept
    return found


def _releases_of(content: bytes) -> int:
    """How many releases a list belongs to; -1 for one that cannot be read."""
    try:
        return int(json.loads(content)["releases"])
    except (ValueError, KeyError, TypeError):
        return -1
