"""Somebody wants another credit: asked for, entered and done, as the guide has it. Test records."""

import yaml

from contributions.gate.conftest import CREDIT
from contributions.made_up import on
from coprod_training.contributions.forms import blank

NEW = "test record: another credit"
WISH = "change the credit"


def entered(keeper, words=NEW, name="credit", day=9, status=0):
    return keeper.step("note", keeper.file({name: {"display_text": words}}), day=day, status=status)


def test_a_note_takes_a_credit_by_the_name_that_the_other_forms_have(keeper):
    keeper.agreed()
    form = yaml.safe_load("\n".join(one[1:] for one in blank("note").splitlines()[3:]))

    assert {"how", "display_text", "cited_as", "risk_talk"} <= set(form["credit"])
    assert set(form["credit"]) <= set(yaml.safe_load(blank("agree"))["credit"])
    assert "is due on the site" in entered(keeper)
    assert keeper.record().attribution.display_text == NEW
    assert keeper.course.store.text(keeper.ref, "credit") == NEW


def test_a_wish_for_another_credit_is_one_wish_however_it_is_entered(keeper):
    keeper.agreed()
    keeper.step("ask", WISH, day=8)
    entered(keeper)

    (one,) = keeper.record().requests
    assert (one.asked_on, one.entered_on) == (on(8), on(9))
    assert "nothing of it is done yet" in keeper.step("ask", WISH, day=10, status=1)
    keeper.step("done", WISH, "site", day=10)
    keeper.step("done", WISH, "packages", day=10)
    assert "was due" not in keeper.says("register", "list")
    entered(keeper, CREDIT, day=11)
    assert [one.asked_on for one in keeper.record().requests] == [on(8), on(11)]


def test_nothing_of_it_is_done_before_the_new_credit_is_entered(keeper):
    keeper.agreed()
    assert "under credit" in keeper.step("ask", WISH, day=8)

    for part in ("site", "packages", "confirmed"):
        said = keeper.step("done", WISH, part, day=9, status=1)
        assert "The new credit is not entered yet." in said
    entered(keeper)
    keeper.step("done", WISH, "site", day=9)


def test_a_credit_with_two_names_is_refused(keeper):
    keeper.agreed()
    both = {"credit": {"display_text": NEW}, "attribution": {"display_text": CREDIT}}

    assert "a credit twice" in keeper.step("note", keeper.file(both), status=1)
    entered(keeper, name="attribution")
