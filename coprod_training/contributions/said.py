"""What somebody said about a passage, or did to it: one thing an author answers. Plain data."""

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, get_args

from coprod_training.errors import CoprodError, refuse_newer

Sort = Literal[
    "comment", "edit", "split", "joined", "taken out", "moved", "added", "answer", "contribution"
]
Answer = Literal["", "changed", "not changed", "discuss"]
SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that was said or done.

    passage: its id. number: as it was printed. old, new: the words before and after; new is "" for
    what was taken out. words: of a comment. about: the words that it is on. who: how whoever said
    it may be called, never a name that a word processor wrote. way: how its place was found. must:
    it has to change before the module is used. answer, why: the author's.
    """

    ref: str
    sort: Sort
    passage: str
    number: int
    old: str = ""
    new: str = ""
    words: str = ""
    about: str = ""
    who: str = ""
    way: str = ""
    day: str = ""
    must: bool = False
    answer: Answer = ""
    why: str = ""

    def answered(self, answer: Answer, why: str) -> "Said":
        """The same with the author's answer. Raises CoprodError for a no without a reason."""
        if answer == "not changed" and not why.strip():
            raise CoprodError(
                "Not changed needs a reason in words.",
                where=self.ref,
                fix="Say why, so that whoever raised it can read it.",
            )
        return replace(self, answer=answer, why=why.strip())


_FIELDS = fields(Said)
_TYPES = {"number": int, "must": bool}


def said_as_data(said: Said) -> dict[str, Any]:
    """As JSON has it."""
    return {"schema": SCHEMA, **asdict(said)}


def said_in(text: str | bytes) -> tuple[Said, ...]:
    """All points of a points.json. Raises CoprodError when it is something else."""
    try:
        return tuple(map(said_from_data, json.loads(text)))
    except (ValueError, TypeError) as error:
        raise _no_list() from error


def said_from_data(data: dict[str, Any]) -> Said:
    """What `said_as_data` wrote. Raises CoprodError when it is something else, or is newer."""
    if isinstance(data, dict):
        refuse_newer(data, SCHEMA, "This list of what was said about a module was")
    try:
        known = dict(data)
        if known.pop("schema") != SCHEMA or known["sort"] not in get_args(Sort):
            raise ValueError
        if known.get("answer", "") not in get_args(Answer):
            raise ValueError
        said = Said(**known)
        if any(type(getattr(said, one.name)) is not _TYPES.get(one.name, str) for one in _FIELDS):
            raise TypeError
        return said
    except (KeyError, TypeError, ValueError) as error:
        raise _no_list() from error


def _no_list() -> CoprodError:
    return CoprodError(
        "This is not a list of what was said about a module.",
        fix="Give points.json as `coprod merge` wrote it.",
    )
