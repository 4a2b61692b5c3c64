"""The day of an answer is one that has come; no form has one filled in. Test records."""

from datetime import UTC, datetime, timedelta

import pytest
import yaml

from contributions.made_up import on
from coprod_training.contributions.forms import blank
from coprod_training.contributions.terms import TERMS_VERSION

ANSWER = {"wording": TERMS_VERSION, "answers": {"printed": True}}


def test_a_yes_of_a_day_that_is_to_come_is_refused(keeper):
    keeper.agreed()
    before = keeper.record().consents
    tomorrow = datetime.now(UTC).date() + timedelta(days=2)
    form = keeper.file(ANSWER | {"answered_on": tomorrow, "until": on(600)})

    assert "in the future" in keeper.step("consent", form, status=1)
    assert keeper.record().consents == before


def test_a_no_needs_no_last_day_and_a_yes_does(keeper):
    keeper.agreed()
    no = ANSWER | {"answered_on": on(9), "answers": {"course site": False}}

    keeper.step("consent", keeper.file(no))
    assert keeper.record().consents.channel("course site").on == on(9)
    said = keeper.step("consent", keeper.file(ANSWER | {"answered_on": on(9)}), status=1)
    assert "A yes lacks its day, its end date" in said


def test_a_form_that_nobody_filled_in_is_no_answer(keeper):
    keeper.agreed()

    assert "A day such as" in keeper.step("consent", keeper.file(blank("consent")), status=1)


@pytest.mark.parametrize("name", ["agree", "consent"])
def test_no_day_stands_in_a_form_before_somebody_writes_it(name):
    form = yaml.safe_load(blank(name))
    days = {**form, **form.get("terms", {}), **form.get("credit", {})}

    found = {key: days[key] for key in ("answered_on", "until", "review_by") if key in days}
    assert set(found.values()) == {None}
