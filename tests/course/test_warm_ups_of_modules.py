"""From module 2 on, each page begins with three questions that bring earlier modules back."""

import pytest
from parts import parts_of_lesson

from coprod_training.activities.warm_up import WarmUp
from coprod_training.answers import Answer, Outcome, outcome_of
from coprod_training.progress.completion import progress_of

FIRST = "what-co-production-is"
WARM_UP, OUTCOMES = "## Warm-up", "## What you will be able to do"
# Source: issue 5: one from the module before, one from two back. The third gives way to one that
# was missed; where nothing was, it is one that curriculum.md names, "Warm-ups and team tasks".
BRINGS_BACK = {
    2: (1, 1, 1),
    3: (2, 1, 2),
    4: (3, 2, 3),
    5: (4, 3, 1),
    6: (5, 4, 3),
    7: (6, 5, 3),
    8: (7, 6, 5),
    9: (8, 7, 4),
}


def warm_ups_of(module):
    return [one for one in module.activities if isinstance(one, WarmUp)]


@pytest.fixture
def numbered(course):
    """The modules by their number in the curriculum."""
    first = [module.id for module in course.modules].index(FIRST)
    return dict(enumerate(course.modules[first:], 1))


@pytest.fixture
def warm_ups(numbered):
    """By the number of their module."""
    return {number: one for number, module in numbered.items() for one in warm_ups_of(module)}


def test_every_module_after_the_first_has_one(numbered, warm_ups):
    assert warm_ups_of(numbered[1]) == []
    without = [numbered[n].id for n in sorted(numbered) if n > 1 and n not in warm_ups]
    assert without == [], "a warm_up"


@pytest.fixture
def asked(numbered, warm_ups):
    """The numbers of the modules that each warm-up brings back, in order."""
    numbers = {module.id: number for number, module in numbered.items()}
    return {
        number: tuple(numbers[one.brings_back] for one in warm_up.questions)
        for number, warm_up in warm_ups.items()
    }


def test_one_question_is_on_the_module_before_one_on_two_back_and_the_third_may_change(asked):
    for number, found in asked.items():
        if 2 < number < max(asked):  # the last brings back one idea from each
            assert found[:2] == (number - 1, number - 2), number
    for number, wanted in BRINGS_BACK.items():
        assert asked[number] == wanted, number


def test_the_capstone_brings_back_one_idea_from_each_module(asked, numbered):
    capstone = max(numbered)

    assert sorted(asked[capstone]) == list(range(1, capstone))


def test_the_page_begins_with_it_and_says_first_that_it_can_be_skipped(numbered, warm_ups):
    for number in BRINGS_BACK:
        parts = parts_of_lesson(numbered[number])
        titles = [part["source"].partition("\n")[0] for part in parts]
        at = titles.index(WARM_UP)

        assert titles[at + 1] == f'activity("{warm_ups[number].id}")'
        assert titles[at + 2] == OUTCOMES
        assert [one for one in titles[:at] if one.startswith("## ")] == []
        assert "you can leave them out" in parts[at]["source"]
        assert "(#What-you-will-be-able-to-do)" in parts[at]["source"]


def test_every_question_has_options_to_weigh_and_close_in_length(warm_ups):
    for one in (question for warm_up in warm_ups.values() for question in warm_up.questions):
        lengths = [len(option.text) for option in one.options]

        assert len(lengths) >= 3, one.id
        assert max(lengths) <= 1.3 * min(lengths), one.id
        assert one.facts, one.id


def test_the_right_option_is_not_found_by_its_place_or_its_length(warm_ups):
    asked = [one for warm_up in warm_ups.values() for one in warm_up.questions]
    places = [[option.id for option in one.options].index(one.key) for one in asked]
    longest = [
        len(one.option(one.key).text) == max(len(o.text) for o in one.options) for one in asked
    ]

    for place in range(4):
        assert places.count(place) <= len(places) / 2, place
    assert longest.count(True) <= len(longest) / 2


def test_what_was_missed_comes_back_two_modules_later(warm_ups):
    for number in range(4, 10):
        earlier = [one.id for one in warm_ups[number].earlier]
        nearest = [one.id for one in warm_ups[number - 2].questions]

        assert earlier[:3] == nearest
        assert not {one.id for one in warm_ups[number - 1].questions} & set(earlier)
    assert [one.id for one in warm_ups[3].earlier] == ["explain-the-difference"]


def checked(warm_up, right):
    """An answer to every question."""
    asked = [one.id for one in warm_up.questions]
    chosen = {
        one.id: next(o.id for o in one.options if (o.id == one.key) is right)
        for one in warm_up.questions
    }
    response = {"asked": asked, "chosen": chosen, "checked": asked}
    return Answer(id="1", activity=warm_up.id, response=response, at="2026", checked=True)


def test_nothing_is_scored_and_a_wrong_answer_is_as_done_as_a_right_one(warm_ups):
    for warm_up in warm_ups.values():
        for right in (True, False):
            outcome = outcome_of(checked(warm_up, right), warm_up)

            assert (outcome.done, outcome.score) == (True, None)


def test_a_module_is_complete_without_its_warm_up(course, warm_ups):
    needed = [
        Outcome(
            answer_id=one.id,
            activity_id=one.id,
            at="2026-11-26T10:00:00Z",
            attempt=1,
            checked=True,
            done=True,
            score=None,
        )
        for module in course.modules
        for one in module.activities
        if one.core
    ]

    modules = progress_of(course, needed, []).counted

    assert all(module.complete for module in modules)
    first = {warm_ups[number].id for number in BRINGS_BACK}
    assert first.isdisjoint(one.activity_id for one in needed)
