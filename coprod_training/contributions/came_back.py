"""What stands in a file that came back, whatever sort of file it was. Plain data.

Nobody's name is in it. A word processor writes one beside each comment and change: only a number is
kept of it, to tell two people in one file apart.
"""

from dataclasses import dataclass, field

from coprod_training.contributions.passages import Pack


@dataclass(frozen=True, kw_only=True)
class Span:
    """Some words of a line. number: of the passage whose bookmark stands round them, or None.

    text: as it reads now. before: as it read before tracked changes.
    """

    number: int | None
    text: str
    before: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A paragraph, or a row of a table with its cells parted by " | ".

    people: who changed it, where that was tracked. joined: its end was taken out, so that the next
    line goes on from it. taken_back: words that were written and taken out again. things: what was
    put in that is no words, with words that it is near.
    """

    spans: tuple[Span, ...]
    is_row: bool = False
    people: frozenset[int] = frozenset()
    joined: bool = False
    taken_back: tuple[str, ...] = ()
    things: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What it says now."""
        return "".join(one.text for one in self.spans)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment. about: the words it is on. line: from 0, or None when it hangs on nothing.

    number: of the passage whose bookmark stands round the first of these words, or None.
    """

    words: str
    about: str = ""
    line: int | None = None
    number: int | None = None
    person: int = 0
    day: str = ""


@dataclass(frozen=True, kw_only=True)
class CameBack:
    """The whole file. pack: as it was sent, where the file still carries it; "" and None if not.

    besides: what it holds that has no place in any line, in words.
    """

    pack_id: str
    pack: Pack | None
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]
    people: int = 0
    besides: tuple[str, ...] = field(default=())
