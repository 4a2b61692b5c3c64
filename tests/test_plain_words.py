"""Nothing that somebody else wrote steers the terminal of whoever reads it there."""

import pytest

from coprod_training.plain_words import can_be_shown, plain_line, plain_lines


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\r", "\n", "\t", "\u202e", "\ud800"])
def test_what_is_not_seen_becomes_a_blank(sign):
    assert not can_be_shown(sign)
    assert plain_line(f"a{sign}[8m b") == "a [8m b"


@pytest.mark.parametrize("words", ["Zoë O’Brien", "محمد", "می\u200cخواهم", "👩\u200d🦽", "Café ☕"])
def test_words_of_every_script_stay_as_they_are(words):
    assert plain_line(words) == words


def test_lines_stay_lines_and_none_is_written_over_another():
    assert plain_lines("one\rtwo\r\n  three\x0b\u2028four\n") == "one\ntwo\n  three\n\nfour"
