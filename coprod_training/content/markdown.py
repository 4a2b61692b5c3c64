"""The few things that the checks and the normal form need to know of Markdown.

Nothing here renders: it finds headings, pictures and paragraphs however they are written.
Source: CommonMark 0.31; GitHub Flavored Markdown for tables.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_CODE_SPAN = re.compile(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
# A quote or a list may hold a heading as well.
_INSIDE = r"\s{0,3}(?:(?:>|[-*+]\s|\d{1,9}[.)]\s)\s{0,3})*"
_HEADING = re.compile(rf"{_INSIDE}(#{{1,6}})(?!#)(?:\s+(.*?))?\s*#*\s*$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)(?:</h\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_RULE = re.compile(r"\s{0,3}(?:-\s*){3,}$|\s{0,3}(?:\*\s*){3,}$|\s{0,3}(?:_\s*){3,}$")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
# What a line of = or - below cannot turn into a heading: lists, quotes, tables, code and HTML.
_NO_PARAGRAPH = re.compile(
    rf"{_LIST_ITEM.pattern}|\s{{0,3}}[>|]|\s{{4}}|\t|\s{{0,3}}</?(?:div|p|table|ul|ol|pre|h\d)\b",
    re.IGNORECASE,
)
_TABLE_LINE = re.compile(r"[\s|:]*-[\s|:-]*$")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]]*)\]"
    r"(?:(?P<inline>\(\s*(?:<(?P<angled>[^>\n]*)>|(?P<target>[^)\s]*))[^)]*\))|\[(?P<ref>[^\]]*)\])?"
)
_DEFINED = re.compile(r"^ {0,3}\[([^\]]+)\]:\s*(?:<([^>\n]*)>|(\S+))", re.MULTILINE)
_HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE | re.DOTALL)
_ALT, _SRC = (
    re.compile(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
    for name in ("alt", "src")
)


@dataclass(frozen=True)
class Heading:
    """A line such as "## What people decide". line: from 0, inside the text.

    length: how many lines it fills; 0 for HTML's, which may share its line with other words.
    """

    level: int
    text: str
    line: int
    length: int = 1


@dataclass(frozen=True)
class Image:
    """A picture in a text.

    alt: the words for people who cannot see it; empty when missing. target: where it lies, as
    written; empty when it leads nowhere. line: from 0, inside the text.
    """

    alt: str
    target: str
    line: int


def without_code(source: str) -> str:
    """The same text, line by line, with spaces in place of everything that is code."""
    lines, fence = [], ""
    for line in source.split("\n"):
        mark = _FENCE.match(line)
        lines.append("" if mark or fence else _CODE_SPAN.sub(lambda m: " " * len(m[0]), line))
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence:
            fence = ""
    return "\n".join(lines)


def headings(source: str) -> list[Heading]:
    """The headings of a text, in order.

    With # (also indented, or in a list or a quote), underlined with = or -, and HTML's <h1> to
    <h6>.
    """
    text = without_code(source)
    lines = text.split("\n")
    found = [
        Heading(len(mark[1]), mark[2] or "", number)
        for number, line in enumerate(lines)
        if (mark := _HEADING.match(line))
    ]
    found += _underlined(lines)
    for tag in _HTML_HEADING.finditer(text):
        line = _line_at(text, tag.start())
        found.append(Heading(int(tag[1]), " ".join(tag[2].split()), line, 0))
    return sorted(found, key=lambda heading: heading.line)


def _underlined(lines: list[str]) -> Iterator[Heading]:
    """The headings that are a paragraph with a line of = or - below it."""
    start, inside = 0, ""  # inside: "words" of a paragraph, "other" blocks, or between them
    for number, line in enumerate(lines):
        if inside == "words" and (mark := _UNDERLINE.match(line)):
            words = " ".join(" ".join(lines[start:number]).split())
            yield Heading(1 if "=" in mark[1] else 2, words, start, number - start + 1)
            inside = ""
        elif not line.strip() or _HEADING.match(line) or _RULE.match(line):
            inside = ""
        elif not inside:
            start, inside = number, "other" if _NO_PARAGRAPH.match(line) else "words"
        elif _LIST_ITEM.match(line):
            inside = "other"


def images(source: str) -> list[Image]:
    """The pictures of a text: Markdown's, and HTML's <img>."""
    text = without_code(source)
    defined = {name.casefold(): one or other for name, one, other in _DEFINED.findall(text)}
    found = []
    for match in _IMAGE.finditer(text):
        target = match["angled"] or match["target"] or ""
        if not match["inline"]:
            name = (match["ref"] or match["alt"]).casefold()
            if match["ref"] is None and name not in defined:
                continue  # only words in square brackets after an exclamation mark
            target = defined.get(name, "")
        found.append(Image(match["alt"].strip(), target, _line_at(text, match.start())))
    for tag in _HTML_IMAGE.finditer(text):
        alt, target = _attribute(_ALT, tag[0]), _attribute(_SRC, tag[0])
        found.append(Image(alt, target, _line_at(text, tag.start())))
    return sorted(found, key=lambda image: image.line)


def _attribute(pattern: re.Pattern[str], tag: str) -> str:
    found = pattern.search(tag)
    return next((group.strip() for group in found.groups() if group), "") if found else ""


def paragraphs(source: str) -> list[tuple[int, str]]:
    """Each paragraph, list item and row of a table, with the number of its first line from 0.

    Headings, the first row of a table (the names of its columns) and the line under it are none,
    nor is a line that only draws a line or says where a link leads.
    """
    lines = source.split("\n")
    skip = {h.line + n for h in headings(source) for n in range(h.length)}
    alone = {number for number, line in enumerate(lines) if _LIST_ITEM.match(line)}
    for number, line in enumerate(lines):
        if _RULE.match(line) or _DEFINED.match(line):
            skip.add(number)
        elif _TABLE_LINE.match(line) and "|" in line:
            skip |= {number - 1, number}
            alone |= set(range(number, _end_of_block(lines, number)))
    found: list[tuple[int, list[str]]] = []
    goes_on = False
    for number, line in enumerate(lines):
        if number in skip or not line.strip():
            goes_on = False
        elif goes_on and number not in alone:
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
            goes_on = True
    return [(number, "\n".join(words)) for number, words in found]


def _end_of_block(lines: list[str], start: int) -> int:
    return next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))


def is_only_headings(source: str) -> bool:
    """Whether a text has no words besides its headings."""
    filled = {number for number, line in enumerate(source.split("\n")) if line.strip()}
    return filled <= {h.line + n for h in headings(source) for n in range(h.length)}


def _line_at(source: str, position: int) -> int:
    return source.count("\n", 0, position)
