"""What every reader of a file hands on: sheets of numbered lines, and nothing of their format."""

from dataclasses import dataclass
from string import ascii_uppercase

from coprod_training.survey.imports.plain import Cell, shown

MOST_COLUMNS, MOST_LINES = 1_000, 200_000
"""More than any export of a survey has. Our own choice: more is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file. number: as a spreadsheet shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """One cell; what is missing at the end of a line is empty."""
        return self.cells[index] if index < len(self.cells) else None

    def is_blank(self) -> bool:
        """Whether there is nothing to read in the whole line."""
        return not any(map(shown, self.cells))


@dataclass(frozen=True)
class Grid:
    """One sheet. name: as the workbook has it; "" for a text file.

    strict: whether a line with too few cells is damaged. A workbook leaves out what is empty at
    the end of a row; a text file does not.
    """

    name: str
    lines: tuple[Line, ...]
    strict: bool


@dataclass(frozen=True)
class SourceFile:
    """A file that was read. sha256: of its bytes. notes: what the reader had to work out."""

    sha256: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...]


def letter_of(index: int) -> str:
    """The letters that a spreadsheet shows over a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters
