from dataclasses import replace

import pytest

from contributions.made_up import (
    AUTHOR,
    LEAD,
    ONE,
    PERSON,
    THREE,
    TWO,
    contribution,
    on,
    point,
    review,
    reviewer,
    walked_to,
)
from coprod_training.contributions.review import (
    SOMEBODY_DISAGREED,
    Dissent,
    PointReply,
    Settlement,
)
from coprod_training.contributions.review_rules import (
    course_without,
    review_of,
    why_not_passed,
    with_contributors,
)

DISSENT = Dissent(
    person=ONE,
    because="test record: a reason",
    lead_reply="test record: a reply",
    lead_replied_on=on(21),
    author_reply="test record: a reply",
    author_replied_on=on(21),
)
LEFT = {"outcome": None, "outcome_on": None, "name_withdrawn_on": on(15)}
REFUSING = reviewer(ONE, outcome="not_pass")


def reasons(**changes):
    return " ".join(why_not_passed(review(**changes), on(23)))


def test_the_review_of_this_edition_counts_although_there_is_a_newer_one():
    first, second = (review(module_version=version) for version in ("1.0", "2.0"))
    other = review(module="other", module_version="1.0")

    assert review_of([first, second, other], first.module, "1.0") is first
    assert review_of([first, second, other], first.module, "3.0") is second
    assert review_of([other], first.module, "1.0") is None


def test_a_whole_review_passes():
    assert why_not_passed(review(), on(23)) == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reviewers": (reviewer(ONE),)}, "1 of at least 2"),
        ({"reviewers": (reviewer(ONE), reviewer(ONE))}, "of at least 2"),
        ({"reviewers": (reviewer(ONE), reviewer(TWO, outcome=None))}, "1 of at least 2"),
        ({"reviewers": (reviewer(ONE), reviewer(TWO, outcome="decline_to_sign"))}, "1 of at"),
        ({"reviewers": (reviewer(ONE), reviewer(TWO, name_withdrawn_on=on(30)))}, "1 of at"),
        (
            {"reviewers": (reviewer(ONE, outside=False), reviewer(TWO, outside=False))},
            "outside the author's organisation",
        ),
        ({"contributors": frozenset({ONE, TWO})}, "contribution of their own"),
        (
            {"reviewers": (reviewer(ONE, joined_at="draft"), reviewer(TWO, joined_at="final"))},
            "joined at scope",
        ),
        ({"reviewers": (reviewer(ONE, rescoping={}), reviewer(TWO, rescoping={}))}, "rescoping"),
        ({"points": (point(reply=None),)}, "1 point of a review has no reply"),
        ({"points": (point(reply=None), point("test-record-2", reply=None))}, "2 points"),
        (
            {"points": (point(reply=PointReply(answer="not changed", on=on(21))),)},
            "has no reply",
        ),
        (
            {"points": (point(reply=PointReply(answer="discuss", on=on(1))),)},
            "still to be talked about",
        ),
        ({"reviewers": (reviewer(ONE), reviewer(TWO, payment="not_yet"))}, "not been paid"),
        ({"reviewers": (reviewer(ONE), reviewer(TWO, pay_offered_on=None))}, "no day on record"),
        ({"reviewers": (reviewer(ONE), reviewer(TWO, advice_offered_on=None))}, "benefits advice"),
        ({"reviewers": (reviewer(ONE), reviewer(TWO, support_offered_on=on(21)))}, "for support"),
        ({"reviewers": (reviewer(ONE), reviewer(AUTHOR))}, "author of the module is also"),
        ({"author": LEAD}, "sign it as its lead"),
        ({"reviewers": (reviewer(LEAD),)}, "only lived-experience voice"),
        ({"facts_checked_on": None}, "facts of the module"),
        ({"signed_on": None}, "has not signed"),
        ({"lead": None}, "has not signed"),
        ({"signed_on": on(24)}, "has not signed"),
        ({"signed_on": on(19)}, "signed before"),
        (
            {"reviewers": (reviewer(ONE), reviewer(TWO), reviewer(THREE, outcome=None))},
            "signed before",
        ),
        (
            {"reviewers": (reviewer(ONE), reviewer(TWO), reviewer(THREE, outcome_on=None))},
            "signed before",
        ),
        ({"dissents": (replace(DISSENT, author_reply=""),)}, "1 objection waits"),
        ({"dissents": (replace(DISSENT, lead_replied_on=None),)}, "1 objection waits"),
        (
            {
                "reviewers": tuple(
                    reviewer(one, checked=frozenset({"access", "no blame"})) for one in (ONE, TWO)
                )
            },
            "race equity",
        ),
    ],
)
def test_a_review_has_not_passed_while(changes, why):
    assert why in reasons(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"reviewers": (reviewer(ONE, payment="declined_by_contributor"), reviewer(TWO))},
        {"reviewers": (reviewer(ONE, joined_at="scope", rescoping={}), reviewer(TWO))},
        {"contributors": frozenset({ONE})},
        {"points": (point(reply=PointReply(answer="not changed", on=on(1), reason="x")),)},
        {"dissents": (DISSENT,)},
        {"reviewers": (reviewer(ONE), reviewer(TWO), reviewer(THREE, outcome="decline_to_sign"))},
        {"reviewers": (reviewer(ONE), reviewer(TWO), reviewer(THREE, **LEFT))},
        {"reviewers": (reviewer(ONE, outside=False), reviewer(TWO))},
        {"reviewers": (reviewer(ONE, checked=frozenset()), reviewer(TWO))},
    ],
)
def test_a_review_still_passes_with(changes):
    assert reasons(**changes) == ""


