"""What one column of a file turned out to be, and what a steward has to settle first."""

from dataclasses import dataclass
from typing import Literal

from coprod_training.content.instrument import Instrument
from coprod_training.survey.imports.import_map import ImportMap
from coprod_training.survey.imports.sheet import Heading, Table

Role = Literal[
    "id", "started", "done", "answer", "part", "own_words", "flag", "service", "receipt",
    "left_out", "unknown",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """What a column is. answer: the whole of an item; part: one answer of it, ticked or not.

    own_words: what somebody wrote, to an open question or beside "Other". item: its id, or the
    flag's. value: of the one answer.
    """

    role: Role
    item: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the file and what it is."""

    heading: Heading
    target: Target


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that keeps a file out until a steward settles it. Never guessed."""

    what: str
    fix: str

    def __str__(self) -> str:
        """What it is, and on a line of its own what to do."""
        return f"{self.what}\n    {self.fix}"


@dataclass(frozen=True)
class Layout:
    """How one version of the instrument fits a file. notes: what was understood, and how.

    coded: questions are given by code only, so that their words could not be compared.
    """

    table: Table
    instrument: Instrument
    said: ImportMap
    places: tuple[Place, ...]
    issues: tuple[Issue, ...]
    notes: tuple[str, ...]
    coded: bool

    def of_role(self, role: Role) -> tuple[Place, ...]:
        """The columns of one role, from left to right."""
        return tuple(place for place in self.places if place.target.role == role)

    def items(self) -> frozenset[str]:
        """The items that have a column."""
        roles = ("answer", "part")
        return frozenset(one.target.item for one in self.places if one.target.role in roles)

    def items_with_words(self) -> frozenset[str]:
        """The items whose own words a column holds: beside the answer, or in its place."""
        in_the_answer = {one.target.item for one in self.of_role("answer")}
        in_the_answer &= set(self.said.other_as_text)
        return frozenset({one.target.item for one in self.of_role("own_words")} | in_the_answer)
