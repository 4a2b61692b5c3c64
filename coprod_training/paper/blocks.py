"""What stands on a printed page, as plain data: the one model that both writers write out."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Run:
    """Some words in one style. link: an address; "" for words that lead nowhere."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading. level: 1 for the title of the whole, then 2, 3 and so on."""

    level: int
    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph. sort: "label" marks what a thing is, "note" is about the page itself."""

    runs: Runs
    sort: Literal["plain", "label", "note", "quote"] = "plain"


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table. name: of the whole. heads: one a column. The first cell of a row is its heading."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True)
class Boxes:
    """Boxes to tick: (letter, words) each. short: a few words each, so several fit a line."""

    boxes: tuple[tuple[str, str], ...]
    short: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines to write on. label: what is written there, when the question does not say it."""

    count: int
    label: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture. kind: such as "image/png". alt: the words for who cannot see it."""

    content: bytes
    kind: str
    alt: str


@dataclass(frozen=True)
class Form:
    """What is filled in together. question: the name of the group, word for word."""

    question: str
    blocks: "tuple[Block, ...]"


Block = Heading | Words | Items | Table | Boxes | Lines | Picture | Form


@dataclass(frozen=True)
class Paper:
    """A whole page or document. size: of its smallest words, in points."""

    title: str
    size: int
    blocks: tuple[Block, ...]


def plain(text: str, sort: Literal["plain", "label", "note", "quote"] = "plain") -> Words:
    """A paragraph in one style."""
    return Words((Run(text=text),), sort)
