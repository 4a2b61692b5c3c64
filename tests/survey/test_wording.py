"""A change of words between two versions is found, and keeps answers apart."""

from dataclasses import replace
from pathlib import Path

import pytest

from coprod_training.cli import main
from coprod_training.survey.wording import compare

from .self_checks import INSTRUMENT

NEXT = replace(INSTRUMENT, id="cps-0.2", version="0.2")


def with_item(item_id, **changes):
    items = tuple(replace(one, **changes) if one.id == item_id else one for one in INSTRUMENT.items)
    return replace(NEXT, items=items)


def with_answer(name, value, **changes):
    codes = tuple(
        replace(one, **changes) if one.value == value else one
        for one in INSTRUMENT.code_lists[name]
    )
    return replace(NEXT, code_lists=INSTRUMENT.code_lists | {name: codes})


def with_area(name, **changes):
    areas = tuple(replace(one, **changes) if one.id == name else one for one in INSTRUMENT.areas)
    return replace(NEXT, areas=areas)


def items_of(area):
    return [one.id for one in INSTRUMENT.items if one.area == area]


def test_versions_with_the_same_words_may_be_counted_together():
    found = compare(INSTRUMENT, NEXT)

    assert found.not_pooled() == ()
    assert found.around == ()


@pytest.mark.parametrize(
    ("changed", "items"),
    [
        (with_item("DES1", text="Writing forms"), ["DES1"]),
        (with_item("SD1", text_not_staff="Which?"), ["SD1"]),
        (with_item("RES2", max_choices=3), ["RES2"]),
        (with_area("conditions", stem="Does your service"), items_of("conditions")),
        (with_area("frequency", hint=""), items_of("frequency")),
        (with_answer("condition", "1", text="At times"), items_of("conditions")),
        (with_answer("running_time", "9", missing=""), ["SD5"]),
    ],
)
def test_one_planted_change_keeps_exactly_its_items_apart(changed, items):
    assert list(compare(INSTRUMENT, changed).not_pooled()) == items


def test_who_is_meant_by_people_belongs_to_each_item_with_steps():
    changed = replace(NEXT, people_means="People means clients.")

    with_steps = [one.id for one in INSTRUMENT.items if one.codes in {"maturity", "looking_back"}]
    assert list(compare(INSTRUMENT, changed).not_pooled()) == with_steps


def test_an_item_that_came_or_went_is_named():
    without = replace(NEXT, items=INSTRUMENT.items[:-1])

    assert compare(INSTRUMENT, without).items[-1].state == "removed"
    assert compare(without, INSTRUMENT).items[-1].state == "new"


def test_another_order_is_reported_and_keeps_nothing_apart():
    changed = replace(NEXT, items=(*INSTRUMENT.items[1:], INSTRUMENT.items[0]))
    found = compare(INSTRUMENT, changed)

    assert found.not_pooled() == ()
    assert [one.what for one in found.around] == ["the order of the questions that both ask"]


def test_the_report_has_both_wordings():
    lines = compare(INSTRUMENT, with_item("DES1", text="Writing forms")).lines()

    assert "Never counted together: DES1." in lines
    assert "## DES1: changed, so never counted together" in lines
    assert any("before: Writing or changing forms" in one and "now: Writing forms" in one
               for one in lines)  # fmt: skip


def test_the_command_says_so_in_its_exit_code_too(tmp_path, capsys):
    shipped = Path(__file__).parents[2] / "course" / "instruments" / "cps-0.1.yaml"
    changed = tmp_path / "cps-0.2.yaml"
    text = shipped.read_text().replace("id: cps-0.1", "id: cps-0.2", 1)
    changed.write_text(text.replace("Making guides, leaflets", "Making guides, films"))

    assert main(["survey", "compare", str(shipped), str(changed)]) == 1
    assert "Never counted together: DES3." in capsys.readouterr().out
    assert main(["survey", "compare", str(shipped), str(shipped)]) == 0
