"""Every mistake the course can explain, in three parts: where, what, and what to do.

The command line and the widgets show these without a traceback; `COPROD_DEBUG=1` brings it back.
No message holds a learner's words.
"""

import os
import shlex
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coprod_training

_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}  # https://www.sqlite.org/rescode.html


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file, said so that a writer can mend it.

    line: counted from 1; 0 when the whole file is meant. part: the cell or activity, in words.
    """

    path: Path
    what: str
    fix: str = ""
    line: int = 0
    part: str = ""

    @property
    def where(self) -> str:
        """The file, line and part, as a reader would look for them."""
        place = str(self.path)
        if self.line:
            place += f", line {self.line}"
        return f"{place}, {self.part}" if self.part else place

    def __str__(self) -> str:
        """Where, what and what to do, each on a line of its own."""
        return "\n  ".join(part for part in (self.where, self.what, self.fix) if part)


class CoprodError(Exception):
    """Raised when something a person did, or a file they gave, cannot be used."""

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        """Say what is wrong, where, and what to do about it."""
        self.where, self.what, self.fix = where, what, fix
        super().__init__("\n  ".join(part for part in (where, what, fix) if part))

    @property
    def sentences(self) -> str:
        """What is wrong and what to do, for a page: it shows no place on the disk."""
        return " ".join(part for part in (self.what, self.fix) if part)

    def _render_traceback_(self) -> list[str]:
        """The lines that a lesson shows: the sentences only, or everything with COPROD_DEBUG=1.

        Source: IPython, InteractiveShell.showtraceback, which asks an exception for this.
        """
        if os.environ.get("COPROD_DEBUG") == "1":
            return "".join(traceback.format_exception(self)).splitlines()
        return str(self).splitlines()


class ContentProblems(CoprodError):
    """Raised when course files have mistakes; lists all of them, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        """Carry every mistake that was found."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnknownActivity(CoprodError):
    """Raised when a notebook names an activity that the course does not have."""


class BadResponse(CoprodError):
    """Raised when an answer does not fit its activity. Never quotes the answer."""


class NewerRecord(CoprodError):
    """Raised when a record was written by a newer version of the course than this one."""


def refuse_newer(
    record: Mapping[str, Any], schema: int, what: str, where: Path | None = None
) -> None:
    """Raise NewerRecord for a record of a later schema. schema: the one that this version knows.

    what: what would be refused, such as "The ledger was". where: its file, if it is known.
    """
    found = record.get("schema")
    if isinstance(found, int) and found > schema:
        raise NewerRecord(
            f"{what} written by a newer version of this course.",
            where=str(where or ""),
            fix="Install the newer version. Nothing has been changed.",
        )


def not_installed(what: str, extra: str) -> CoprodError:
    """What to type where an extra is not installed. extra: one of pyproject.toml, such as "hub".

    It names the Python that runs, since another `pip` may be first on the path.
    """
    pip = f"{shlex.quote(sys.executable)} -m pip install -c constraints.txt"
    return CoprodError(
        f"This needs {what}, which is not installed here.",
        fix=f'In a checkout, in its folder: {pip} -e ".[{extra}]"\n  With a wheel, in the folder'
        f' with it and constraints.txt: {pip} "./coprod_training-{coprod_training.__version__}'
        f'-py3-none-any.whl[{extra}]"',
    )


class CourseNotFound(CoprodError):
    """Raised when no course can be found where one is needed."""


class WouldExecute(CoprodError):
    """Raised when grading would run a learner's code."""


def from_the_system(error: OSError) -> CoprodError:
    """What the computer itself refused, in three parts: a full disk, a place one may not use."""
    why = f" ({error.strerror})" if error.strerror else ""
    return CoprodError(
        f"The computer cannot read or write here{why}.",
        where=str(error.filename or ""),
        fix="Check the name, that you may use this place, and that the disk has room.",
    )


def in_words(error: Exception) -> CoprodError:
    """Any error as a refusal in three parts. Of one that nobody foresaw, never its own message.

    A database and a decoder quote what they were given, which may be a learner's words.
    """
    if isinstance(error, CoprodError):
        return error
    if isinstance(error, OSError):
        return from_the_system(error)
    # SQLAlchemy keeps SQLite's own error as `orig`.
    if getattr(getattr(error, "orig", error), "sqlite_errorname", "") in _BUSY:
        return CoprodError(
            "A database of the course is being used by something else.",
            where=_place_of(error),
            fix="Wait until that is done, then try again.",
        )
    return CoprodError(
        f"Something went wrong that the course did not foresee ({type(error).__name__}).",
        where=_place_of(error),
        fix="Try again. If it keeps happening, send these lines to whoever looks after the course. "
        "With COPROD_DEBUG=1 set, the command says more. That can quote learners: read it first.",
    )


def _place_of(error: Exception) -> str:
    """The last line of ours that was run on the way to an error, such as "…/marks.py, line 7"."""
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if Path(one.filename).is_relative_to(package)]
    if not ours:
        return ""
    return f"{Path(ours[-1].filename).relative_to(package.parent)}, line {ours[-1].lineno}"
