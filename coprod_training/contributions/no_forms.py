"""No filled form, page that came back, register or key in the repository: what git would keep.

Each of them is known by what all of its sort hold. Source: contribution-process.md, section 2
("Git remembers") and test 12.
"""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from coprod_training.errors import Problem

PLACES = ("course", "modules", "exercises", "docs", "tests")
LARGEST = 20_000_000
"""Bytes. A recording in one of our pages may make it long; a form and a key are never as long."""

_CONTRIBUTORS = "course/contributors/"  # what may lie there is for no_text.py to say
_EMPTY_FORMS = ("coprod_training/contributions/forms/", "coprod_training/contributions/pack_words.")
_SOURCES = frozenset({".py", ".ts", ".js", ".md"})  # they speak of all of these
# Also behind a #: a form says so of what has not happened yet, and is one all the same.
_FORM = re.compile(
    rb"^[#\s-]*(said_in_writing|benefits_advice|risk_talk|display_text|access_needs|off_limits"
    rb"|rescoping|dissents|not_well|lead_yes_on|person_yes_on|safeguarding_lead|use_for|answered_on"
    rb"|because|reach|perspective|says_about_health|route_sent|route_tested|payment|what_for"
    rb"|offered_on|settled_on|expenses|contact|checked_in_on|declined_on|impact_note"
    rb"|if_unreachable|access_needs_met|third_parties|may_be_asked_again):",
    re.M,
)
_KEY = re.compile(
    rb"^(AGE-SECRET-KEY-1|-----BEGIN [A-Z ]*PRIVATE KEY-----|age-encryption\.org/v1"
    rb"|-----BEGIN AGE ENCRYPTED FILE-----)",
    re.M,
)
_SEALED = b"YWdlLWVuY3J5cHRpb24ub3JnL3Yx"  # "age-encryption.org/v1" in base64: a sealed section
_PAGE = re.compile(rb"<script[^>]*\bid=[\"']carried[\"']")
_POINT = (b'"passage":', b'"way":', b'"must":')
_WORD_PACK = b"urn:coprod-training:pack"
_NEVER = "Move it out, and never commit it."


def form_problems(root: Path) -> Iterator[Problem]:
    """Every such file of a staff copy. root: its folder. No problem quotes what it found.

    In a repository all files that are or could be committed are looked at, else `PLACES`.
    """
    for path in _files(root):
        if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST:
            continue
        what = _what_it_is(path.relative_to(root).as_posix(), path.read_bytes())
        if what:
            yield Problem(path=path, what=what, fix=_NEVER)


def _files(root: Path) -> list[Path]:
    asked = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(asked, capture_output=True, check=True, timeout=60)  # noqa: S603 (fixed words)
    except (OSError, subprocess.SubprocessError):
        inside = [path for name in PLACES for path in (root / name).rglob("*")]
        return sorted([*root.glob("*"), *inside])
    return sorted(root / name.decode() for name in set(done.stdout.split(b"\0")) if name)


def _what_it_is(name: str, content: bytes) -> str:
    """What a file is, in a sentence; "" for one that may be there."""
    suffix = Path(name).suffix.lower()
    if _KEY.search(content):
        return "This is a key to what is private, or something that only a key opens."
    if suffix in _SOURCES or name.startswith((_CONTRIBUTORS, *_EMPTY_FORMS)):
        return ""
    if suffix in (".yaml", ".yml") and _FORM.search(content):
        return "This is a filled form about a contributor."
    if _PAGE.search(content):
        return "This is a page for a contributor, and may hold what they wrote on it."
    if content.startswith(b"PK") and _is_word_pack(content):
        return "This is a review pack, and may hold what somebody wrote in it."
    if _SEALED in content:
        return "This is a part of the register of contributors."
    if suffix in (".json", ".jsonl") and all(one in content for one in _POINT):
        return "These are points that somebody made in a review pack."
    return ""


def _is_word_pack(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if name.startswith("customXml/")]
            return any(_WORD_PACK in packed.open(name).read(100_000) for name in names)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
        return False
