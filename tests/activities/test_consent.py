from dataclasses import replace

import pytest

from coprod_training.activities.consent import Consent

YES = Consent.example().right


@pytest.fixture
def consent():
    return Consent.example().activity


def test_silence_is_no(consent):
    assert not consent.agreed({})
    assert consent.feedback({}).heading == "You said no"


def test_one_yes_of_two_is_no(consent):
    assert not consent.agreed({"CN1": "1", "CN3": "0"})
    assert not consent.agreed({"CN3": "1"})


def test_a_yes_is_to_the_words_as_they_stand(consent):
    later = replace(consent, text_version="2")

    assert later.problem_with(YES) == (
        "These words have changed since you read them. Read them again, then choose."
    )


def test_a_no_needs_neither_receipt_nor_the_newest_words(consent):
    assert consent.problem_with({"CN1": "1", "CN3": "0", "text_version": "0"}) is None


@pytest.mark.parametrize("letter", "ILOU")
def test_a_receipt_has_no_letters_that_look_like_others(consent, letter):
    assert consent.problem_with({**YES, "receipt": f"7K2M-9QXV-0AB{letter}"}) is not None


def test_the_receipt_is_not_in_the_words_for_others(consent):
    assert YES["receipt"] not in consent.text_of(YES)


def test_a_consent_that_a_module_needs_is_reported(consent):
    assert [route for route, _, _ in replace(consent, core=True).problems()] == [("core",)]


def test_yes_and_no_are_never_scored(consent):
    assert consent.score(YES) is None
    assert consent.score({}) is None


def test_a_new_title_or_intro_leaves_the_choice_as_it_is(consent):
    renamed = replace(consent, title="Another title", intro="Another intro")

    assert renamed.fingerprint() == consent.fingerprint()


@pytest.mark.parametrize(
    "change", [{"question": "May we?"}, {"text_version": "2"}, {"points": ()}, {"rows": ()}]
)
def test_other_words_are_another_question(consent, change):
    assert replace(consent, **change).fingerprint() != consent.fingerprint()
