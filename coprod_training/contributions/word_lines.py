"""The lines of a Word document, as they read now and as they read before its tracked changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coprod_training.contributions.anchors import bookmarked
from coprod_training.contributions.came_back import Line, Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What reads as a space or a character, and has no letters of its own.
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "softHyphen": ""}
_IN, _OUT = {"ins", "moveTo"}, {"del", "moveFrom"}
_THINGS = {"drawing": "picture", "pict": "picture", "object": "object"}
MOST_OPEN = 30
"""Comments that stand on the same words. Of any more, only where they end is read."""


@dataclass
class Place:
    """Where a comment hangs. about: its words, piece by piece."""

    line: int
    number: int | None = None
    about: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _How:
    """Whether words were put in or taken out, and by whom."""

    put_in: bool = False
    taken_out: bool = False
    person: int = 0


@dataclass
class _Open:
    """A line that is still being read."""

    is_row: bool
    spans: list[list[Any]] = field(default_factory=list)  # [number, text now, text before]
    people: set[int] = field(default_factory=set)
    joined: bool = False
    taken_back: list[str] = field(default_factory=list)
    things: list[str] = field(default_factory=list)

    def closed(self) -> Line:
        return Line(
            spans=tuple(Span(number=n, text=now, before=was) for n, now, was in self.spans),
            is_row=self.is_row,
            people=frozenset(self.people),
            joined=self.joined,
            taken_back=tuple(self.taken_back),
            things=tuple(self.things),
        )


class Body:
    """Goes through a document once: lines, places of comments by id, and things of no line."""

    def __init__(self, person: Callable[[str], int], notes: Mapping[tuple[str, str], str]) -> None:
        """person: the number of a name. notes: the words of foot- and endnotes."""
        self.lines: list[Line] = []
        self.places: dict[str, Place] = {}
        self.things: list[str] = []
        self._person, self._notes = person, notes
        self._marks: dict[str, int] = {}  # bookmarks that are open, by their id
        self._endless: set[str] = set()  # bookmarks that Writer emptied, and never ends
        self._remarks: dict[str, Place | None] = {}  # comments that are open
        self._line: _Open | None = None

    def whole(self, body: Any) -> None:
        """Read everything below this part."""
        for one in body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            id_ = one.get(f"{W}id", "")
            if one.tag == f"{W}bookmarkEnd":
                self._endless.discard(id_)
            else:
                self._endless.add(id_)
        for one in body:
            self._visit(one, _How())

    def _visit(self, node: Any, how: _How) -> None:
        if not isinstance(node.tag, str) or node.tag == f"{_MC}Fallback":
            return
        name = node.tag.removeprefix(W)
        if name == "p":
            self._paragraph(node, how)
        elif name == "tr":
            self._row(node, how)
        elif name in ("t", "delText"):
            self._said(node.text or "", how)
        elif name in _SIGNS:
            self._said(_SIGNS[name], how)
        elif name in ("footnoteReference", "endnoteReference"):
            words = self._notes.get((name.removesuffix("Reference"), node.get(f"{W}id", "")), "")
            self._said(f" [note: {words}]" if words else "", _How(put_in=True))
        elif name.startswith(("bookmark", "comment")):
            self._mark(name, node)
        elif name in _IN or name in _OUT:
            self._inside(node, self._changed(node, how))
        elif name not in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "instrText"):
            if name in _THINGS:
                # With its line, since words of a contributor's own are nobody else's to read.
                things = self.things if self._line is None else self._line.things
                things.append(f"A {_THINGS[name]} was put in near: {self._near()}")
            self._inside(node, how)

    def _inside(self, node: Any, how: _How) -> None:
        for one in node:
            self._visit(one, how)

    def _changed(self, node: Any, how: _How) -> _How:
        person = self._person(node.get(f"{W}author", ""))
        put_in = how.put_in or node.tag.removeprefix(W) in _IN
        taken_out = how.taken_out or node.tag.removeprefix(W) in _OUT
        return _How(put_in, taken_out, person)

    def _paragraph(self, node: Any, how: _How) -> None:
        if self._line is not None and self._line.is_row:
            self._said(" ", how, always=True)  # two paragraphs of a cell do not run together
            self._inside(node, how)
            return
        outer, self._line = self._line, _Open(is_row=False)
        mark = node.find(f"{W}pPr/{W}rPr")
        for one in () if mark is None else mark:
            name = one.tag.removeprefix(W)
            if name in _IN | _OUT:
                self._line.people.add(self._person(one.get(f"{W}author", "")))
                self._line.joined = self._line.joined or name in _OUT
        self._inside(node, how)
        self._close(outer)

    def _row(self, node: Any, how: _How) -> None:
        if self._line is not None:  # a table inside a cell is part of its words
            self._inside(node, how)
            return
        self._line = _Open(is_row=True)
        for one in node.findall(f"{W}trPr/*"):
            if one.tag.removeprefix(W) in ("ins", "del"):
                how = self._changed(one, how)
        cells = [one for one in node if one.tag in (f"{W}tc", f"{W}sdt")]
        for at, cell in enumerate(cells):
            if at:
                self._line.spans.append([None, " | ", " | "])
            self._visit(cell, how)
        self._close(None)

    def _close(self, outer: _Open | None) -> None:
        if self._line is not None:
            self.lines.append(self._line.closed())
        self._line = outer

    def _said(self, text: str, how: _How, always: bool = False) -> None:
        """Some words. always: a space that stands in both readings."""
        line = self._line
        if line is None or not text:
            return
        if how.person:
            line.people.add(how.person)
        now = "" if how.taken_out and not always else text
        was = "" if how.put_in and not always else text
        if how.put_in and how.taken_out and text.strip():
            line.taken_back.append(text)
        number = next(reversed(self._marks.values()), None)
        if line.spans and line.spans[-1][0] == number:
            line.spans[-1][1] += now
            line.spans[-1][2] += was
        else:
            line.spans.append([number, now, was])
        for id_, place in list(self._remarks.items()):
            if place is None:
                place = self._remarks[id_] = Place(len(self.lines), number)
                self.places[id_] = place
            place.about.append(text)

    def _mark(self, name: str, node: Any) -> None:
        id_ = node.get(f"{W}id", "")
        if name == "bookmarkStart":
            number = bookmarked(node.get(f"{W}name", ""))
            if number is not None and id_ not in self._endless:
                self._marks[id_] = number
        elif name == "bookmarkEnd":
            self._marks.pop(id_, None)
        elif name == "commentRangeStart" and len(self._remarks) < MOST_OPEN:
            self._remarks[id_] = None
        elif name == "commentRangeEnd":
            self._remarks.pop(id_, None)
        elif name == "commentReference" and id_ not in self.places:
            number = next(reversed(self._marks.values()), None)
            self.places[id_] = Place(len(self.lines), number)

    def _near(self) -> str:
        words = "".join(one[1] for one in self._line.spans) if self._line else ""
        return " ".join(words.split())[:60] or "the beginning of a line"


def text_of(node: Any) -> str:
    """All words below a part, one line a paragraph."""
    if node is None:
        return ""
    lines = []
    for paragraph in node.iter(f"{W}p"):
        said = [
            one.text or "" if one.tag == f"{W}t" else _SIGNS.get(one.tag.removeprefix(W), "")
            for one in paragraph.iter()
            if isinstance(one.tag, str)
        ]
        lines.append("".join(said))
    return "\n".join(lines).strip()
