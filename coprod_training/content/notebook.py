"""A lesson or exercise as it lies on the disk, with the line of each of its parts.

Nothing here needs Jupyter: a notebook is JSON.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coprod_training.content.json_lines import lines_of
from coprod_training.errors import ContentProblems, Problem
from coprod_training.yamlfile import YamlFile


@dataclass(frozen=True)
class Cell:
    """One part of a notebook. kind: "markdown", "code" or "raw". number: from 0.

    lines: for each line of the source, its line in the file.
    """

    number: int
    kind: str
    source: str
    id: str
    line: int
    lines: tuple[int, ...]
    metadata: dict[str, Any] = field(default_factory=dict)
    has_output: bool = False

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags a writer gave it, such as "no-claim"."""
        tags = self.metadata.get("tags", ())
        return tuple(map(str, tags)) if isinstance(tags, list) else ()

    @property
    def said(self) -> str:
        """How a message names it."""
        return f'part "{self.id}"' if self.id else f"part {self.number + 1}"

    def line_of(self, source_line: int) -> int:
        """The line in the file of one line (from 0) of the source."""
        return self.lines[source_line] if source_line < len(self.lines) else self.line


@dataclass(frozen=True)
class Notebook:
    """A whole notebook. data: the JSON as it was read."""

    path: Path
    cells: tuple[Cell, ...]
    data: dict[str, Any] = field(repr=False)

    def markdown(self) -> Iterator[Cell]:
        """The text parts, in order."""
        return (cell for cell in self.cells if cell.kind == "markdown")

    def code(self) -> Iterator[Cell]:
        """The parts that show something, in order."""
        return (cell for cell in self.cells if cell.kind == "code")


def read_notebook(path: Path) -> Notebook:
    """Read one notebook. Raises ContentProblems when it cannot be read as one."""
    try:
        text = path.read_text(encoding="utf-8")
        data = json.loads(text)
        cells = data["cells"]
        if not all(_is_cell(cell) for cell in cells):
            raise TypeError
        file = YamlFile(path, data, lines_of(text))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ContentProblems([not_a_notebook(path)]) from error
    return Notebook(path, tuple(_cell(file, n, cell) for n, cell in enumerate(cells)), data)


def not_a_notebook(path: Path) -> Problem:
    """The mistake of a file that has the name of a notebook and is none."""
    return Problem(
        path=path,
        what="This file cannot be read as a notebook.",
        fix="Open it in JupyterLab to see why, or take the last good copy from git.",
    )


def _is_cell(cell: object) -> bool:
    """Whether it has the shape that every other reader here relies on."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("markdown", "code", "raw"):
        return False
    source, metadata = cell.get("source", ""), cell.get("metadata", {})
    parts = source if isinstance(source, list) else [source]
    return all(isinstance(part, str) for part in parts) and isinstance(metadata, dict)


def _cell(file: YamlFile, number: int, cell: dict[str, Any]) -> Cell:
    parts = cell.get("source", "")
    here = ("cells", number)
    if isinstance(parts, list):
        source = "".join(parts)
        lines = tuple(file.line_of((*here, "source", n)) for n in range(len(parts)))
    else:
        source, one = str(parts), file.line_of((*here, "source"))
        lines = (one,) * len(source.splitlines())
    return Cell(
        number=number,
        kind=str(cell.get("cell_type", "")),
        source=source,
        id=str(cell.get("id", "")),
        line=lines[0] if lines else file.line_of(here),
        lines=lines,
        metadata=cell.get("metadata", {}),
        has_output=bool(cell.get("outputs")) or cell.get("execution_count") is not None,
    )
