"""Which version of the code made something, and at what time it says it was made.

A figure can be traced to both. Two builds of the same rows by the same code say the same.
"""

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import coprod_training
from coprod_training.errors import CoprodError

CHANGED = "+changed"
"""Behind a commit: files of the package were changed and not committed."""
EPOCH = "SOURCE_DATE_EPOCH"


@cache
def code_version() -> dict[str, str]:
    """{"version": of the package, "commit": of the checkout; "" when it is installed otherwise}."""
    package = Path(coprod_training.__file__).parent
    # Only where this package is in the repository: an environment may lie within somebody else's.
    ours = _git(package, "ls-files", "--error-unmatch", "__init__.py")
    commit = ours and _git(package, "rev-parse", "HEAD")
    changed = commit and _git(package, "status", "--porcelain", "--", ".")
    return {
        "version": coprod_training.__version__,
        "commit": f"{commit}{CHANGED if changed else ''}",
    }


def made_at(now: datetime, environ: Mapping[str, str]) -> datetime:
    """The time that a build says it was made at: SOURCE_DATE_EPOCH if it is set, else now.

    environ: of the process. Source: reproducible-builds.org, "SOURCE_DATE_EPOCH": whole seconds
    since 1970, so that somebody can make the same bytes again. Raises CoprodError for another form.
    """
    asked = environ.get(EPOCH, "")
    if not asked:
        return now
    if not asked.isascii() or not asked.isdigit():
        raise CoprodError(
            "This is not a number of seconds since 1970.",
            where=f"{EPOCH}={asked}",
            fix="Give whole seconds, such as 1798761600, or leave it unset.",
        )
    return datetime.fromtimestamp(int(asked), UTC)


def _git(folder: Path, *arguments: str) -> str:
    """What git says, or "" where there is no git, or it refuses."""
    try:
        done = subprocess.run(  # noqa: S603 (fixed words, no shell)
            ["git", "-C", str(folder), *arguments],  # noqa: S607 (as found on the path)
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
