from dataclasses import replace

import pytest

from coprod_training.activities.free_text import FreeText


@pytest.fixture
def note():
    return FreeText.example().activity


def test_words_that_are_too_long_are_told_by_how_much(note):
    assert note.problem_with("a" * 65) == (
        "This is 5 characters too long. The most is 60. Shorten it, then it will be saved."
    )


def test_an_emptied_box_is_kept_and_counts_as_not_done(note):
    assert note.problem_with("") is None
    assert not note.complete(" \n")


def test_fewer_words_than_asked_for_are_kept_and_count_as_not_done(note):
    assert note.problem_with("One") is None
    assert not note.complete("One")
    assert note.complete("One two")


def test_a_character_that_no_file_can_hold_is_refused_before_it_is_written(note):
    assert note.problem_with("half a pair \ud83d") is not None


def test_words_come_back_as_written(note):
    assert note.text_of("Ünïcode\n\tand\nlines") == "Ünïcode\n\tand\nlines"


def test_a_length_that_leaves_no_room_is_reported(note):
    found = replace(note, max_characters=10, min_words=50).problems()

    assert [route for route, _, _ in found] == [("max_characters",)]
