"""What is on record of an offer fills a person's terms, and what is nowhere is named. Made up."""

from dataclasses import replace

import pytest

from contributions.gate.a_keeper import before_work
from contributions.gate.conftest import SLOT
from contributions.made_up import contribution, walked_to
from coprod_training.cli.own_offer import decided_by, offered, still_open
from coprod_training.cli.pack_details import details_in
from coprod_training.content.slot import Slot
from coprod_training.contributions.pack_opening import places, waiting
from coprod_training.contributions.record import Payment, Support

OPEN = Slot(id="m3-s1", purpose="a", prompt="b", form="c", not_to_include="d")
SUPPORT = Support(contact="test record: a colleague.", before="test record: a call", after=" ")


def test_the_register_fills_what_it_knows_and_the_day_of_the_money_stays_a_gap():
    one = contribution(support=SUPPORT)
    found = offered(replace(OPEN, pay="test record: by the hour"), vars(one))

    assert found["payment"] == "£123.45, for test record: one text"
    assert found["adviser"] == "test record: an adviser"
    assert found["support"] == "test record: a colleague. Before: test record: a call"
    assert "paid_when" in waiting(found)
    assert not {"payment", "adviser", "support"} & set(waiting(found))


def test_a_line_of_the_form_that_is_still_empty_takes_nothing_away(tmp_path):
    form = tmp_path / "details.yaml"
    form.write_text('payment: "test record"\nadviser: ""\nsupport:\n')

    assert details_in(form, places()) == {"payment": "test record"}


def test_what_the_place_offers_stands_where_the_register_has_nothing():
    slot = replace(OPEN, pay="test record: by the hour", support="[to be set]")

    assert offered(slot, {}) == {"payment": "test record: by the hour"}


@pytest.mark.parametrize("status", ["declined", "withdrawn", "replaced"])
def test_what_was_agreed_with_somebody_who_left_decides_nothing(status):
    going, gone = walked_to("drafted", settings=("smi",)), walked_to(status, settings=("smi",))

    assert decided_by([going], "m3-s1") == {"settings", "pay", "support"}
    assert decided_by([gone], "m3-s1") == decided_by([going], "m3-s2") == frozenset()


def test_whoever_enters_that_somebody_is_asked_hears_what_is_still_open():
    bare = contribution(payment=Payment(), support=Support())

    (said,) = still_open(OPEN, [bare])
    assert "(settings)" in said
    assert "(pay)" in said
    assert "(support)" in said
    decided = replace(OPEN, settings=("any",), pay="test record", support="test record")
    assert list(still_open(decided, [bare])) == []


def test_a_keeper_is_told_before_the_person_is_asked_and_the_page_says_what_is_on_record(
    keeper, tmp_path
):
    keeper.added()
    said = keeper.step("invite", "--by", "f" * 16, day=0)
    assert f"Still to be decided for {SLOT}: which services they should know" in said

    keeper.step("note", keeper.file(before_work()))
    keeper.step("terms", "--to", tmp_path / "terms")
    page = (tmp_path / "terms" / f"terms-{keeper.ref}.html").read_text()
    assert "Payment: £987.65, for test record: one text. When: [still to be decided" in page
    assert "You can talk to test record: an adviser, before" in page
    assert "Which sort of service we ask people about here" not in page  # the record says
    gate = keeper.says("gate", status=1)
    assert "Still to be decided before people are asked" not in gate


def test_a_place_that_nobody_has_decided_on_is_in_the_report_of_the_gate(keeper):
    said = keeper.says("gate", status=1)

    assert f"  what is paid (pay): {SLOT}\n" in said
