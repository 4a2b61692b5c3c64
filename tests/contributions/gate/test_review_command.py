"""`coprod review`: what is on record of a module's review, and who may not do what."""

from contributions.gate.a_keeper import review_of
from contributions.made_up import AUTHOR, ONE, TWO, on


def test_the_author_does_not_review_or_sign_the_module(keeper):
    for form in (review_of(AUTHOR, ONE), review_of(ONE, lead=AUTHOR)):
        said = keeper.says("review", "listening", keeper.file(form), status=1)
        assert "The author of the module" in said
    assert "has reviewed this edition" in keeper.says("review", "listening", status=1)


def test_what_is_on_record_of_a_review_is_changed_and_never_taken_out(keeper):
    point = {"ref": "p-1", "person": ONE, "words": "test record: a point"}
    keeper.says("review", "listening", keeper.file(review_of(ONE, TWO, points=[point])), status=1)
    reply = {"answer": "changed", "on": on(21)}
    more = {
        "points": [{"ref": "p-1", "reply": reply}],
        "reviewers": [{"person": TWO, "outside": False}],
    }
    said = keeper.says("review", "listening", keeper.file(more), status=1)

    assert "2 reviewers, 1 points." in said
    assert "has no reply" not in said


def test_a_module_is_named_by_its_number_as_well(keeper):
    said = keeper.says("review", "1", keeper.file(review_of(ONE)), status=1)

    assert "reviewers, 0 points." in said
    assert keeper.says("review", "1", status=1) == keeper.says("review", "listening", status=1)
    assert keeper.says("gate", "1", status=1) == keeper.says("gate", "listening", status=1)
    assert "It has: 1 (listening)." in keeper.says("review", "2", status=1)
