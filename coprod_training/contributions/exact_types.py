"""Takes a value only in its own type: no word for a number, and no number for a yes or a no."""

from typing import Any

import cattrs


def exactly(converter: cattrs.Converter) -> cattrs.Converter:
    """The same converter, which turns no value into another: the word "false" is no answer."""
    for plain in (str, int, bool):
        converter.register_structure_hook(plain, _exactly)
    return converter


def _exactly(value: Any, wanted: type) -> Any:
    if type(value) is not wanted:
        raise TypeError
    return value
