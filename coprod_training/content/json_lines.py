"""The line of each part of a JSON text, so that a mistake in a notebook can be pointed at."""

from bisect import bisect_right
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # typeshed leaves it out
from re import compile as pattern

from coprod_training.yamlfile import Route

_SPACE = pattern(r"[ \t\n\r]*")
_NEWLINE = pattern("\n")
_LEAF = JSONDecoder()


def lines_of(text: str) -> dict[Route, int]:
    """The line (from 1) on which each part begins. text: JSON that `json.loads` accepts."""
    newlines = [found.start() for found in _NEWLINE.finditer(text)]
    starts: dict[Route, int] = {}
    _walk(text, 0, (), starts)
    return {route: bisect_right(newlines, start) + 1 for route, start in starts.items()}


def _walk(text: str, at: int, route: Route, starts: dict[Route, int]) -> int:
    """Note where the part at `at` and those inside it begin; returns where it ends."""
    at = _past_space(text, at)
    starts.setdefault(route, at)
    if text[at] == "{":
        return _walk_parts(text, at, route, starts, "}")
    if text[at] == "[":
        return _walk_parts(text, at, route, starts, "]")
    return _LEAF.raw_decode(text, at)[1]


def _walk_parts(text: str, at: int, route: Route, starts: dict[Route, int], close: str) -> int:
    number = 0
    at = _past_space(text, at + 1)
    while text[at] != close:
        name: str | int = number
        if close == "}":
            start = at
            name, at = scanstring(text, at + 1)
            starts[(*route, name)] = start
            at = _past_space(text, at) + 1  # past the colon
        at = _past_space(text, _walk(text, at, (*route, name), starts))
        if text[at] == ",":
            at = _past_space(text, at + 1)
        number += 1
    return at + 1


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
