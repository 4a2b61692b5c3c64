"""G01 to G11 and G22: each with a case that passes, and every way in which it blocks."""

from dataclasses import replace
from time import perf_counter

import pytest

from contributions.gate.made_up_case import (
    case,
    case_of,
    contribution,
    course,
    each,
    held,
)
from contributions.made_up import REF, attribution, consents, on, walked_to, yes
from coprod_training.contributions.built_words import NOT_SEARCHED
from coprod_training.contributions.consent import CHANNELS, NO, Consent
from coprod_training.contributions.gate import RULES
from coprod_training.contributions.record import BenefitsAdvice, Payment, Support

GOOD = contribution()
OLD = Consent(yes=True, on=on(7), wording="terms-0", until=on(700))
ENDED = Consent(yes=True, on=on(7), wording="terms-1", until=on(20))
SITE_ONLY = replace(GOOD, consents=consents(channels={"course site": yes()}))
ANONYMOUS = replace(GOOD, attribution=attribution(how="anonymous", display_text=""))


VOICE = replace(GOOD, kind="audio", attribution=attribution(voice_or_face="voice"))
FILM = replace(GOOD, kind="film", attribution=attribution(voice_or_face="face"))
WRITTEN = replace(GOOD, kind="scenario", made=("test-record",))
LICENSED = replace(WRITTEN, consents=consents(reuse_licence=yes()))
NAMES = "test record: Mrs Example of Testtown Hospital met Testperson on 3 March"


def paid(**changes):
    return replace(GOOD, payment=replace(GOOD.payment, **changes))


def nameless(text="", **changes):
    return case_of(ANONYMOUS, held={REF: held(text=text, credit="", **changes)})


KNOWN = frozenset({"testperson", "credit"})

