"""Who has been let into which question, so that nobody is ever counted twice.

Random row ids, a fingerprint of what was answered, and the release; no answer, setting or region.
The fingerprint is made with a key that lies apart: a plain one tells the answers of somebody who
gave few to whoever tries them all. Kept beside the ledger, in a file that is put in place whole.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coprod_training.errors import CoprodError
from coprod_training.file_in_place import put_file_in_place
from coprod_training.survey.keys import load_key
from coprod_training.survey.pseudonym import Key, answers_print

FILE = "release-admitted.json"
_BEFORE = f"{FILE}.before"
Admitted = dict[str, dict[str, str]]
"""By question: an entry for each person who is counted, by their id (see `entry`)."""
Everybody = dict[str, Admitted]
"""By version of the survey: versions are never pooled, and a row may move to the next one."""
_LENGTH = 8
CHANGED = "-" * _LENGTH
"""Stands for the fingerprint of answers that have left: no others are equal to it."""


def entry(print_: str, release: str) -> str:
    """What is kept of one person: the fingerprint of what they had answered, and the release.

    print_: as `kept_print` makes it, or CHANGED.
    """
    return f"{print_} {release}"


def kept_print(name: str, print_: str, key: Key) -> str:
    """A fingerprint as it is kept. name: the id that it stands beside, of a row or of a pair.

    print_: as the rows have it; of a pair both, one after the other.
    """
    return answers_print(name, print_, key)[:_LENGTH]


def print_in(kept: str) -> str:
    """The fingerprint in an entry; "" for somebody who is not counted."""
    return kept.partition(" ")[0]


def release_in(kept: str) -> str:
    """The release in an entry with which its person came in: YYYY-MM-DD."""
    return kept.partition(" ")[2]


def is_counted(people: Mapping[str, str], name: str, print_: str, key: Key) -> bool:
    """Whether somebody is counted with these very answers. people: the entries of one question.

    print_: as the rows have it.
    """
    return name in people and print_in(people[name]) == kept_print(name, print_, key)


def print_key(folder: Path) -> Key:
    """The key of the fingerprints, made when the first list is. folder: private/survey.

    Raises CoprodError when a list was written with it and it is gone: with a new one, everybody who
    is counted would seem to have changed their answers.
    """
    keyed = any(_is_keyed(folder / name) for name in (FILE, _BEFORE))
    known_by_it = "the list of who has been counted" if keyed else ""
    return load_key(folder.parent, "release", known_by_it=known_by_it)


def load(folder: Path, lines: Sequence[Mapping[str, Any]]) -> Everybody:
    """Who was let in by these releases. folder: private/survey; lines: of the ledger.

    Raises CoprodError when the file does not belong to the ledger beside it. It is written before
    the ledger's line: a release that was cut off in between has left one that is a line ahead, and
    the one before it.
    """
    for name in (FILE, _BEFORE):
        try:
            found = json.loads((folder / name).read_bytes())
        except FileNotFoundError:
            found = {"releases": 0, "keyed": {}}
        except ValueError:
            continue
        if found["releases"] == len(lines):
            if "keyed" in found:
                return dict(found["keyed"])
            apart = "versions" in found
            plain = found["versions"] if apart else _by_version(found["questions"], lines)
            return _keyed(plain, print_key(folder)) if plain else {}
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
    if lines:
        # Not copied: an earlier version of the course may have written it without the key.
        _write(folder / _BEFORE, len(lines), everybody)
    everybody[version] = {**everybody.get(version, {}), **admitted}
    _write(folder / FILE, len(lines) + 1, everybody)


def _write(path: Path, releases: int, everybody: Everybody) -> None:
    # A name of its own: an earlier version of the course cannot take these prints for plain ones.
    content = {"releases": releases, "keyed": everybody}
    put_file_in_place(path, json.dumps(content, sort_keys=True).encode(), mode=0o600)


def _keyed(everybody: Everybody, key: Key) -> Everybody:
    """A list with plain fingerprints, as it once was, with those that are kept instead.

    Each is made from the plain one alone, so it stands for the same answers, also of a row that is
    gone.
    """
    return {
        version: {
            question: {name: _keyed_entry(name, kept, key) for name, kept in people.items()}
            for question, people in questions.items()
        }
        for version, questions in everybody.items()
    }


def _keyed_entry(name: str, kept: str, key: Key) -> str:
    print_ = print_in(kept)
    return kept if print_ == CHANGED else entry(kept_print(name, print_, key), release_in(kept))


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


def _is_keyed(path: Path) -> bool:
    """Whether a list is there and its fingerprints are made with the key."""
    try:
        found = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return False
    return isinstance(found, dict) and bool(found.get("keyed"))
