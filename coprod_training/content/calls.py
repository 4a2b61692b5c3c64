"""What a code part of a lesson may hold: the import, or one call that shows something."""

import ast
import re
from dataclasses import dataclass

SHOWN = ("activity", "slot", "variant")
IMPORT = f"from coprod_training import {', '.join(SHOWN)}"

_SHOWN = re.compile(rf'({"|".join(SHOWN)})\("[^"\\\n]+"(, level=[1-6])?\)')


@dataclass(frozen=True)
class Call:
    """`activity("ladder-sort")`: function is "activity", name is "ladder-sort".

    level: the heading level of its title; None for a variant, which has no title.
    source_line: counted from 0.
    """

    function: str
    name: str
    level: int | None
    source_line: int


class NotAllowed(ValueError):
    """Raised when a code part holds anything else; source_line says where, from 0."""

    def __init__(self, source_line: int) -> None:
        """Remember the line."""
        super().__init__("something other than the allowed calls")
        self.source_line = source_line


def calls_in(source: str) -> tuple[Call, ...]:
    """The calls of one code part, in order. Raises NotAllowed."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise NotAllowed((error.lineno or 1) - 1) from error
    except ValueError as error:  # a null byte, before Python 3.11.4
        raise NotAllowed(0) from error
    return tuple(_call(statement) for statement in tree.body if not _is_the_import(statement))


def sound_calls(source: str) -> tuple[Call, ...]:
    """The calls of one code part; none of a part that another rule finds fault with."""
    try:
        return calls_in(source)
    except NotAllowed:
        return ()


def names_in(source: str) -> list[str]:
    """What a code part shows, as `sound_calls` has it."""
    return [call.name for call in sound_calls(source)]


def shows_something(source: str) -> bool:
    """Whether the course shows anything for this part: one call alone, written in one way.

    The course reads the call and does not run it: src/calls.ts has the same rule. What signs an id
    has is a rule of its own (check/names.py).
    """
    return _SHOWN.fullmatch(source.strip()) is not None


def _is_the_import(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.ImportFrom)
        and statement.module == "coprod_training"
        and statement.level == 0
        and all(one.name in SHOWN and one.asname is None for one in statement.names)
    )


def _call(statement: ast.stmt) -> Call:
    line = statement.lineno - 1
    match statement:
        case ast.Expr(
            value=ast.Call(
                func=ast.Name(id=function), args=[ast.Constant(value=str(name))], keywords=keywords
            )
        ) if function in SHOWN:
            return Call(function, name, _level(function, keywords, line), line)
    raise NotAllowed(line)


def _level(function: str, keywords: list[ast.keyword], line: int) -> int | None:
    match keywords:
        case []:
            return None if function == "variant" else 3
        case [ast.keyword(arg="level", value=ast.Constant(value=int(level)))]:
            if function != "variant":
                return level
    raise NotAllowed(line)
