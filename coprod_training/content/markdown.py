"""The few things that the checks and the normal form need to know of Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE | re.DOTALL)
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A line such as "## What people decide". line: from 0, inside the text."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Image:
    """A picture in a text. alt: the words for people who cannot see it; empty when missing."""

    alt: str
    line: int


def plain_lines(source: str) -> Iterator[tuple[int, str]]:
    """The lines outside fenced code, each with its number from 0."""
    fence = ""
    for number, line in enumerate(source.split("\n")):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence:
            fence = ""
        elif not fence:
            yield number, line


def headings(source: str) -> list[Heading]:
    """The headings of a text, in order."""
    return [
        Heading(len(found[1]), found[2], number)
        for number, line in plain_lines(source)
        if (found := _HEADING.match(line))
    ]


def images(source: str) -> list[Image]:
    """The pictures of a text: Markdown's, and HTML's <img>."""
    found = [
        Image(match["alt"].strip(), _line_at(source, match.start()))
        for match in _IMAGE.finditer(source)
    ]
    for match in _HTML_IMAGE.finditer(source):
        alt = _ALT.search(match[0])
        words = next((group for group in alt.groups() if group), "") if alt else ""
        found.append(Image(words.strip(), _line_at(source, match.start())))
    return sorted(found, key=lambda image: image.line)


def paragraphs(source: str) -> Iterator[tuple[int, str]]:
    """Each run of lines between empty ones, with the number of its first line from 0."""
    lines = source.split("\n")
    for filled, run in groupby(enumerate(lines), key=lambda pair: bool(pair[1].strip())):
        if filled:
            numbers, words = zip(*run, strict=True)
            yield numbers[0], "\n".join(words)


def is_only_headings(source: str) -> bool:
    """Whether a text has no words besides its headings."""
    return all(not line.strip() or _HEADING.match(line) for line in source.split("\n"))


def _line_at(source: str, position: int) -> int:
    return source.count("\n", 0, position)
