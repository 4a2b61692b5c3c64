"""The list of certificates that were made here: code, day and course, and no learner.

With it a code alone can be checked. It names nobody, so there is nothing in it to forget.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_training.certificates.facts import Facts
from coprod_training.private_lines import PrivateLines


@dataclass(frozen=True)
class Issued:
    """One line of the list. course: its title. at: when the certificate was made."""

    code: str
    course: str
    edition: str
    at: datetime


def note(private: Path, facts: Facts) -> None:
    """Put a certificate on the list; on the disk when this returns.

    private: the workspace's private folder.
    """
    record = {"code": facts.code, "course": facts.course, "edition": facts.edition}
    _lines(private).append(record | {"at": facts.at.isoformat()})


def found(private: Path, code: str) -> Issued | None:
    """The certificate of this code, or None. code: tidied."""
    for one in _lines(private).records():
        if one.get("code") == code:
            at = datetime.fromisoformat(one["at"])
            return Issued(code, str(one["course"]), str(one["edition"]), at)
    return None


def _lines(private: Path) -> PrivateLines:
    return PrivateLines(private / "certificates" / "issued.jsonl")
