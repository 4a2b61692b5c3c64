from dataclasses import replace

import pytest

from coprod_training.activities.single_choice import SingleChoice
from coprod_training.activities.warm_up import WarmUp
from coprod_training.answers import Answer, AnswerStore, as_asked
from coprod_training.answers.missed import missed


@pytest.fixture
def warm_up():
    """May bring back "bench" or "gate", the nearer one first."""
    example = WarmUp.example().activity
    (bench,) = example.earlier
    return replace(example, earlier=(bench, replace(bench, id="gate")))


@pytest.fixture
def stores(tmp_path):
    """The learner's files: of this module, and of one before it."""
    return AnswerStore(tmp_path / "own.jsonl"), AnswerStore(tmp_path / "before.jsonl")


def single(name, option, *, at=1, checked=True):
    return Answer(
        id=f"{name}-{at}", activity=name, response=option, at=f"2026-11-{at:02}", checked=checked
    )


def asked_in(place, name, option, *, at=1, checked=True):
    response = {
        "asked": ["x", name],
        "chosen": {name: option},
        "checked": [name] if checked else [],
    }
    return Answer(
        id=f"{place}-{at}", activity=place, response=response, at=f"2026-11-{at:02}", checked=True
    )


def test_a_first_answer_that_was_not_right_is_missed_in_a_warm_up_and_in_practice(warm_up):
    answers = [asked_in("warm-up-2", "bench", "asked"), single("gate", "asked")]

    assert missed(warm_up.earlier, answers) == ["bench", "gate"]


def test_a_choice_that_was_never_checked_is_not_missed(warm_up):
    answers = [
        asked_in("warm-up-2", "bench", "asked", checked=False),
        single("gate", "asked", checked=False),
    ]

    assert missed(warm_up.earlier, answers) == []


def test_the_first_checked_answer_counts_and_not_the_way_to_it(warm_up):
    answers = [
        single("gate", "asked", at=1, checked=False),
        single("gate", "told", at=2),
        single("gate", "asked", at=3),
    ]

    assert missed(warm_up.earlier, answers) == []


def test_putting_it_right_at_once_is_not_yet_remembering_it(warm_up):
    answers = [
        asked_in("warm-up-2", "bench", "asked", at=1),
        asked_in("warm-up-2", "bench", "told", at=2),
    ]

    assert missed(warm_up.earlier, answers) == ["bench"]


def test_what_came_back_right_does_not_come_back_again(warm_up):
    first = asked_in("warm-up-2", "bench", "asked", at=1)

    again = [first, asked_in("warm-up-4", "bench", "told", at=9)]
    still = [first, asked_in("warm-up-4", "bench", "asked", at=9)]

    assert missed(warm_up.earlier, again) == []
    assert missed(warm_up.earlier, still) == ["bench"]


def test_time_decides_what_came_first_whatever_the_order_of_the_files(warm_up):
    answers = [single("gate", "asked", at=5), single("gate", "told", at=2)]

    assert missed(warm_up.earlier, answers) == []


@pytest.mark.parametrize(
    "response",
    [
        "gone",
        7,
        None,
        {"checked": ["bench"]},
        {"checked": "bench", "chosen": {"bench": "asked"}},
        {"checked": ["bench"], "chosen": {"bench": ["asked"]}},
        {"checked": ["bench"], "chosen": {"bench": "gone"}},
    ],
)
def test_a_damaged_answer_and_an_option_that_is_gone_are_passed_over(warm_up, response):
    answers = [
        Answer(id="1", activity=place, response=response, at="2026", checked=True)
        for place in ("bench", "warm-up-2")
    ]

    assert missed(warm_up.earlier, answers) == []


def test_the_nearest_missed_question_comes_back(warm_up, stores):
    own, before = stores
    before.add(single("gate", "asked"))
    before.add(asked_in("warm-up-2", "bench", "asked", at=2))

    assert as_asked(warm_up, own, [before.path]).comes_back == "bench"


def test_with_nothing_missed_the_written_question_stays(warm_up, stores):
    own, before = stores

    assert as_asked(warm_up, own, [before.path]).asked() == warm_up.questions


def test_once_answered_the_questions_stay_although_more_was_missed(warm_up, stores):
    own, before = stores
    response = {"asked": ["poster", "gate"], "chosen": {"poster": "told"}, "checked": []}
    own.add(Answer(id="1", activity=warm_up.id, response=response, at="2026-11-01"))
    before.add(single("bench", "asked"))

    assert as_asked(warm_up, own, [before.path]).comes_back == "gate"


def test_a_question_that_is_gone_from_the_course_is_replaced_by_one_that_was_missed(
    warm_up, stores
):
    own, before = stores
    response = {"asked": ["poster", "fence"], "chosen": {"poster": "told"}, "checked": []}
    own.add(Answer(id="1", activity=warm_up.id, response=response, at="2026-11-01"))
    before.add(single("bench", "asked"))

    found = as_asked(warm_up, own, [before.path])

    assert found.comes_back == "bench"
    assert found.problem_with(response) is None


def test_other_kinds_are_asked_as_they_stand(stores):
    own, before = stores
    poster = SingleChoice.example().activity

    assert as_asked(poster, own, [before.path]) is poster
