"""Finds the table in a file: which tool wrote it, where its headings are, which lines are answers.

Above the headings there may be banner rows; SmartSurvey's headings run over up to three lines, the
first with the questions and the next with their parts. Every line below is a row of answers,
whatever it holds, so that each one is accounted for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod_training.errors import CoprodError
from coprod_training.survey.imports.grid import Grid, Line, SourceFile, letter_of
from coprod_training.survey.imports.kinds import KINDS, Kind, Tool
from coprod_training.survey.imports.plain import match_key, shown

_LOOKED_AT = 40  # lines in which headings are looked for
_NUMBER = re.compile(r"^Q\d+(\.\d+)*\.?\s+", re.IGNORECASE)
_CODE = re.compile(r"^(?P<code>[A-Za-z]\w*(?:\[\w+\])*)(?:\.|:)\s+\S")
_ANSWER = "answer"
"""What SmartSurvey writes below a question that has one answer, when others run over columns."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading. question: from the first line. part: from the lines below, or ""."""

    index: int
    question: str
    part: str = ""

    @property
    def letter(self) -> str:
        """The column's letters in a spreadsheet."""
        return letter_of(self.index)

    @property
    def whole(self) -> str:
        """All of it, as the file has it."""
        return f"{self.question} / {self.part}" if self.part else self.question


@dataclass(frozen=True)
class Table:
    """The answers of one file, with what was found around them.

    width: cells that a full line has. blank: lines with nothing in them. repeated: lines that are
    headings once more, as in files that were put together, or by code below the words. sheet: its
    name in a workbook.
    """

    kind: Kind
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    width: int
    strict: bool
    banners: int
    blank: int
    repeated: int
    sheet: str

    def of_sort(self, names: Sequence[str]) -> Heading | None:
        """The tool's own column with one of these names; None when there is none."""
        return next((one for one in self.headings if names_of(one) & set(names)), None)


def names_of(heading: Heading) -> set[str]:
    """What a heading may be called: as it stands, and by its code, as in "id. Response ID"."""
    found = {match_key(heading.question)}
    if code := _CODE.match(shown(heading.question)):
        found.add(match_key(code["code"]))
    return found


def find_table(source: SourceFile, asked: Tool | None) -> Table:
    """The one table of answers in a file. asked: the tool, when the steward said which.

    Raises CoprodError when there is none, when there is more than one, and when more than one tool
    could have written it.
    """
    kinds = [KINDS[asked]] if asked else list(KINDS.values())
    found = [
        (grid, at, kind, points)
        for grid in source.grids
        for kind in kinds
        for at, points in _best_lines(grid, kind)
    ]
    if not found:
        raise _no_table(kinds)
    if len({grid.name for grid, *_ in found}) > 1:
        names = ", ".join(sorted({f'"{grid.name}"' for grid, *_ in found}))
        raise CoprodError(
            f"More than one sheet of this workbook holds answers: {names}.",
            fix="Save each as a file of its own, and bring them in one after the other.",
        )
    most = max(points for *_, points in found)
    best = [one for one in found if one[3] == most]
    if len(best) > 1:
        titles = " or ".join(kind.title for _, _, kind, _ in best)
        raise CoprodError(
            f"This file could be from {titles}.", fix="Say which, with --as and its name."
        )
    grid, at, kind, _ = best[0]
    return _table(grid, at, kind)


def _best_lines(grid: Grid, kind: Kind) -> list[tuple[int, int]]:
    """The first line with the most of a tool's own columns, and their count; or no line."""
    found: list[tuple[int, int]] = []
    for at, line in enumerate(grid.lines[:_LOOKED_AT]):
        names = [names_of(Heading(n, shown(cell))) for n, cell in enumerate(line.cells)]
        has = {name for each in names for name in each}
        if not (has & set(kind.ids) and has & {*kind.done, *kind.signs, *kind.started}):
            continue
        points = len(has & kind.names())
        if not found or points > found[0][1]:
            found = [(at, points)]
    return found


def _no_table(kinds: Sequence[Kind]) -> CoprodError:
    wanted = "; ".join(f'{kind.title} has "{kind.ids[0]}" and "{kind.done[0]}"' for kind in kinds)
    return CoprodError(
        "No line of this file has the headings of a survey tool's export.",
        fix=f"Export the answers again with these columns: {wanted}.",
    )


def _table(grid: Grid, at: int, kind: Kind) -> Table:
    top = grid.lines[at]
    width = len(top.cells)
    while width and not shown(top.cell(width - 1)):
        width -= 1
    below = list(_lines_of_headings(grid, at, kind))
    width = max([width, *(len(line.cells) for line in below)])
    headings = tuple(_headings(top, below, width))
    lines, blank, repeated = [], 0, 0
    id_at = next(one.index for one in headings if names_of(one) & set(kind.ids))
    for line in grid.lines[at + 1 + len(below) :]:
        if line.is_blank():
            blank += 1
        elif _is_headings(line, kind, id_at):
            repeated += 1
        else:
            lines.append(line)
    return Table(
        kind=kind,
        headings=headings,
        lines=tuple(lines),
        width=max(width, len(top.cells)),
        strict=grid.strict,
        banners=sum(not line.is_blank() for line in grid.lines[:at]),
        blank=blank,
        repeated=repeated,
        sheet=grid.name,
    )


def _is_headings(line: Line, kind: Kind, id_at: int) -> bool:
    """Whether a line is headings once more, in words or by code: no answer is called "id"."""
    if match_key(shown(line.cell(id_at))) not in kind.ids:
        return False
    names = {
        name for n, cell in enumerate(line.cells) for name in names_of(Heading(n, shown(cell)))
    }
    return bool(names & set(kind.done))


def _lines_of_headings(grid: Grid, at: int, kind: Kind) -> Iterator[Line]:
    """The lines below the first that name parts of its questions.

    Such a line has nothing below the tool's own columns, and below a question that is not spread
    over columns it has nothing but "Answer". A row of answers that lost its id is told from it so.
    """
    top = grid.lines[at]
    own = kind.names()
    for line in grid.lines[at + 1 : at + kind.rows_of_headings]:
        filled = [n for n, cell in enumerate(line.cells) if shown(cell)]
        for n in filled:
            above = shown(top.cell(n))
            spread = not shown(top.cell(n + 1)) and shown(line.cell(n + 1))
            if match_key(above) in own:
                return
            if above and not spread and match_key(shown(line.cell(n))) != _ANSWER:
                return
        yield line


def _headings(top: Line, below: Sequence[Line], width: int) -> Iterator[Heading]:
    question = ""
    for n in range(width):
        own = shown(top.cell(n))
        parts = [shown(line.cell(n)) for line in below]
        part = " ".join(_NUMBER.sub("", one) for one in parts if match_key(one) != _ANSWER).strip()
        # Below a question that is spread over columns, only the first has its words.
        question = own if own or not part else question
        yield Heading(n, _NUMBER.sub("", question), part)
