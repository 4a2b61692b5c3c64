"""Whether a mark or a comment became another one since a page was drawn. Pure.

A page of ours sends, with what it gives, all that the gradebook can hold as far as it knows: a list
called `had`. What is not in it was given by somebody else, and is not written over. A client of
formgrader's that sends no such list is answered as ever.
"""

from collections.abc import Mapping
from typing import Any

CHANGED = "Somebody else changed this first, so yours was not saved. Load the page again."


def mark_now(auto: float | None, manual: float | None, waits: bool) -> float | None:
    """The mark of one part without points that were added; None while a person has to look."""
    if waits:
        return None
    return auto if manual is None else manual


def mark_was_changed(data: Mapping[str, Any], grade: Any) -> bool:
    """Whether giving this mark would write over one that the page has not shown.

    data: what formgrader is told. grade: of nbgrader's gradebook, as it is before that. Both have
    the same numbers, digit by digit. A mark that is there already was sent before, and its reply
    was lost.
    """
    had = data.get("had")
    if not isinstance(had, list):
        return False
    now = mark_now(grade.auto_score, grade.manual_score, grade.needs_manual_grade)
    return now not in (*had, data.get("manual_score"))


def comment_was_changed(data: Mapping[str, Any], before: str | None) -> bool:
    """The same of a comment. before: as the gradebook has it."""
    had = data.get("had")
    if not isinstance(had, list):
        return False
    return _plain(before) not in map(_plain, (*had, data.get("manual_comment")))


def _plain(words: object) -> str:
    """As a page shows it: browsers count a line's end as one character, and we draw no edges."""
    return words.replace("\r\n", "\n").strip() if isinstance(words, str) else ""
