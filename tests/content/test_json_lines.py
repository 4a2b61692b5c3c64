import json

from hypothesis import given
from hypothesis import strategies as st

from coprod_training.content.json_lines import lines_of


def test_each_part_knows_its_line():
    text = '{\n "a": [1,\n  {"b": "x\\"]"}\n ],\n "c\\u00e9": null}'

    assert lines_of(text) == {
        (): 1,
        ("a",): 2,
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "b"): 3,
        ("cé",): 5,
    }


def test_a_list_begins_on_the_line_of_its_bracket_and_its_parts_below():
    assert lines_of('[\n1,\n"\\ud83d\\ude42",\n[]\n]') == {(): 1, (0,): 2, (1,): 3, (2,): 4}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


def routes_in(data, route=()):
    yield route
    pairs = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data if isinstance(data, list) else ())
    )
    for name, value in pairs:
        yield from routes_in(value, (*route, name))


@given(ANYTHING, st.sampled_from([None, 0, 1]), st.booleans())
def test_every_part_of_any_json_is_found(data, indent, plain):
    text = json.dumps(data, indent=indent, ensure_ascii=plain)

    found = lines_of(text)

    assert set(found) == set(routes_in(data))
    assert max(found.values()) <= text.count("\n") + 1