def test_a_pass_with_changes_counts_once_its_changes_are_answered_to_the_end():
    people = (reviewer(ONE, outcome="pass_with_changes"), reviewer(TWO))
    talking = point(reply=PointReply(answer="discuss", on=on(21)))

    assert "still open" in reasons(reviewers=people, points=(talking,))
    assert reasons(reviewers=people, points=(point(),)) == ""


def test_what_must_change_is_open_until_it_is_answered_to_the_end():
    talking = point(must_change=True, reply=PointReply(answer="discuss", on=on(21)))

    assert "1 change that a reviewer asked for is still open" in reasons(points=(talking,))


def test_a_refusal_blocks_however_many_others_pass():
    people = (REFUSING, reviewer(TWO), reviewer(THREE), reviewer("f" * 16))

    assert "does not pass" in reasons(reviewers=people)


SETTLED = {
    "reviewers": (REFUSING, reviewer(TWO), reviewer(THREE)),
    "dissents": (DISSENT,),
    "settlements": (Settlement(against=ONE, third=THREE, lead_agreed_on=on(21)),),
}


def test_after_a_stalemate_a_third_reviewer_and_the_lead_decide():
    assert reasons(**SETTLED) == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"dissents": ()},
        {"dissents": (replace(DISSENT, lead_reply=""),)},
        {"settlements": (Settlement(against=ONE, third=ONE, lead_agreed_on=on(21)),)},
        {"settlements": (Settlement(against=ONE, third=LEAD, lead_agreed_on=on(21)),)},
        {"settlements": (Settlement(against=TWO, third=THREE, lead_agreed_on=on(21)),)},
        {"settlements": (Settlement(against=ONE, third=THREE, lead_agreed_on=on(24)),)},
        {"reviewers": (REFUSING, reviewer(TWO), reviewer(THREE, outcome="decline_to_sign"))},
    ],
    ids=[
        "no dissent kept",
        "no reply",
        "themselves",
        "the lead",
        "another",
        "a day to come",
        "third not signing",
    ],
)
def test_a_stalemate_is_not_settled_with(changes):
    assert "not pass the module" in reasons(**{**SETTLED, **changes})


def test_two_reviewers_cannot_outvote_one_another():
    two = (REFUSING, reviewer(TWO))
    settlement = Settlement(against=ONE, third=TWO, lead_agreed_on=on(21))

    assert "not pass the module" in reasons(
        **{**SETTLED, "reviewers": two, "settlements": (settlement,)}
    )


def test_the_words_of_a_dissent_are_shown_only_with_the_reviewers_yes():
    assert DISSENT.public_line == SOMEBODY_DISAGREED
    shown = replace(DISSENT, because="a test record says so.", shown=True)
    assert shown.public_line == "One reviewer disagreed because a test record says so."


def test_whoever_has_a_contribution_in_the_module_need_not_be_typed():
    mine = [
        walked_to("drafted"),
        walked_to("withdrawn"),
        replace(contribution(), person=THREE, module="another"),
        contribution(),
    ]

    found = with_contributors(review(contributors=frozenset({TWO})), map(vars, mine))

    assert found.contributors == {PERSON, TWO}
    assert with_contributors(review(), ()).contributors == frozenset()


def test_the_course_says_whom_its_reviewers_do_not_speak_for_yet():
    one, two = review(), review(reviewers=(reviewer(ONE, settings=("smi",), racialised=True),))
    settings = ("primary-care", "drug-and-alcohol", "smi")

    assert course_without([one], settings) == (("drug-and-alcohol", "smi"), True)
    assert course_without([one, two], settings) == (("drug-and-alcohol",), False)


def test_no_reason_names_a_person():
    everything_wrong = review(
        reviewers=(REFUSING, reviewer(AUTHOR, outcome=None, payment="not_yet")),
        points=(point(reply=None),),
        dissents=(replace(DISSENT, lead_reply=""),),
        facts_checked_on=None,
        signed_on=None,
    )

    said = " ".join(why_not_passed(everything_wrong, on(23)))
    assert len(said) > 200
    assert not any(person in said for person in (ONE, TWO, AUTHOR, LEAD))
