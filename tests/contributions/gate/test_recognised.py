"""A keeper hears at the draft what could show whose it is, and not first from the gate. Made up."""

import pytest

from contributions.gate.a_keeper import NAME

POINTING = f"test record: on 3 May {NAME} was asked at last."
NO_NAME = {"how": "anonymous", "display_text": "", "cited_as": ""}


def test_whoever_wants_no_name_is_asked_about_what_points_to_them(keeper):
    keeper.credit = NO_NAME
    keeper.agreed()

    for step in ("draft", "show"):
        said = keeper.step(step, keeper.file(POINTING, "words.txt"), day=8)

        assert "rule G05" in said
        assert "it has no name on it, and it gives a date (word 4)." in said
        assert "it has a word that we know about the person (word 6)." in said


@pytest.mark.parametrize(
    ("credit", "words"),
    [(NO_NAME, "test record: we were asked at last."), ({"how": "named"}, POINTING)],
)
def test_nothing_is_said_of_words_that_point_to_nobody_or_of_somebody_who_is_named(
    keeper, credit, words
):
    keeper.credit = credit
    keeper.agreed()

    assert "G05" not in keeper.step("draft", keeper.file(words, "words.txt"), day=8)


def test_a_pack_for_somebody_whose_words_are_approved_is_refused_for_that_reason(keeper, tmp_path):
    keeper.approved()

    said = keeper.says("pack", "listening", "--for", keeper.ref, "--to", tmp_path, status=1)

    assert "Leave --for out." in said
    assert "Agree the terms" not in said
