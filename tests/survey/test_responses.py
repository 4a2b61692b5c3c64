from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from coprod_training.activities.rating_grid import DONE
from coprod_training.answers import Answer, AnswerStore, Desk
from coprod_training.survey.coding import code_of, coded_items
from coprod_training.survey.responses import Reading, SelfCheck, content_of, finished

from .self_checks import AFTER, BEFORE, INSTRUMENT, POST, PRE

TODAY = date(2026, 11, 23)
CHECKS = {page.id: SelfCheck(page, page.fingerprint()) for page in (PRE, POST)}
PLANTED = st.dictionaries(
    st.sampled_from([row.id for row in PRE.rows()] + ["INT1", "OPN1", "s5_do", "name"]),
    st.sampled_from(["0", "1", "5", "9", "99", "Zebedee", 5, None, ["5"], {"5": "5"}]),
)


def kept(page, response, **changes):
    values = {"id": "a", "at": "2026-10-05T10:00:00Z", "question": page.fingerprint()} | changes
    return Answer(activity=page.id, response=response, **values)


def before(response, **changes):
    newest = finished(CHECKS[PRE.id], [kept(PRE, response, **changes)], TODAY)
    return content_of("pre", Reading(INSTRUMENT, [newest]), None) if newest else None


def test_a_finished_self_check_becomes_numbers():
    row = before(BEFORE)

    assert (row.setting, row.region, row.completed_month) == ("DAT", "LO", "2026-10")
    assert (row.values["DES1"], row.values["FRQ1"], row.values["SD3"]) == (2, -9, 1)


def test_an_item_left_out_is_empty_and_one_not_on_the_page_is_not_there():
    row = before(BEFORE)

    assert row.values["DES2"] is None
    assert "EVA1" not in row.values
    assert "THN1" not in row.values


def test_a_self_check_that_was_not_finished_makes_no_row():
    assert before({k: v for k, v in BEFORE.items() if k != DONE}) is None


def test_a_self_check_without_setting_makes_no_row():
    assert before({k: v for k, v in BEFORE.items() if k != "SD1"}) is None


def test_the_newest_finished_answer_counts():
    answers = [kept(PRE, BEFORE), kept(PRE, BEFORE | {"DES1": "3"}), kept(PRE, {"DES1": "5"})]

    newest = finished(CHECKS[PRE.id], answers, TODAY)

    assert newest.chosen["DES1"] == "3"


def test_the_check_line_is_kept_when_something_is_on_step_5():
    row = before(BEFORE | {"DES1": "5", "s5_decide": "1"})

    assert (row.s5_decide, row.s5_do) == (1, None)
    assert (before(BEFORE).s5_decide, before(BEFORE).s5_do) == (-7, -7)


def test_setting_region_and_organisation_are_carried_over_to_after():
    first = finished(CHECKS[PRE.id], [kept(PRE, BEFORE)], TODAY)
    second = finished(CHECKS[POST.id], [kept(POST, AFTER)], TODAY)

    row = content_of("post", Reading(INSTRUMENT, [second]), Reading(INSTRUMENT, [first]))

    assert (row.setting, row.region, row.values["SD3"]) == ("DAT", "LO", 1)
    assert "SD4" not in row.values
    assert row.values["THN1"] == 1


def test_words_that_have_changed_since_do_not_count_as_an_answer_to_the_new_ones():
    shown = "\n".join(PRE.text_of({item: BEFORE[item]}) for item in ("SD1", "SD2", "SD3"))
    text = shown + "\nAn earlier wording of the item – Asked"

    row = before(BEFORE, question="an earlier page", text=text)

    assert row.values["SD3"] == 1
    assert row.values["DES1"] is None


@given(PLANTED)
def test_only_known_items_with_answers_of_their_lists_ever_enter(planted):
    row = before({**BEFORE, **planted, "SD1": "2", "SD2": "LO"})

    items = {item.id: item for item in coded_items(INSTRUMENT)}
    assert set(row.values) <= set(items)
    for name, number in row.values.items():
        codes = INSTRUMENT.codes_of(items[name])
        assert number in {None, *(code_of(INSTRUMENT, items[name], c.value) for c in codes)}


def test_an_answer_to_a_page_from_before_its_words_changed_counts_for_those_words_alone(tmp_path):
    mended = replace(PRE, question="Put differently, what usually happened?")
    desk = Desk(mended, AnswerStore(tmp_path / "one.answers.jsonl"), graded=False)
    said = {"id": str(uuid4()), "response": BEFORE, "wording": PRE.fingerprint()}

    assert desk.receive(said, datetime(2026, 11, 20, tzinfo=UTC))["type"] == "saved"

    answers = desk.store.read().answers
    now = finished(SelfCheck(mended, mended.fingerprint()), answers, TODAY)
    before = finished(CHECKS[PRE.id], answers, TODAY)
    assert now is None or now.chosen == {}
    assert (before.same_words, before.chosen["DES1"]) == (True, "2")
