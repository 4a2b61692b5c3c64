"""One sentence a line, so that a changed sentence is one changed line in git.

Only plain paragraphs are touched. Lists, tables, quotes, code, formulas, HTML and lines that end
in a forced break stay as the writer left them. Doing it twice changes nothing.
"""

import re
from itertools import groupby

from coprod_training.content.facts import CITATION

# What begins a block that is no plain paragraph.
_SPECIAL = re.compile(r"\s|[-*+]\s|\d+[.)]\s|>|\||<|\$\$|\[[^\]]+\]:|(=+|-+|\*+|_+)\s*$")
_HEADING = re.compile(r"#{1,6}(\s|$)")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_END = re.compile(rf"[.!?][\"”’)*_]*(?:\s*{CITATION.pattern})?(?=\s|$)")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|al|no|nos|pp?|vol|ed|Dr|Mr|Mrs|Ms|Prof|St|[A-Z]))\.$",
    re.IGNORECASE,
)


def one_sentence_a_line(source: str) -> str:
    """The same text with each sentence of each plain paragraph on a line of its own."""
    lines = [line if _forced_break(line) else line.rstrip() for line in source.split("\n")]
    blocks = groupby(_marked(lines), key=lambda pair: pair[0])
    text = "\n".join(_reflowed([line for _, line in block]) for _, block in blocks)
    return text.strip("\n")


def _forced_break(line: str) -> bool:
    return line.endswith("  ") and bool(line.strip())


def _marked(lines: list[str]) -> list[tuple[int, str]]:
    """Each line with the number of its block; fenced code is one block."""
    marked, block, fence, before = [], 0, "", ""
    for line in lines:
        mark = _FENCE.match(line)
        apart = not line.strip() or bool(_HEADING.match(line)) or bool(mark)
        if not fence and (apart or before == "apart"):
            block += 1
        before = "apart" if apart else ""
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence:
            fence = ""
        marked.append((block, line))
    return marked


def _reflowed(lines: list[str]) -> str:
    plain = not _HEADING.match(lines[0]) and not _FENCE.match(lines[0])
    if not plain or any(
        _SPECIAL.match(line) or "|" in line or line.endswith(("  ", "\\")) or not line
        for line in lines
    ):
        return "\n".join(lines)
    return "\n".join(_sentences(" ".join(lines)))


def _sentences(paragraph: str) -> list[str]:
    found, start = [], 0
    for end in _END.finditer(paragraph):
        said, rest = paragraph[start : end.end()].strip(), paragraph[end.end() :].lstrip()
        if _begins_a_sentence(rest) and not _SHORT.search(said):
            found.append(said)
            start = end.end()
    return [*found, paragraph[start:].strip()]


def _begins_a_sentence(rest: str) -> bool:
    """A new line here must read as a new sentence, and must not become a list or a heading."""
    first = rest.lstrip('"“‘([*_')[:1]
    if CITATION.match(rest) or _SPECIAL.match(rest) or _HEADING.match(rest) or _FENCE.match(rest):
        return False
    return first.isupper() or first.isdigit()