PASSES = {
    "G01": [case(), case_of(contribution("released"))],
    "G02": [
        case(),
        case_of(replace(GOOD, says_about_health=False, consents=consents(special_category=NO))),
        case_of(walked_to("drafted"), filled=frozenset()),
        case_of(LICENSED),
        case_of(replace(GOOD, kind="review")),
    ],
    "G03": [case(), case_of(FILM), case_of(replace(SITE_ONLY, slot="m3-s2"), filled=frozenset())],
    "G04": [case(), case_of(VOICE), case_of(walked_to("drafted"), filled=frozenset(), held={})],
    "G05": [
        case(),
        case_of(replace(ANONYMOUS, kind="scenario"), held={REF: held(text=NAMES, credit="")}),
        nameless("test record: We asked the IPS team. Nobody may have said so."),
        case(held={REF: held(text="test record: the credit that they chose", known=KNOWN)}),
        replace(nameless("we met in the Zoom room"), course=course(plain=frozenset({"Zoom"}))),
    ],
    "G06": [
        case(),
        case_of(VOICE),
        case_of(replace(VOICE, attribution=attribution(voice_or_face="somebody else's"))),
        case_of(
            replace(
                VOICE, attribution=attribution(how="anonymous", voice_or_face="somebody else's")
            )
        ),
        case_of(
            replace(
                GOOD,
                attribution=attribution(
                    how="anonymous", display_text="", voice_or_face="voice", understood_on=on(3)
                ),
            )
        ),
    ],
    "G07": [case(), case_of(replace(GOOD, third_parties="removed"))],
    "G08": [
        case(),
        case_of(paid(status="declined_by_contributor")),
        case_of(paid(status="donated_at_request")),
        case_of(walked_to("terms agreed"), filled=frozenset()),
    ],
    "G09": [case(), case_of(walked_to("terms agreed", benefits_advice=BenefitsAdvice()))],
    "G10": [
        case(),
        case_of(replace(GOOD, support=Support(contact="test record", declined_on=on(11)))),
        case_of(replace(GOOD, support=Support(contact="test record", checked_in_on=on(10)))),
        case_of(walked_to("withdrawn")),
    ],
    "G11": [case()],
    "G22": [case(), case_of(walked_to("withdrawn"), filled=frozenset())],
}
BLOCKS = {
    "G01": [
        case_of(walked_to("open"), filled=frozenset()),
        case(contributions=(), filled=frozenset()),
        case_of(walked_to("approved by contributor")),
        case_of(walked_to("review due")),
        case_of(replace(GOOD, slot="m3-s2")),
        case(course=course(placeholders=("test record: a part",))),
    ],
    "G02": [
        case_of(replace(GOOD, consents=consents(use=NO))),
        case_of(replace(GOOD, consents=consents(special_category=NO))),
        case_of(replace(GOOD, consents=consents(use=OLD))),
        case_of(replace(GOOD, consents=consents(use=ENDED))),
        case_of(WRITTEN),
        case_of(replace(WRITTEN, kind="co-author")),
        case_of(replace(WRITTEN, consents=consents(reuse_licence=ENDED))),
    ],
    "G03": [
        case_of(SITE_ONLY, filled=frozenset()),
        case_of(replace(SITE_ONLY, slot="m3-s2")),
        case_of(replace(GOOD, consents=consents(channels={}))),
        case_of(
            replace(FILM, consents=consents(channels={c: yes() for c in CHANNELS if c != "film"}))
        ),
    ],
    "G04": [
        case(held={REF: held(newest_hash="b" * 64)}),
        case(held={REF: held(approved_is_there=False)}),
        case(held={REF: held(text="")}),
        case_of(VOICE, held={REF: held(lacks="it has no transcript (a test record).")}),
        case(held={}),
        case_of(replace(GOOD, edits=replace(GOOD.edits, approved_hash=None))),
    ],
    "G05": [
        case_of(replace(GOOD, attribution=None)),
        case_of(replace(GOOD, attribution=attribution(display_text=" "))),
        case_of(replace(GOOD, attribution=attribution(how="group_credit", group_size=7))),
        case(held={REF: held(credit="test record: A credit")}),
        case_of(replace(GOOD, attribution=attribution(how="anonymous"))),
        nameless("test record: I met Testperson there"),
        nameless("test record: it was in June"),
        nameless("test record: on 3 March"),
        nameless("test record: the letter of 12/03/2024"),
        nameless("test record: write to test.record@example.org"),
        nameless("test record: call 020 7946 0000 today"),
        nameless("Testtown Hospital was the place, says the test record"),
        nameless("testperson wrote this test record", known=frozenset({"Testperson"})),
        nameless("test record: I met Łtestperson there"),
        nameless("test record: with Étestperson's help"),
        nameless("test record by testa's friend", known=frozenset({"(Testa)"})),
        nameless("test record by testa", known=frozenset({"testa-testb"})),
        case(held={REF: held(text="test record by testperson", known=KNOWN)}),
        case_of(
            replace(ANONYMOUS, kind="scenario"),
            held={REF: held(text=NAMES, credit="", known=frozenset({"Testperson"}))},
        ),
        nameless("test record", traces=("the name of who made it",)),
    ],
    "G06": [
        case_of(replace(VOICE, attribution=attribution())),
        case_of(
            replace(ANONYMOUS, attribution=replace(ANONYMOUS.attribution, voice_or_face="voice"))
        ),
        case_of(replace(GOOD, attribution=attribution(how="anonymous", voice_or_face="face"))),
    ],
    "G07": [case_of(replace(GOOD, third_parties="not checked"))],
    "G08": [
        case_of(paid(status="not_yet")),
        case_of(paid(offered_on=on(11))),
        case_of(replace(GOOD, payment=Payment(status="paid", settled_on=on(12)))),
        case_of(walked_to("drafted"), filled=frozenset()),
        case_of(walked_to("withdrawn"), filled=frozenset()),
    ],
    "G09": [
        case_of(replace(GOOD, benefits_advice=BenefitsAdvice())),
        case_of(replace(GOOD, benefits_advice=BenefitsAdvice(source="x", offered_on=on(13)))),
        case_of(paid(settled_on=None)),
    ],
    "G10": [
        case_of(replace(GOOD, support=Support(contact="test record"))),
        case_of(replace(GOOD, support=Support(contact="test record", checked_in_on=on(9)))),
        case_of(replace(GOOD, support=Support(contact="test record", checked_in_on=on(99)))),
        case_of(replace(GOOD, support=Support(contact="test record", declined_on=on(99)))),
    ],
    "G11": [
        case_of(replace(GOOD, route_sent=None)),
        case_of(replace(GOOD, route_tested=None)),
        case_of(replace(GOOD, route_sent=on(5), route_tested=on(4))),
        case_of(replace(GOOD, route_tested=on(99))),
    ],
    "G22": [
        case(found=("modules/test-record.ipynb",)),
        case(found=(f"wheel.whl{NOT_SEARCHED}",)),
        case(found=None),
        case(withdrawn=frozenset({REF})),
        case(contributions=(), withdrawn=frozenset({REF})),
        case_of(walked_to("withdrawn")),
    ],
}


@pytest.mark.parametrize(("rule", "passing"), each(PASSES))
def test_a_rule_passes_what_it_should(rule, passing):
    assert RULES[rule](passing) == ()


@pytest.mark.parametrize(("rule", "blocked"), each(BLOCKS))
def test_a_rule_blocks_with_a_reason_in_words_that_quotes_nothing(rule, blocked):
    reasons = RULES[rule](blocked)

    assert reasons
    for reason in reasons:
        assert reason.endswith((".", '".'))
        assert "estperson" not in reason
        assert "12345" not in reason
        assert "test record: a credit" not in reason
        assert "example.org" not in reason


def test_a_contribution_is_asked_about_each_channel_of_a_build_by_itself():
    blocked = case_of(replace(GOOD, consents=consents(channels={})), channels=CHANNELS)

    assert len(RULES["G03"](blocked)) == len(CHANNELS)


def test_a_long_text_is_searched_in_a_moment():
    text = "test record: we said that Testperson was there. " * 1500
    began = perf_counter()

    assert RULES["G05"](nameless(text))
    assert perf_counter() - began < 5


def test_a_name_is_told_by_its_place_and_not_by_itself():
    reasons = RULES["G05"](nameless("test record: I met Testperson there"))

    assert reasons == ("m3-s1: it has no name on it, and it may give a name or a place (word 5).",)
