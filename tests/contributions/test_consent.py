from datetime import date

import pytest

from contributions.made_up import WORDING, consents, on, yes
from coprod_training.contributions.consent import CHANNELS, NO, Consent, Consents
from coprod_training.errors import CoprodError


def test_what_nobody_asked_about_is_a_no():
    fresh = Consents()

    assert not fresh.use.holds(on(10), WORDING)
    assert [fresh.channel(one) for one in CHANNELS] == [NO] * len(CHANNELS)
    assert fresh.use.why_not(on(10), WORDING) == "it was never asked"


@pytest.mark.parametrize(
    "missing", [{"on": None}, {"until": None}, {"wording": ""}], ids=["day", "end", "wording"]
)
def test_a_yes_without_its_day_end_or_wording_is_not_kept(missing):
    whole = {"yes": True, "on": on(0), "wording": WORDING, "until": on(9)}

    with pytest.raises(CoprodError, match="lacks"):
        Consent(**{**whole, **missing})


def test_the_day_after_a_yes_has_ended_is_the_first_without_it():
    agreed = yes(until=9)

    assert agreed.over_on == on(10).isoformat()
    assert (NO.over_on, Consent(on=on(7)).over_on) == ("", "")


def test_a_yes_does_not_end_before_it_began():
    with pytest.raises(CoprodError, match="end before"):
        Consent(yes=True, on=on(9), wording=WORDING, until=on(8))


@pytest.mark.parametrize(
    ("day", "wording", "why"),
    [
        (6, WORDING, "later than"),
        (7, WORDING, None),
        (700, WORDING, None),
        (701, WORDING, "ended on"),
        (8, "terms-2", "wording terms-1"),
    ],
)
def test_a_yes_holds_from_its_day_to_its_end_and_to_the_words_that_were_read(day, wording, why):
    found = yes(days=7, until=700).why_not(on(day), wording)

    assert found is None if why is None else why in found


def test_a_no_with_a_day_was_asked():
    assert Consent(on=date(2026, 1, 1)).why_not(on(10), WORDING) == "the answer is no"


def test_each_place_needs_its_own_yes():
    site_only = consents(channels={"course site": yes()})

    held = [one for one in CHANNELS if site_only.channel(one).holds(on(10), WORDING)]
    assert held == ["course site"]


def test_taking_everything_back_leaves_dated_noes_to_every_question():
    after = consents(reuse_licence=yes(), ai=yes()).all_no(on(50))

    every = [after.use, after.special_category, after.reuse_licence, after.ai]
    every += [after.channel(one) for one in CHANNELS]
    assert {(one.yes, one.on) for one in every} == {(False, on(50))}
