"""What came back to a learner, in words: the text of their feedback pages, to take away. Pure.

A page is read, not the trainer's list of marks: a mark there may be another one that has not come
back yet.
"""

import re
from contextlib import suppress
from html.parser import HTMLParser

_UNSEEN = {"script", "style", "svg", "template", "title"}
_IN_A_LINE = {"a", "b", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup"}


def page_words(page: bytes) -> str:
    """The words of a page as plain text, one line for each of its parts.

    page: HTML in UTF-8, which may be torn or be no HTML at all; then whatever words it has, up to
    what html.parser cannot read.
    """
    reader = _Reader()
    with suppress(AssertionError):  # what html.parser of Python 3.11 raises for "<![" alone
        reader.feed(page.decode("utf-8", errors="replace"))
        reader.close()
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(HTMLParser):
    """Collects what a person would see; each part that is no part of a line begins a new one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _IN_A_LINE and not self._unseen:
            self.parts.append("\n")
