"""What is typed in from a sheet becomes the response that the screen would have kept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_training.activities import kind_named, kinds
from coprod_training.paper.fields import fields_of
from coprod_training.paper.typed_in import can_be_typed_in, response_of

TYPED_IN = [kind for kind in kinds() if can_be_typed_in(kind_named(kind).example().activity)]
FILLED = {"words": "Some words", "number": "2.5", "date": "11 1 2027"}


def example(kind):
    return kind_named(kind).example().activity


def filled(activity, at=0):
    """The whole sheet filled in; of boxes, the one at this place."""
    typed = {}
    for field in fields_of(activity):
        if field.form == "path":
            typed[field.name] = [field.boxes[0].code]
        elif field.boxes:
            typed[field.name] = [field.boxes[at].id]
        else:
            typed[field.name] = ["3" if field.name == "people" else FILLED[field.form]]
    return typed


@pytest.mark.parametrize("kind", TYPED_IN)
@pytest.mark.parametrize("at", [0, -1])
def test_a_sheet_that_is_filled_in_gives_a_response_that_fits(kind, at):
    activity = example(kind)

    response, problem = response_of(activity, filled(activity, at))

    assert problem == ""
    assert activity.problem_with(response) is None
    assert activity.complete(response) or kind in ("scenario", "resource_finder")


def test_two_resources_and_a_date_on_a_sheet_are_a_whole_answer():
    activity = replace(example("resource_finder"), check_back=True)
    boxes = fields_of(activity)[0].boxes
    chosen = [box.id for box in boxes[: activity.save]]

    response, problem = response_of(activity, {"saved": chosen, "date": ["11 1 2027"]})
    too_many = response_of(replace(activity, save=1), {"saved": chosen})

    assert (response, problem) == ({"saved": chosen, "date": "2027-01-11"}, "")
    assert activity.complete(response)
    assert too_many[1] == "Save 1 at most. Take one out first."


@pytest.mark.parametrize("kind", TYPED_IN)
def test_an_empty_sheet_is_no_answer(kind):
    activity = example(kind)

    assert response_of(activity, {}) == (None, "")
    assert response_of(activity, {name: ["  "] for name in filled(activity)})[0] is None


@pytest.mark.parametrize("kind", TYPED_IN)
def test_a_box_that_no_sheet_has_is_refused_and_not_quoted(kind):
    activity = example(kind)
    for field in fields_of(activity):
        if field.boxes:
            response, problem = response_of(activity, {field.name: ["planted-box"]})

            assert response is None
            assert problem
            assert "planted" not in problem


@given(typed=st.dictionaries(st.text(max_size=9), st.lists(st.text(max_size=40), max_size=3)))
@pytest.mark.parametrize("kind", TYPED_IN)
def test_nothing_that_can_be_typed_stops_the_page(kind, typed):
    activity = example(kind)
    names = [field.name for field in fields_of(activity)]
    typed |= dict(zip(names, typed.values(), strict=False))

    response, problem = response_of(activity, typed)

    assert problem or response is None or activity.problem_with(response) is None


@pytest.mark.parametrize("words", ["1b 2b", "1B, 2B", "1B→2B", "1b2b"])
def test_a_way_through_a_story_is_read_however_it_is_written(words):
    activity = example("scenario")

    assert response_of(activity, {"": [words]}) == (["talk", "agree"], "")
    assert "planted" not in response_of(activity, {"": ["planted"]})[1]


def test_a_story_walked_to_its_end_is_the_same_as_on_the_screen():
    activity = example("scenario")
    wanted = kind_named("scenario").example().right
    node, codes = activity.start, []
    order = [activity.start, *(one.id for one in activity.nodes if one.id != activity.start)]
    nodes = {one.id: one for one in activity.nodes}
    for turn in wanted:
        at = [one.id for one in nodes[node].choices].index(turn)
        codes.append(f"{order.index(node) + 1}{'ABCDEFG'[at]}")
        node = nodes[node].choices[at].goto

    assert response_of(activity, {"": [" ".join(codes)]}) == (wanted, "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("11 1 2027", "2027-01-11"), ("11/01/2027", "2027-01-11"), ("1-2-2028", "2028-02-01")],
)
def test_a_date_is_day_month_year(typed, kept):
    activity = example("action_plan")

    response, problem = response_of(activity, {"situation": ["A form"], "date": [typed]})

    assert (response["date"], problem) == (kept, "")


@pytest.mark.parametrize("typed", ["31 2 2027", "1/1", "tomorrow", "2027-01-11", "0 0 0000"])
def test_what_is_no_date_is_refused(typed):
    response, problem = response_of(example("action_plan"), {"date": [typed]})

    assert (response, problem) == (None, "Type a real date, such as 11 1 2027.")


@pytest.mark.parametrize(
    "typed", ["-1", "1e9", "NaN", "٣", "two", "1.2.3", "9" * 30, "1,5", "1,50", ",5", "15,00"]
)
def test_what_is_no_number_is_refused(typed):
    response, problem = response_of(example("payment_plan"), {"rate": [typed]})

    assert (response, problem) == (None, "Type a number, such as 2 or 2.5.")


@pytest.mark.parametrize("kind", ["consent", "rating_grid", "story_plan"])
def test_what_is_a_persons_own_is_never_typed_in_for_them(kind):
    activity = example(kind)

    assert not can_be_typed_in(activity)
    assert response_of(activity, filled(activity)) == (None, "")


@pytest.mark.parametrize(("typed", "kept"), [("1,500", 1500), ("£12,345.50", 12345.5)])
def test_a_comma_parts_thousands_and_nothing_else(typed, kept):
    response, _ = response_of(example("payment_plan"), {"rate": [typed]})

    assert response["rate"] == kept


def test_line_breaks_of_a_browser_are_those_of_the_screen():
    assert response_of(example("free_text"), {"": ["One\r\ntwo"]}) == ("One\ntwo", "")
