"""Feedback on a damaged hand-in never tells the learner that they answered nothing."""

from dataclasses import replace

import pytest
from test_returned_page import page

from coprod_training.grading.feedback_exporter import as_page
from coprod_training.grading.feedback_page import feedback_page
from coprod_training.grading.feedback_words import standing

SAID = "Part of what you handed in could not be read."
"""Also where the rest of it was read and is right."""
NOTHING = ("you did not", "you answered none", "not answered", "left blank", "nothing to read")


def damaged(monkeypatch, scores, levels, text=""):
    """The same page of a hand-in of which something could not be read."""

    def made(*about, **more):
        return feedback_page(*about, **more, partly_read=True)

    monkeypatch.setattr("test_returned_page.feedback_page", made)
    return page(scores, levels, text=text)


@pytest.mark.parametrize(
    ("scores", "levels", "lead"),
    [
        (["", ""], [], "There were no answers that could be read."),
        ([""], [], "There was no answer that could be read."),
        ([1, ""], [], "You have 1 of 2 questions right."),
        ([], [0], "There was no reflection that could be read."),
        (
            [],
            [0, 0],
            "Your reflection Words 0 had nothing that could be read, and your reflection Words 1"
            " had nothing that could be read.",
        ),
    ],
)
def test_what_was_lost_is_never_called_blank(monkeypatch, scores, levels, lead):
    found = damaged(monkeypatch, scores, levels)
    html = as_page(found, None)

    assert standing(found).lead == lead
    assert SAID in html
    assert "ask your trainer" in html
    assert not [words for words in NOTHING if words in html.lower()]


def test_it_is_said_beside_what_was_read_and_of_no_whole_hand_in(monkeypatch):
    found = damaged(monkeypatch, [1, 1], [2], text="My words.")

    assert SAID in as_page(found, None)
    assert SAID not in as_page(replace(found, partly_read=False), None)
    assert standing(found).kind == "meets"
