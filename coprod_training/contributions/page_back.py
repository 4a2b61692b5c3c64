"""Reads one of our HTML files that came back with something written on it. Pure.

Anybody may have made the file: nothing of it is run or shown as HTML, and what is not as we sent it
is refused in words.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from coprod_training.errors import CoprodError

LARGEST = 50_000_000
"""Bytes of a page."""
# As in `words_problem`. Nobody types one, but a program that words are copied from may leave some.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, kw_only=True)
class PageBack:
    """What a page holds.

    carried: what it was sent with. values: what was written, by key. day: of the saving.
    """

    carried: Mapping[str, Any]
    values: Mapping[str, str]
    day: str = ""


def read_page(content: bytes) -> PageBack:
    """What a saved page holds. Raises CoprodError for a file that is none of ours."""
    parts = _Parts()
    try:
        if len(content) > LARGEST:
            raise ValueError
        parts.feed(content.decode("utf-8-sig"))
        carried, said = (json.loads(parts.found[name]) for name in ("carried", "said"))
        said = said or {"at": "", "values": {}}
        if not isinstance(carried, dict) or not isinstance(said["values"], dict):
            raise TypeError
        if not all(isinstance(value, str) for value in said["values"].values()):
            raise TypeError
        values = {_whole(str(key)): _whole(value) for key, value in said["values"].items()}
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError) as error:
        raise CoprodError(
            "This is not one of our pages, or it was changed on the way.",
            fix="Ask for the file that their browser saved when they pressed Save.",
        ) from error
    return PageBack(carried=carried, values=values, day=_day(str(said.get("at", ""))))


def _whole(text: str) -> str:
    """Text that can be written to a file, and read as it stands wherever that is shown.

    Half of an emoji, cut in two, becomes a mark for it; a control character becomes a blank.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub(" ", whole)


def _day(at: str) -> str:
    """The day of a moment, as 2027-01-11; "" for what is none."""
    try:
        return date.fromisoformat(at[:10]).isoformat()
    except ValueError:
        return ""


class _Parts(HTMLParser):
    """The two scripts that hold data, by their ids; the first of each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag == "script" and about.get("type") == "application/json":
            name = about.get("id") or ""
            self._open = "" if name in self.found else name
            if self._open:
                self.found[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open] += data
