import re

from hypothesis import given
from hypothesis import strategies as st

from coprod_training.survey.pseudonym import (
    Key,
    answers_print,
    event_id,
    pseudonym_of,
    receipt_hash,
)

PROGRESS, SURVEY = Key("progress", b"p" * 32), Key("survey", b"s" * 32)


@given(st.text(st.characters(), max_size=40))
def test_any_learner_id_gives_24_letters_and_digits_every_time(learner_id):
    name = pseudonym_of(learner_id, SURVEY)

    assert re.fullmatch("[A-Z2-7]{24}", name)
    assert pseudonym_of(learner_id, SURVEY) == name


def test_half_of_a_character_pair_is_taken_too():
    assert pseudonym_of("\ud800", SURVEY) != pseudonym_of("\ud801", SURVEY)


def test_the_two_purposes_differ_even_with_the_same_secret():
    same_secret = Key("progress", SURVEY.secret)

    assert pseudonym_of("ada", same_secret) != pseudonym_of("ada", SURVEY)


def test_another_key_gives_another_pseudonym():
    assert pseudonym_of("ada", SURVEY) != pseudonym_of("ada", Key("survey", b"t" * 32))


def test_the_same_text_signed_for_another_use_gives_another_value():
    text = "7K2M-9QXV-0ABC"

    assert receipt_hash(text, SURVEY) != pseudonym_of(text, SURVEY)


def test_an_event_id_belongs_to_one_learner():
    ada, ben = pseudonym_of("ada", SURVEY), pseudonym_of("ben", SURVEY)

    assert event_id(ada, "answer-1", SURVEY) != event_id(ben, "answer-1", SURVEY)


def test_two_people_who_answered_alike_have_two_fingerprints():
    key = Key("release", SURVEY.secret)

    assert answers_print("row-1", "0a1b2c3d", key) != answers_print("row-2", "0a1b2c3d", key)
    assert answers_print("row-1", "0a1b2c3d", key) != answers_print("row-1", "0a1b2c3d", SURVEY)


def test_the_value_is_the_first_120_bits_of_hmac_sha256():
    # Worked out with openssl dgst -sha256 -mac HMAC, then head -c 15 and base32.
    assert pseudonym_of("ada", SURVEY) == "IBAVG7EOKVNDV2WIMNW7BLSQ"
