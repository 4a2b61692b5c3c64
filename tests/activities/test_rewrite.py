from dataclasses import replace

from coprod_training.activities import Option
from coprod_training.activities.rewrite import OURS, Rewrite

EXAMPLE = Rewrite.example().activity


def test_the_old_words_are_no_new_version():
    assert not EXAMPLE.complete({"text": f" {EXAMPLE.before}\n", "checks": ["open"]})
    assert not EXAMPLE.complete({"text": "New words.", "checks": []})
    assert EXAMPLE.complete({"text": "New words.", "checks": ["pay"]})


def test_our_version_and_what_to_look_for_come_after_a_check():
    feedback = EXAMPLE.feedback({"text": "New words.", "checks": ["open"]})

    assert feedback.text == "You ticked 1 of 2 checks."
    assert [part for part, _ in feedback.notes] == ["pay", OURS]


def test_in_words_it_is_the_new_version_and_what_was_ticked():
    said = EXAMPLE.text_of({"text": "New words.", "checks": ["pay"]})

    assert said == "New words.\nTicked: It says if people are paid"


def test_a_writer_hears_of_checks_without_words():
    checklist = (Option(id="open", text="It is open"), Option(id="open", text="It is clear"))

    for ours in ("", EXAMPLE.ours):
        bad = replace(EXAMPLE, checklist=checklist, ours=ours)
        found = [what for _, what, _ in bad.problems()]
        assert found == ["Two checks have the same id.", *['"open" has no feedback.'] * 2]
    assert replace(EXAMPLE, checklist=()).problems()
