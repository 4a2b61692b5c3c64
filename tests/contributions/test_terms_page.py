"""A contributor's own terms as a page: what is left open is a no. All answers are test records."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from contributions.made_up import REF
from coprod_training.contributions.consent import CHANNELS, Consents
from coprod_training.contributions.forms import answered
from coprod_training.contributions.pack_opening import places
from coprod_training.contributions.page_back import read_page
from coprod_training.contributions.terms import TERMS_VERSION
from coprod_training.contributions.terms_page import TermsFor, terms_back, terms_page
from coprod_training.errors import CoprodError

TITLE, DAY = "Safe sharing (test record)", "2026-01-12"
OF = TermsFor(ref=REF, kind="text", title=TITLE, prompt="test record: what?", form="100 words")
YES = {"decision": "yes", "credit": "chosen", "display_text": "test record: me"}


def page(kind="text", **details):
    return terms_page(TermsFor(**{**vars(OF), "kind": kind}), details)


def back(values, kind="text", ref=REF, content=None, **more):
    said = json.dumps({"at": f"{DAY}T10:00:00Z", "values": values})
    made = (content or page(kind)).replace('id="said">null', f'id="said">{said}')
    more = {"talk": date(2026, 1, 10), "group_size": 0, "kind": kind} | more
    return terms_back(read_page(made.encode()), ref, TITLE, **more)


def test_every_question_is_there_and_starts_at_nothing():
    made = page()

    assert made.count("<legend>") == len(CHANNELS) + 4 + 2  # four more uses; credit and decision
    assert "checked" not in re.sub("<script>.*?</script>", "", made, flags=re.DOTALL)
    assert f"version {TERMS_VERSION}" in made
    assert "test record: what?" in made


def test_each_group_of_choices_has_its_question_as_its_name_and_each_field_a_label():
    made = page()

    for name in ("display_text", "cited_as", "off_limits", "until"):
        assert f'<label for="{name}">' in made
    assert made.count("<fieldset>") == made.count("<legend>") == made.count("</fieldset>")


def test_what_is_left_open_is_a_no():
    answers = back(YES | {"answer.use": "yes", "answer.printed": "no"}).form.terms.answers

    assert [name for name, yes in answers.items() if yes] == ["use"]
    assert set(answers) >= set(CHANNELS)


def test_whoever_did_not_decide_has_not_agreed():
    assert back({"answer.use": "yes"}).reply == "no reply"
    assert back({"decision": "talk"}).reply == "talk first"
    assert back({"decision": "no"}).reply == "no"
    assert back(YES).reply == "yes"


def test_a_yes_is_dated_and_ends_on_the_day_they_chose_or_after_two_years():
    terms = back(YES | {"answer.use": "yes", "until": "2026-12-31"}).form
    consents = answered(Consents(), terms.terms)

    assert (consents.use.on, consents.use.until) == (date(2026, 1, 12), date(2026, 12, 31))
    assert consents.use.wording == TERMS_VERSION
    assert terms.review_by == date(2026, 12, 31)
    assert back(YES).form.review_by == date(2028, 1, 12)
    assert back(YES | {"until": "2040-01-01"}).form.review_by == date(2028, 1, 12)


def test_a_use_can_end_earlier_than_the_rest_and_never_later():
    values = {"answer.use": "yes", "answer.printed": "yes", "answer.film": "yes"}
    values |= {"until": "2026-12-31", "until.printed": "2026-06-30", "until.film": "2030-01-01"}
    consents = answered(Consents(), back(YES | values).form.terms)

    assert consents.channel("printed").until == date(2026, 6, 30)
    assert consents.channel("film").until == consents.use.until == date(2026, 12, 31)
    assert page().count("If yes, but for a shorter time than the rest") == len(CHANNELS) + 4


def test_it_says_who_looks_after_it_whom_to_send_it_to_and_how_long_it_is_kept():
    made = page(
        keeper="test record: a keeper.",
        return_to="test record: by post",
        return_by="test record: in May",
        kept="test record: a year",
        payment="test record: an amount. ",
        paid_when="test record: in June",
    )

    assert "what you agreed to: test record: a keeper. They do not edit" in made
    assert "When you are done: test record: by post. By when: test record: in May." in made
    assert "How long it is kept: test record: a year." in made
    assert "Payment: test record: an amount. When: test record: in June. You are paid" in made
    assert "18 and over" in made
    assert "Ask for the Word document" not in made


def test_what_they_would_want_if_nobody_can_reach_them_comes_back():
    wish = "test record: keep it"

    assert back(YES | {"if_unreachable": f" {wish} "}).if_unreachable == wish


def test_a_page_that_says_another_kind_of_contribution_changes_nothing():
    made = page("text")
    nobody = {"decision": "yes", "credit": "anonymous"}

    assert "voice" in (back(nobody, "audio", content=made).form.credit.problem or "")


def test_the_credit_is_exactly_as_they_typed_it_and_no_name_is_where_it_starts():
    credit = back(YES).form.credit

    assert (credit.how, credit.display_text) == ("chosen_name", "test record: me")
    assert back({"decision": "yes"}).form.credit.how == "anonymous"


def test_whoever_wishes_no_name_after_all_has_no_words_to_show():
    credit = back(YES | {"credit": "anonymous"}).form.credit

    assert (credit.how, credit.display_text, credit.problem) == ("anonymous", "", None)


@pytest.mark.parametrize(("kind", "own"), [("audio", "voice"), ("film", "face")])
def test_own_voice_without_a_name_takes_their_own_word_that_they_understand(kind, own):
    nobody = {"decision": "yes", "credit": "anonymous"}

    assert "I understand that people may recognise me" in page(kind)
    assert own in (back(nobody, kind).form.credit.problem or "")
    assert back(nobody | {"understood": "yes"}, kind).form.credit.problem is None
    assert "recognise me" not in page()


@pytest.mark.parametrize("kind", ["audio", "film"])
def test_somebody_else_can_say_the_words_of_a_recording(kind):
    nobody = {"decision": "yes", "credit": "anonymous", "voice": "other"}

    credit = back(nobody, kind).form.credit

    assert (credit.voice_or_face, credit.problem) == ("somebody else's", None)
    assert "Whose voice or face is in the recording?" in page(kind)
    assert "people may still know your voice or face" in page(kind)
    assert "We do not use your own voice or face" not in page(kind)
    assert back(nobody).form.credit.voice_or_face == "none"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("audio", "We write down all that is said in it"),
        ("film", "We write down all that is said in it"),
        ("scenario", "only if you say yes to the open licence below"),
        ("co-author", "only if you say yes to the open licence below"),
        ("review", "Your own words are not quoted."),
        ("co-teach", "Your own words are not quoted."),
    ],
)
def test_each_kind_is_told_what_becomes_of_it(kind, words):
    assert words in page(kind)
    assert words not in page()


def test_what_is_off_limits_comes_back():
    assert back(YES | {"off_limits": " test record: a topic "}).off_limits == "test record: a topic"


def test_another_persons_page_and_older_words_are_refused():
    with pytest.raises(CoprodError, match="no answers to these terms"):
        back(YES, ref="f" * 16)
    older = page().replace(f'"wording": "{TERMS_VERSION}"', '"wording": "terms-0"')
    with pytest.raises(CoprodError, match="to different wording from the one in use"):
        back(YES, content=older)


def test_a_gap_in_the_terms_stays_visible():
    assert f"Payment: [still to be decided: {places()['payment']}]" in page()
    assert "test record: an amount" in page(payment="test record: an amount")


def test_whom_we_ask_and_where_it_will_stand_are_said_or_said_to_be_open():
    known = terms_page(
        replace(OF, where="test record: a heading", settings=("one", "two")), {"payment": "x"}
    )

    assert page().count("is still to be decided. Ask us before you say yes.") == 2
    assert "is still to be decided" not in known
    assert "We ask people who know this sort of service: one, two." in known
    assert "below the heading “test record: a heading”" in known
