"""The resource finder: what is saved outlives the list, and the self-check says where to begin."""

from dataclasses import replace

import pytest

from coprod_training.activities.rating_grid import Choice, Part, RatingGrid, Row
from coprod_training.activities.resource_finder import ResourceFinder


@pytest.fixture
def finder():
    return ResourceFinder.example().activity


@pytest.fixture
def self_check():
    """Three areas with two items each, on a scale with one answer that is no step."""
    scale = tuple(Choice(value=v, text=v, set_apart=v == "9") for v in ("0", "2", "5", "9"))

    def part(name):
        rows = tuple(Row(id=f"{name}{n}", text=name, choices=scale, scale=True) for n in (1, 2, 3))
        return Part(id=name.lower(), title=name, rows=rows)

    parts = tuple(map(part, ("DES", "PRO", "DEL")))
    return replace(RatingGrid.example().activity, parts=parts)


def test_saved_resources_are_said_with_their_owner_and_the_date(finder):
    assert finder.text_of({"saved": ["a-guide"], "date": "2027-01-11"}) == (
        "A guide to forms (An organisation)\nLook again on Monday 11 January 2027."
    )


def test_a_resource_that_left_the_list_is_still_an_answer(finder):
    shorter = replace(finder, resources=finder.resources[:1])
    response = {"saved": ["a-group", "a-guide"], "date": "2027-01-11"}

    assert shorter.complete(response)
    assert shorter.fingerprint() == finder.fingerprint()
    assert "A guide (no longer in the list)" in shorter.text_of(response)


def test_other_filters_leave_the_question_as_it_was_and_another_number_does_not(finder):
    assert replace(finder, area="design", note="New").fingerprint() == finder.fingerprint()
    assert replace(finder, save=3).fingerprint() != finder.fingerprint()


def test_what_is_open_is_named(finder):
    assert finder.feedback({"saved": ["a-guide"], "date": ""}).text == (
        "Still open: 1 more to save; a date."
    )
    assert not finder.complete({"saved": ["a-guide"], "date": "2027-01-11"})
    assert replace(finder, check_back=False).complete({"saved": ["a-guide", "a-group"]})


def test_more_than_may_be_saved_is_refused_in_words(finder):
    assert finder.problem_with({"saved": ["a", "b", "c"]}) == (
        "Save 2 at most. Take one out first."
    )


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"resources": ()}, "There are no resources to find."),
        ({"save": 0}, "Nothing could be saved."),
        ({"area": "desing"}, 'The list has no area "desing".'),
        ({"need": "strat"}, 'The list has no need "strat".'),
    ],
)
def test_a_writers_mistake_is_found(finder, changed, what):
    assert [problem for _, problem, _ in replace(finder, **changed).problems()] == [what]


def test_the_lowest_areas_are_those_with_the_lowest_middle_step(self_check):
    answers = {"DES1": "0", "DES2": "5", "DES3": "5", "PRO1": "2", "PRO2": "2", "DEL1": "2"}

    assert self_check.lowest_parts(answers) == ("pro", "del")


def test_what_is_no_step_does_not_count_and_areas_that_are_alike_are_no_gaps(self_check):
    assert self_check.lowest_parts({"DES1": "9", "PRO1": "5", "DEL1": "0"}) == ("del",)
    assert self_check.lowest_parts({"DES1": "9"}) == ()
    assert self_check.lowest_parts({"DES1": "2", "PRO1": "2"}) == ()
    assert self_check.lowest_parts({"PRO1": "0"}) == ()
