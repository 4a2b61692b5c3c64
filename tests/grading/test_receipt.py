import os
from datetime import UTC, datetime

import pytest

from coprod_training.errors import CoprodError
from coprod_training.grading.hand_in_name import arrived_in
from coprod_training.grading.hand_ins_there import hand_ins_there
from coprod_training.grading.receipt import (
    ALPHABET,
    HandIn,
    named,
    tidied,
    with_code,
)

AT = "2026-11-23 14:05:00.123456 UTC"
ONE = HandIn("one", "test-record", AT)


def test_a_code_is_made_from_the_hand_in_alone():
    assert ONE.code == HandIn("one", "test-record", AT).code
    assert len({ONE.code, HandIn("two", "test-record", AT).code, HandIn("one", "b", AT).code}) == 3


def test_a_code_never_changes_with_a_new_version_of_the_course():
    assert ONE.code == "XF8-BKQ"


def test_codes_are_spread_over_the_whole_alphabet():
    codes = {HandIn(str(n), "a", AT).code for n in range(3000)}

    assert len(codes) == 3000
    assert set("".join(codes)) == {*ALPHABET, "-"}


@pytest.mark.parametrize("typed", ["k7m4qx", " K7M 4QX ", "k7m–4qx", "K7M-4QX"])
def test_small_letters_and_gaps_are_forgiven(typed):
    assert tidied(typed) == "K7M-4QX"


def test_look_alikes_are_forgiven():
    assert tidied("oil-oil") == "011-011"


@pytest.mark.parametrize("typed", ["", "K7M-4Q", "K7M-4QXX", "K7M-4QU"])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(CoprodError, match="6 letters and digits"):
        tidied(typed)


def test_a_hand_in_is_found_in_the_exchange_and_after_collecting(tmp_path):
    inbound, submitted = tmp_path / "inbound", tmp_path / "submitted"
    (inbound / f"one+test-record+{AT}+random").mkdir(parents=True)
    (inbound / "no time+at+all").mkdir()
    (inbound / f"four+test-record+{AT}").touch()  # no hand-in of anybody
    (submitted / "two" / "test-record").mkdir(parents=True)
    (submitted / "two" / "test-record" / "timestamp.txt").write_text(AT)
    (submitted / "three" / "test-record").mkdir(parents=True)
    two = HandIn("two", "test-record", AT)

    found = set(hand_ins_there(inbound, submitted))

    assert found == {ONE, two}
    assert with_code(ONE.code.lower(), found) == (ONE,)
    assert with_code("000-000", found) == ()


def test_names_with_and_without_a_random_part():
    assert named(f"one+test-record+{AT}+abc_-=") == named(f"one+test-record+{AT}") == ONE
    assert named("one+test-record") is None


@pytest.mark.parametrize("sign", ["\udcff", "\n", "\u202e"])
def test_a_name_that_cannot_be_shown_makes_no_look_up_fail(tmp_path, sign):
    (tmp_path / f"one+test-record+{AT}+random").mkdir()
    (tmp_path / f"two+test{sign}record+{AT}+random").mkdir()

    assert with_code(ONE.code, hand_ins_there(tmp_path, tmp_path / "submitted")) == (ONE,)


def test_what_is_in_the_exchange_came_when_the_exchange_says(tmp_path):
    (tmp_path / f"one+test-record+{AT}+random").mkdir()
    (tmp_path / f"two+test-record+{AT}+random").symlink_to(tmp_path)
    (tmp_path / f"three+test-record+{AT}+random").touch()
    real = datetime.fromtimestamp(os.lstat(tmp_path / f"one+test-record+{AT}+random").st_ctime, UTC)

    ((one, came),) = arrived_in(tmp_path, {})

    assert one == ONE
    assert came == real
