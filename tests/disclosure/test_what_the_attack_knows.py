"""The attack knows what our rules let everybody know, and what whoever is counted knows besides."""

from made_up import frame
from pipeline import attacked, crowd, releases


def test_who_knows_the_seal_tells_what_joiners_answered():
    """10 to 16 of a small region gave an answer that counts; with ten more it would be shown."""
    one = frame(1, 3, 3, 1)
    first = {("A", "X"): [15, 15, 0], ("A", "Y"): [20, 20, 0], ("A", "Z"): [6, 5, 0]}
    do_not_know = {("A", "Z"): [0, 0, 12]}
    story = releases(one, [crowd(one, first), crowd(one, do_not_know)], audited=False)
    joiner = ("joiner", 1, 0, 2)

    assert joiner in attacked(story)
    assert joiner not in attacked(story, batch=1)


def test_who_is_counted_tells_more_than_others():
    """A hidden number can be 0 to 3; for each of the two people in it, only 1 to 3."""
    one = frame(4, 1, 2)
    answers = {("A", "Z"): [30, 2], **{(name, "Z"): [30, 38] for name in "BCD"}}
    story = releases(one, [crowd(one, answers)], audited=False)

    assert attacked(story, inside=0) == []
    assert attacked(story) == [("cell", 0, ("setting", "A"), "1")]
