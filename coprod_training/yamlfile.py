"""YAML files that remember their line numbers, so that a mistake can be pointed at.

JSON is YAML too: what `coprod publish` wrote as JSON is read in a fraction of the time, without
line numbers, which nobody needs of a file that nobody wrote.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.reader import Reader

from coprod_training.errors import ContentProblems, Problem
from coprod_training.jsonl import each_key_once

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

    def problem(self, route: Route, what: str, fix: str = "", part: str = "") -> Problem:
        """A mistake in the part at `route`. part: what it is a part of, in words."""
        return Problem(path=self.path, line=self.line_of(route), part=part, what=what, fix=fix)


def read_yaml(path: Path) -> YamlFile:
    """Read one file.

    Raises ContentProblems when it is missing, is not YAML, gives the same key twice (YAML would
    quietly keep the last), holds itself, or has a value that is none, such as 2026-13-45.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(path=path, what="This file cannot be read.", fix=_why(error))
        raise ContentProblems([problem]) from error
    hidden = Reader.NON_PRINTABLE.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + 1
        raise _one(path, line, "This line has an invisible character.", "Type this line again.")
    if text.startswith("{"):
        # What is not JSON may still be YAML, whose own reading says which key is there twice.
        with suppress(ValueError, RecursionError):
            return YamlFile(path, json.loads(text, object_pairs_hook=each_key_once), {})
    return YamlFile(path, *_parts(path, text))


def _parts(path: Path, text: str) -> tuple[Any, dict[Route, int]]:
    """The plain data of a text of YAML, and the line of each part. path: named in a problem."""
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
        what = f"This is not YAML: {error.problem}."
        fix = "Look at the indent, the colon and the quotes near this line."
        raise _one(path, mark.line + 1 if mark else 1, what, fix) from error
    except RecursionError as error:
        what = "Something in this file contains itself, or is too deep inside other things."
        raise _one(path, 1, what, "Write it out without & and *, with fewer levels.") from error
    except _NO_VALUE as error:
        line, said = _unreadable(node)
        what = f'"{said}" cannot be read as a date, a number or another value.'
        raise _one(path, line, what, "Correct it, or put quotes round it.") from error
    finally:
        loader.dispose()
    return data, lines


# What PyYAML lets through for a value that looks like a date or number, and is none.
_NO_VALUE = (ValueError, OverflowError, ArithmeticError, AttributeError, LookupError, TypeError)


def _one(path: Path, line: int, what: str, fix: str) -> ContentProblems:
    return ContentProblems([Problem(path=path, line=line, what=what, fix=fix)])


def _unreadable(node: yaml.Node | None) -> tuple[int, str]:
    """The line and words of the first plain value that YAML cannot make anything of."""
    if isinstance(node, yaml.ScalarNode):
        try:
            SafeConstructor().construct_object(node)
        except (yaml.YAMLError, *_NO_VALUE):
            return node.start_mark.line + 1, str(node.value)[:40]
        return 0, ""
    if not isinstance(node, yaml.CollectionNode):
        return 0, ""
    pairs = isinstance(node, yaml.MappingNode)
    inside = [one for pair in node.value for one in pair] if pairs else node.value
    return next((found for found in map(_unreadable, inside) if found[0]), (0, ""))


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "It is not there. Check its name."
    if isinstance(error, UnicodeDecodeError):
        return "It is not saved as UTF-8. Save it again as UTF-8."
    return "Check that you may read it."


def _note_lines(node: yaml.Node, route: Route, lines: dict[Route, int]) -> list[tuple[str, int]]:
    """Note the line of each part; returns the keys given twice. RecursionError: it holds itself."""
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
