"""Rows of a worksheet that are written in the plainest way, read without making an object of each.

Only a piece in which every sign is accounted for is read here. For any other the answer is None,
and `xlsx_cells` reads it with an XML parser. A property test holds the two to the same result.
It takes about half the time, and time is what a steward waits for.
"""

import re

_ROW = re.compile(rb'\s*<row r="(\d+)"(?: [\w:]+="[\w.: ]*")*>(.*?)</row>\s*', re.DOTALL)
_CELL = re.compile(
    rb'(<c r="([A-Z]{1,3})\d+"((?: [a-z]+="\w*")*)'
    rb'(?:/>|>(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)</c>))'
)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_REFERENCE = re.compile(r"&(?:(?P<name>amp|lt|gt|quot|apos)|#(?P<number>\d{1,7}));")
_REFERENCES = re.compile(r"(?:[^&]|&(?:amp|lt|gt|quot|apos|#\d{1,7});)*")
_BEYOND = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_SORT, _STYLE = re.compile(rb' t="(\w*)"'), re.compile(rb' s="(\w*)"')
# What an XML parser would change or refuse.
_NOT_PLAIN = re.compile(rb"[\x00-\x08\x0b-\x1f]|\]\]>")

PlainCell = tuple[str, str, str, str]
"""The column's letters, the sort of the cell, its style, and its text; all as they stand there."""


def plain_rows(piece: bytes) -> list[tuple[int, list[PlainCell]]] | None:
    """The rows of a piece, each with its number and its filled cells; None when it is not plain.

    piece: of UTF-8 XML. An empty cell is left out.
    """
    if _NOT_PLAIN.search(piece):
        return None
    rows: list[tuple[int, list[PlainCell]]] = []
    kinds: dict[bytes, tuple[str, str]] = {}
    texts: dict[bytes, str] = {}
    letters: dict[bytes, str] = {}
    at = 0
    while at < len(piece):
        row = _ROW.match(piece, at)
        if row is None:
            return rows if not piece[at:].strip() else None
        at, body, read = row.end(), row[2], 0
        cells: list[PlainCell] = []
        for whole, column, attributes, value, inline in _CELL.findall(body):
            read += len(whole)
            raw = value or inline
            if not raw:
                continue
            if attributes not in kinds:
                kinds[attributes] = _kind(attributes)
            if (kinds[attributes][0] == "inlineStr") != (not value):
                return None
            if raw not in texts:
                text = _text(raw)
                if text is None:
                    return None
                texts[raw] = text
            if column not in letters:
                letters[column] = column.decode()
            cells.append((letters[column], *kinds[attributes], texts[raw]))
        # Cells do not overlap, so that nothing stands between them when their lengths add up.
        if read != len(body):
            return None
        rows.append((int(row[1]), cells))
    return rows


def _kind(attributes: bytes) -> tuple[str, str]:
    """The sort and the style of a cell."""
    sort, style = _SORT.search(attributes), _STYLE.search(attributes)
    return sort[1].decode() if sort else "n", style[1].decode() if style else "0"


def _text(raw: bytes) -> str | None:
    """The text, with the characters that XML writes as references; None when one is not plain."""
    text = raw.decode()
    if "&" not in text:
        return text
    if _REFERENCES.fullmatch(text) is None:
        return None
    found = _REFERENCE.sub(_sign, text)
    return None if _BEYOND.search(found) else found


def _sign(found: re.Match[str]) -> str:
    if found["name"]:
        return _NAMED[found["name"]]
    number = int(found["number"])
    return chr(number) if number < 0x110000 else "\0"
