import json
from pathlib import Path

import pytest

from coprod_training.content.calls import (
    IMPORT,
    Call,
    NotAllowed,
    calls_in,
    shows_something,
)

ROOT = Path(__file__).parents[2]
# The front end is held to the same cases, by src/calls.test.ts.
CASES = json.loads(
    (ROOT / "coprod_training/lab/frontend/testing/calls.json").read_text(encoding="utf-8")
)


def test_the_import_shows_nothing():
    assert calls_in(IMPORT) == ()


def test_a_call_is_read_with_its_level_and_line():
    source = f'{IMPORT}\n\nactivity("ladder-sort", level=4)'

    assert calls_in(source) == (Call("activity", "ladder-sort", 4, 2),)


def test_a_title_has_level_three_and_a_passage_has_no_title():
    assert calls_in('slot("m1-s1")')[0].level == 3
    assert calls_in('variant("places")')[0].level is None


@pytest.mark.parametrize(
    "source",
    [
        'variant("a", level=2)',
        'activity("a", level="2")',
        'activity("a", other=1)',
        "activity(1)",
        'activity("a", "b")',
        "activity",
        '"a"',
        "import coprod_training",
        "from . import activity",
    ],
)
def test_anything_else_is_not_allowed(source):
    with pytest.raises(NotAllowed):
        calls_in(source)


def test_the_line_of_what_is_not_allowed_is_known():
    with pytest.raises(NotAllowed) as caught:
        calls_in('activity("a")\n\nprint()')

    assert caught.value.source_line == 2


@pytest.mark.parametrize(("source", "function", "name", "level"), CASES["shown"])
def test_one_call_alone_is_shown(source, function, name, level):
    (call,) = calls_in(source)

    assert shows_something(source)
    assert (call.function, call.name, call.level or 3) == (function, name, level)


@pytest.mark.parametrize("source", CASES["not"])
def test_nothing_is_shown_for_anything_else(source):
    assert not shows_something(source)


def test_a_null_byte_is_no_call_on_any_python():
    """`ast.parse` of Python 3.11.2 raises another error for it than later ones."""
    with pytest.raises(NotAllowed):
        calls_in("\0")
