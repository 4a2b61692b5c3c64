from datetime import UTC, datetime

import pytest

from coprod_training.certificates.code import new_code, tidied
from coprod_training.certificates.facts import uk_day_words, wished_name
from coprod_training.errors import CoprodError


@pytest.mark.parametrize(
    "name",
    ["Z", "Dr Zoë O’Brien-Ngũgĩ", "محمد", "王小明", "می\u200cخواهم", "X Æ A-12", "d'Arc, jr."],
)
def test_a_name_stands_as_the_learner_typed_it(name):
    assert wished_name(name) == name


def test_blanks_around_it_go_and_letters_are_joined_to_their_signs():
    assert wished_name("  Zoe\u0308 \n  Test ") == "Zoë Test"


@pytest.mark.parametrize(
    "name",
    ["", "  ", "...", "x" * 121, "A\u202eB", "A\x00B", "A\x1b[31mB", "A\u200bB", "A\ud800B"],
)
def test_a_name_that_could_read_otherwise_than_it_was_signed_is_refused(name):
    with pytest.raises(CoprodError, match="name") as refusal:
        wished_name(name)

    assert refusal.value.where == "--name"


def test_the_day_is_that_of_the_clock_in_england():
    assert uk_day_words(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"
    assert uk_day_words(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == "1 December 2026"


def test_a_code_is_forgiven_what_people_do_to_codes():
    code = new_code()

    assert tidied(f" {code.lower().replace('-', ' ')} ") == code
    assert tidied("oOiI-lL00-1111") == "0011-1100-1111"
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("code", ["", "7K3M", "7K3M-9QXT-2B4U", "no-such-file.pdf", "\x1b[2J"])
def test_what_is_no_code_is_said_to_be_none(code):
    with pytest.raises(CoprodError, match="neither a file") as refusal:
        tidied(code)

    assert "\x1b" not in str(refusal.value)
