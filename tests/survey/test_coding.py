from dataclasses import replace

from coprod_training.survey.coding import code_of, coded_items, feeding, numbers_of

from .self_checks import INSTRUMENT


def code(item_id, value):
    return code_of(INSTRUMENT, INSTRUMENT.item(item_id), value)


def test_a_step_keeps_its_number():
    assert [code("DES1", value) for value in "012345"] == [0, 1, 2, 3, 4, 5]


def test_each_reason_for_no_step_has_a_number_below_zero():
    assert [code("DES1", value) for value in "789"] == [-6, -8, -9]


def test_not_knowing_is_minus_nine_in_every_list_that_offers_it():
    assert {code(item, "9") for item in ("FRQ1", "CON1", "THN1", "SD5")} == {-9}


def test_an_answer_that_is_not_in_the_list_has_no_number():
    assert code("CFD1", "9") is None
    assert code("DES1", "6") is None


def test_the_two_answers_about_lived_experience_become_one():
    assert code("SD4", "5") == code("SD4", "6") == 10
    assert {5, 6}.isdisjoint(numbers_of(INSTRUMENT, INSTRUMENT.item("SD4")))


def test_only_the_agreed_items_feed_in():
    found = [item.id for item in feeding(INSTRUMENT)]

    assert {item.rstrip("0123456789") for item in found} == {
        "SD", "DES", "PRO", "DEL", "EVA", "FRQ", "CON", "CFD", "THN",
    }  # fmt: skip
    assert len(found) == 5 + 12 + 4 + 6 + 4 + 4
    assert [i.id for i in coded_items(INSTRUMENT)] == found[2:]


def test_every_number_fits_one_byte():
    numbers = [n for item in coded_items(INSTRUMENT) for n in numbers_of(INSTRUMENT, item)]

    assert min(numbers) >= -128
    assert max(numbers) <= 127


def test_an_item_that_the_instrument_keeps_out_does_not_feed_in():
    items = tuple(
        replace(item, in_dataset=item.in_dataset and item.id != "DES2") for item in INSTRUMENT.items
    )

    found = [item.id for item in feeding(replace(INSTRUMENT, items=items))]

    assert "DES1" in found
    assert "DES2" not in found
