"""Turns the plain data of a YAML file into frozen dataclasses, naming every mistake by its line."""

import difflib
import math
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar

import cattrs
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from coprod_training.activities import Activity, kind_named, kinds
from coprod_training.content.facilitator_notes import FacilitatorNotes
from coprod_training.errors import ContentProblems, Problem
from coprod_training.yamlfile import Route, YamlFile

T = TypeVar("T")


def structure(file: YamlFile, data: object, wanted: type[T], route: Route = ()) -> T:
    """Build `wanted` from the part of the file at `route`.

    Raises ContentProblems with one problem for each mistake: a key that is missing, one that
    is not known (with the nearest name that is), and a value of the wrong type.
    """
    if not isinstance(data, dict):
        raise ContentProblems(
            [
                file.problem(
                    route,
                    what="This should have keys and values.",
                    fix="See the comments in the file that `coprod new` makes.",
                )
            ]
        )
    try:
        return _converter().structure(data, wanted)
    except (ClassValidationError, IterableValidationError) as error:
        raise ContentProblems(_problems(file, error, route)) from error


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly(plain))
    converter.register_structure_hook(float, _finite)
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook_func(lambda kind: kind is Activity, _structure_activity)
    converter.register_structure_hook(FacilitatorNotes | str, _structure_notes)
    return converter


def _exactly(*plain: type) -> Callable[[Any, Any], Any]:
    """No silent conversion: `yes` in YAML is a yes/no value and not the word yes."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) not in plain:
            raise TypeError(f"{_WORDS[plain[0]]} belongs here, and this is {_said(value)}")
        return value

    return hook


def _finite(value: Any, _: Any) -> float:
    """YAML can also say .nan and .inf, which nobody can count with."""
    number = float(_exactly(int, float)(value, _))
    if not math.isfinite(number):
        raise TypeError("a number belongs here, and this is none that can be counted with")
    return number


def _day(value: Any, _: Any) -> date:
    """A day as YAML reads it, or as text."""
    try:
        return value if type(value) is date else date.fromisoformat(value)
    except (TypeError, ValueError):
        what = f'a day such as "2027-01-11" belongs here, and this is {_said(value)}'
        raise TypeError(what) from None


_WORDS = {str: "text", int: "a number", bool: "true or false"}


def _said(value: object) -> str:
    if value is None:
        return "empty"
    return {
        str: "text",
        int: "a number",
        float: "a number",
        bool: "true or false",
        list: "a list",
        dict: "keys and values",
    }.get(type(value), "something else")


def _structure_activity(data: Any, _: Any) -> Activity:
    if not isinstance(data, dict):
        raise TypeError("an activity is keys and values")
    rest = dict(data)
    kind = rest.pop("kind", None)
    try:
        wanted = kind_named(kind)
    except KeyError:
        raise UnknownKind(str(kind)) from None
    return _converter().structure(rest, wanted)


def _structure_notes(data: Any, _: Any) -> FacilitatorNotes | str:
    return data if isinstance(data, str) else _converter().structure(data, FacilitatorNotes)


class UnknownKind(ValueError):
    """Raised when the `kind` of an activity is not a file in `activities/`."""


def _problems(file: YamlFile, error: BaseException, route: Route) -> list[Problem]:
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        found: list[Problem] = []
        for inner in error.exceptions:
            found += _problems(file, inner, route + _step(inner))
        return found
    what, fix = _explain(error)
    return [file.problem(route, what, fix)]


def _step(error: BaseException) -> Route:
    """Where cattrs says the error lies: the last of its notes, one level down."""
    for note in getattr(error, "__notes__", []):
        name, index = getattr(note, "name", None), getattr(note, "index", None)
        if name is not None:
            return (name,)
        if index is not None:
            return (index,)
    return ()


def _explain(error: BaseException) -> tuple[str, str]:
    if isinstance(error, ForbiddenExtraKeysError):
        known = [f.name for f in getattr(error.cl, "__dataclass_fields__", {}).values()]
        names = sorted(error.extra_fields)
        near = difflib.get_close_matches(names[0], known, 1)
        hint = f"Did you mean {near[0]}?" if near else f"The keys here are: {', '.join(known)}."
        return f"{_list(names)} is not a key that belongs here.", hint
    if isinstance(error, KeyError):
        return f'The key "{error.args[0]}" is missing.', "Add it."
    if isinstance(error, UnknownKind):
        near = difflib.get_close_matches(str(error), kinds(), 1)
        hint = f"Did you mean {near[0]}?" if near else f"The kinds are: {', '.join(kinds())}."
        return f'There is no kind of activity called "{error}".', hint
    if isinstance(error, TypeError):
        return (
            f"{str(error)[:1].upper()}{error.args[0][1:]}.",
            "Change the value, or put quotes round it.",
        )
    text = re.sub(r"\s+", " ", str(error))
    return f"This value does not fit: {text}.", "Change the value."


def _list(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
