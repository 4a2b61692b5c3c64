"""Reads a Word document that came back: its words, tracked changes and comments.

Source: ECMA-376, part 1, 17.13 (comments, revisions, bookmarks). Anybody may have made the file, so
its size is looked at before it is opened.
"""

import json
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from docx.oxml import parse_xml

from coprod_training.contributions.anchors import PACK
from coprod_training.contributions.came_back import CameBack, Remark
from coprod_training.contributions.passages import Pack, from_data
from coprod_training.contributions.word_lines import Body, W, text_of
from coprod_training.contributions.word_parts import Parts, as_transitional
from coprod_training.errors import CoprodError

LARGEST = 20_000_000
"""Bytes of what is read of a document, unpacked. A whole pack has less than a tenth of it."""
MOST = 20_000
"""Paragraphs of a document. A whole pack has about a thousand."""
MOST_REMARKS = 2_000
"""Comments of a document: two for each passage of a whole pack."""
_READ = ("word/", "customXml/", "_rels/")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PACK = "{urn:coprod-training:pack}pack"


def read_word(content: bytes) -> CameBack:
    """What a .docx holds. Raises CoprodError when it cannot be read as one, or is far too large."""
    trees = {name: _tree(data) for name, data in _parts(content).items()}
    parts = Parts(trees)
    paragraphs = 0 if parts.body is None else sum(1 for _ in parts.body.iter(f"{W}p"))
    if not paragraphs:
        raise _not_word()
    if paragraphs > MOST:
        raise _too_large()
    people = _People()
    notes = dict(_notes(parts.of("footnotes"), "footnote"))
    notes |= _notes(parts.of("endnotes"), "endnote")
    read = Body(people.number, notes)
    read.whole(parts.body)
    remarks = tuple(_remarks(parts, read, people))
    edges = [text_of(trees[one]) for one in (*parts.every("footer"), *parts.every("header"))]
    said = "\n".join([*(one.text for one in read.lines), *edges])
    found = PACK.search(said)
    return CameBack(
        pack_id=found[1] if found else "",
        pack=_carried(trees),
        lines=tuple(read.lines),
        remarks=remarks,
        people=people.count,
        besides=tuple([*_broken(trees), *_edges(edges), *read.things]),
    )


class _People:
    """Numbers instead of names, in the order in which they are met."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def number(self, name: str) -> int:
        return self._known.setdefault(name, len(self._known) + 1)

    @property
    def count(self) -> int:
        return len(self._known)


def _parts(content: bytes) -> dict[str, bytes]:
    """The XML parts that matter, by name."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            wanted = [
                one
                for one in archive.infolist()
                if one.filename.endswith((".xml", ".rels")) and one.filename.startswith(_READ)
            ]
            if any(one.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for one in wanted):
                raise _not_word()  # no word processor writes others, and they unpack without bound
            if sum(one.file_size for one in wanted) > LARGEST:
                raise _too_large()
            return {one.filename: _unpacked(archive, one) for one in wanted}
    except (BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError) as error:
        raise _not_word() from error


def _unpacked(archive: ZipFile, one: ZipInfo) -> bytes:
    """What a file says of its size may be untrue, so it is read hardly further than that.

    What is longer than it says does not fit its checksum, and is refused for that.
    """
    with archive.open(one) as file:
        return file.read(one.file_size + 1)


def _tree(data: bytes) -> Any:
    """One part, read without entities and without looking anywhere else; None if it is no XML."""
    try:
        return as_transitional(parse_xml(data))
    except SyntaxError:  # what lxml raises for broken XML is one
        return None


def _broken(trees: dict[str, Any]) -> Iterator[str]:
    for name, tree in sorted(trees.items()):
        if tree is None and name.startswith("word/"):
            yield f"A part of the document that cannot be read: {name}. Look at the file itself."


def _not_word() -> CoprodError:
    return CoprodError(
        "This cannot be read as a Word document.",
        fix="In the word processor, choose Save as, then Word document (.docx).",
    )


def _too_large() -> CoprodError:
    return CoprodError(
        "This document is far larger than a pack.",
        fix="Take out what was put into it from elsewhere, then try again.",
    )


def _carried(trees: dict[str, Any]) -> Pack | None:
    """The pack that the document carries. Raises CoprodError when it was changed."""
    for name, tree in trees.items():
        if name.startswith("customXml/") and tree is not None and tree.tag == _PACK:
            try:
                return from_data(json.loads(tree.text or ""))
            except (ValueError, RecursionError):
                return None
    return None


def _notes(tree: Any, sort: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Footnotes and endnotes by sort and id."""
    for one in () if tree is None else tree.iter(f"{W}{sort}"):
        if not one.get(f"{W}type"):
            yield (sort, one.get(f"{W}id", "")), text_of(one)


def _remarks(parts: Parts, read: Body, people: _People) -> Iterator[Remark]:
    """Each comment with the place it hangs on; a reply without one hangs on what it answers."""
    tree = parts.of("comments")
    found = [] if tree is None else list(tree.iter(f"{W}comment"))
    if len(found) > MOST_REMARKS:
        raise _too_large()
    last = {_last_paragraph(one): one.get(f"{W}id", "") for one in found}
    answers = dict(_answers(parts.of("commentsExtended"), last))
    for one in found:
        id_ = one.get(f"{W}id", "")
        place = read.places.get(id_) or read.places.get(answers.get(id_, ""))
        yield Remark(
            words=text_of(one),
            about=" ".join("".join(place.about).split()) if place else "",
            line=place.line if place else None,
            number=place.number if place else None,
            person=people.number(one.get(f"{W}author", "")),
            day=one.get(f"{W}date", "")[:10],
        )


def _last_paragraph(comment: Any) -> str:
    ids = [one.get(f"{_W14}paraId", "") for one in comment.iter(f"{W}p")]
    return ids[-1] if ids else ""


def _answers(tree: Any, by_paragraph: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The comment that each reply answers. Source: [MS-DOCX], commentEx."""
    for one in () if tree is None else tree.iter(f"{_W15}commentEx"):
        reply = by_paragraph.get(one.get(f"{_W15}paraId", ""))
        to = by_paragraph.get(one.get(f"{_W15}paraIdParent", ""))
        if reply and to:
            yield reply, to


def _edges(texts: list[str]) -> Iterator[str]:
    """What was written at the top or the foot of the pages."""
    for text in texts:
        rest = PACK.sub("", text).strip()
        if rest:
            yield f"At the top or the bottom of the pages it says: {rest}"
