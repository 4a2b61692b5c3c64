from dataclasses import replace
from random import Random

import pytest

from coprod_training.activities import Option
from coprod_training.activities.warm_up import MOST, WarmUp


@pytest.fixture
def warm_up():
    return WarmUp.example().activity


def response(asked=("poster", "map"), checked=(), **chosen):
    return {"asked": [*asked], "chosen": chosen, "checked": [*checked]}


def test_the_last_question_gives_way_to_the_one_that_comes_back(warm_up):
    coming = replace(warm_up, comes_back="bench")

    assert [one.id for one in warm_up.asked()] == ["poster", "map"]
    assert [one.id for one in coming.asked()] == ["poster", "bench"]
    shown = coming.view(Random(1))["questions"]
    assert [(one["id"], one["comes_back"]) for one in shown] == [("poster", False), ("bench", True)]


def test_what_cannot_come_back_any_more_leaves_the_last_question_in_place(warm_up):
    assert replace(warm_up, comes_back="gone").asked() == warm_up.questions


def test_a_kept_answer_keeps_its_last_question_whatever_was_missed_since(warm_up):
    own = replace(warm_up, comes_back="bench").keeps_asking(response(poster="told"))
    back = warm_up.keeps_asking(response(("poster", "bench"), poster="told"))

    assert own.comes_back == ""
    assert back.comes_back == "bench"


def test_a_kept_answer_whose_last_question_is_gone_lets_one_be_chosen_anew(warm_up):
    assert warm_up.keeps_asking(response(("poster", "gone"), poster="told")) is None
    assert warm_up.keeps_asking("told") is None


def test_feedback_comes_for_checked_questions_alone_and_says_which_are_right(warm_up):
    said = warm_up.feedback(response(checked=["poster"], poster="asked", map="told"))
    both = warm_up.feedback(response(checked=["poster", "map"], poster="asked", map="told"))

    assert said.notes == (("poster", "Nobody asked for views on it: poster."),)
    assert said.good == ()
    assert both.good == ("map",)
    assert (said.right, warm_up.score(response(poster="told"))) == (None, None)


def test_it_is_done_when_every_question_that_was_asked_is_checked(warm_up):
    two = {"poster": "told", "map": "asked"}

    assert not warm_up.complete(response(checked=["poster"], **two))
    assert warm_up.complete(response(checked=["map", "poster"], **two))


def test_a_removed_question_takes_no_other_answer_with_it(warm_up):
    kept = response(("old", "map"), ["old", "map"], old="yes", map="told")

    assert warm_up.problem_with(kept) is None
    assert warm_up.complete(kept)
    assert warm_up.feedback(kept).good == ("map",)
    assert warm_up.text_of(kept) == "People see a map that is already printed. What is it? – Told"


def test_a_removed_option_takes_no_other_answer_with_it(warm_up):
    kept = response(checked=["poster", "map"], poster="shown", map="told")

    assert warm_up.problem_with(kept) is None
    assert [part for part, _ in warm_up.feedback(kept).notes] == ["map"]


def test_an_answer_longer_than_any_warm_up_is_refused(warm_up):
    asked = [f"q-{number}" for number in range(MOST + 1)]

    assert warm_up.problem_with(response(asked, **{asked[0]: "told"}))


def test_words_cannot_be_kept_in_the_place_of_an_option(warm_up):
    assert warm_up.problem_with(response(poster="I was at home that day"))


def test_the_wording_is_that_of_the_questions_asked(warm_up):
    other = replace(warm_up.earlier[0], question="Another one?")
    edited = replace(warm_up, earlier=(other,))

    assert edited.fingerprint() == warm_up.fingerprint()
    assert (
        replace(edited, comes_back="bench").fingerprint()
        != replace(warm_up, comes_back="bench").fingerprint()
    )


def test_each_question_shows_its_sources(warm_up):
    bench = replace(warm_up.earlier[0], facts=("F055",))
    cited = replace(warm_up, facts=("F001",), earlier=(bench,), comes_back="bench")

    assert cited.citations() == [(("facts", 0), "F001"), (("questions", 1, "facts", 0), "F055")]


def test_a_warm_up_that_has_to_be_done_is_reported(warm_up):
    ((route, what, _),) = replace(warm_up, core=True).problems()

    assert route == ("core",)
    assert what == "A warm-up may be skipped, and this one is needed to complete the module."


def test_mistakes_are_reported_at_their_question(warm_up):
    poster, printed = warm_up.questions
    silent = (Option(id="told", text="Told"), *printed.options[1:])
    broken = (
        replace(poster, key=None, question=" "),
        replace(printed, id="poster", key="tlod", options=silent),
    )

    found = replace(warm_up, questions=broken, made_up=False).problems()

    assert [route for route, _, _ in found] == [
        ("questions",),
        ("questions", 0, "question"),
        ("questions", 0, "key"),
        ("questions", 0),
        ("questions", 1, "options", 0, "feedback"),
        ("questions", 1, "key"),
        ("questions", 1),
    ]


def test_one_question_is_no_warm_up(warm_up):
    found = replace(warm_up, questions=warm_up.questions[:1]).problems()

    assert [route for route, _, _ in found] == [("questions",)]
