"""What may come back in a warm-up is found when the course is read."""

from dataclasses import dataclass, replace

import pytest

from coprod_training.activities import Activity
from coprod_training.activities.single_choice import SingleChoice
from coprod_training.activities.warm_up import WarmUp
from coprod_training.content.warm_ups import slugs_before, with_earlier


@dataclass(frozen=True)
class OneModule:
    id: str
    title: str
    activities: tuple[Activity, ...]


def warm_up(name, practice=()):
    example = WarmUp.example().activity
    asked = tuple(replace(one, id=f"{name}-{one.id}") for one in example.questions)
    return replace(example, id=name, questions=asked, practice=practice, earlier=())


@pytest.fixture
def modules():
    poster = SingleChoice.example().activity
    keyless = replace(poster, id="keyless", key=None)
    return (
        OneModule("steps", "The steps", (poster, keyless)),
        OneModule("power", "Power", (warm_up("second"),)),
        OneModule("stories", "Stories", (warm_up("third", (poster.id, "keyless")),)),
        OneModule("terms", "Terms", (warm_up("fourth", (poster.id,)),)),
        OneModule("design", "Design", (warm_up("fifth"),)),
    )


def earlier(modules):
    return {
        module.id: [one.id for a in module.activities if a.kind == "warm_up" for one in a.earlier]
        for module in with_earlier(modules)
    }


def test_questions_come_back_two_modules_later_or_more_the_nearest_module_first(modules):
    found = earlier(modules)

    assert found["power"] == []
    assert found["terms"] == ["second-poster", "second-map", "example-single"]
    assert found["design"] == ["third-poster", "third-map", "second-poster", "second-map"]


def test_practice_comes_back_where_a_writer_says_so_and_only_with_a_key(modules):
    assert earlier(modules)["stories"] == ["example-single"]


def test_each_question_says_which_module_it_is_from(modules):
    terms = with_earlier(modules)[3].activities[0]

    assert [one.about for one in terms.questions] == ["The steps", "The steps"]
    assert terms.earlier[-1].about == "The steps"


def test_what_a_file_says_about_these_is_not_believed(modules):
    lying = replace(warm_up("second"), earlier=warm_up("x").questions, comes_back="x-map")

    (_, power, *_) = with_earlier(
        (modules[0], replace(modules[1], activities=(lying,)), *modules[2:])
    )

    assert (power.activities[0].earlier, power.activities[0].comes_back) == ((), "")


def test_the_modules_before_one_are_those_taught_before_it(modules):
    assert slugs_before(modules, "stories") == ("steps", "power")
    assert slugs_before(modules, "course") == ()
