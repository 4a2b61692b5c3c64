import pytest

from coprod_training.content.calls import IMPORT, Call, NotAllowed, calls_in


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
