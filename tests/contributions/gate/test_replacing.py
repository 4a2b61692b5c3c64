"""Another contribution takes the place of one, as a keeper types it. All of it is made up."""

import pytest

from contributions.gate.conftest import SLOT
from contributions.made_up import KEEPER, OTHER, on, passed_too

pytestmark = pytest.mark.drawn
NONE_PASSED = "No other contribution to the same place has passed its review"


def another_passes(keeper):
    keeper.course.register.add("contribution", passed_too(keeper.record()))


def test_one_that_nobody_takes_the_place_of_stays_where_it_is(keeper):
    keeper.added()
    assert NONE_PASSED in keeper.step("replace", status=1)
    assert keeper.record().status == "open"

    keeper.step("invite", "--by", KEEPER, day=0)
    assert NONE_PASSED in keeper.step("replace", status=1)
    assert keeper.record().status == "invited"

    another_passes(keeper)
    assert f"{SLOT}: replaced" in keeper.step("replace", day=25)


def test_one_that_was_withdrawn_by_its_link_takes_nobodys_place(keeper):
    keeper.approved()
    another_passes(keeper)
    keeper.course.store.take_out(OTHER, on(24))

    assert NONE_PASSED in keeper.step("replace", day=25, status=1)
    assert keeper.record().status == "approved by contributor"


def test_what_a_copy_may_show_is_withdrawn_before_it_is_deleted(keeper, tmp_path):
    keeper.passed()
    keeper.says("release")
    keeper.says("publish", tmp_path / "out")
    another_passes(keeper)
    said = keeper.step("replace")  # not before its release, which was today

    assert "Copies on other machines still show it." in said
    assert f"coprod withdraw {keeper.ref}" in keeper.step("delete", status=1)
    keeper.says("withdraw", keeper.ref)
    assert "Deleted" in keeper.step("delete")
