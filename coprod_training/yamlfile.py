"""YAML files that remember their line numbers, so that a mistake can be pointed at."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from coprod_training.errors import ContentProblems, Problem

Route = tuple[str | int, ...]
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlFile:
    """The plain data of one file, and the line (from 1) on which each part of it begins."""

    path: Path
    data: Any
    lines: dict[Route, int] = field(repr=False)

    def line_of(self, route: Route) -> int:
        """The line of the part at `route`, or of the nearest part around it."""
        while route and route not in self.lines:
            route = route[:-1]
        return self.lines.get(route, 1)


def read_yaml(path: Path) -> YamlFile:
    """Read one file.

    Raises ContentProblems when it is missing, is not YAML, or gives the same key twice
    (YAML would quietly keep the last).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(path=path, what="This file cannot be read.", fix=_why(error))
        raise ContentProblems([problem]) from error
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Route, int] = {}
        twice = _note_lines(node, (), lines) if node is not None else []
        if twice:
            raise ContentProblems(
                [
                    Problem(
                        path=path,
                        line=line,
                        what=f'The key "{key}" is given twice.',
                        fix="Keep one of them.",
                    )
                    for key, line in twice
                ]
            )
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        problem = Problem(
            path=path,
            line=mark.line + 1 if mark else 0,
            what=f"This is not YAML: {error.problem}.",
            fix="Look at the indent, the colon and the quotes near this line.",
        )
        raise ContentProblems([problem]) from error
    finally:
        loader.dispose()
    return YamlFile(path, data, lines)


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "It is not there. Check its name."
    if isinstance(error, UnicodeDecodeError):
        return "It is not saved as UTF-8. Save it again as UTF-8."
    return "Check that you may read it."


def _note_lines(node: yaml.Node, route: Route, lines: dict[Route, int]) -> list[tuple[str, int]]:
    lines.setdefault(route, node.start_mark.line + 1)
    twice = []
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                twice.append((name, key.start_mark.line + 1))
            seen.add(name)
            lines[(*route, name)] = key.start_mark.line + 1
            twice += _note_lines(value, (*route, name), lines)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            twice += _note_lines(value, (*route, number), lines)
    return twice
