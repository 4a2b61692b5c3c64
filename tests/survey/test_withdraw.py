from datetime import timedelta

import pytest

from coprod_training.errors import CoprodError
from coprod_training.survey.withdraw import withdraw

from .self_checks import BEFORE, NOW, PRE, RECEIPT, agree, answer

LATER = NOW + timedelta(days=2)
ANOTHER = "0000-1111-2222"


def consented_row(fed, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()


def test_the_code_alone_wipes_the_rows(fed, store, key, learner):
    consented_row(fed, learner)

    done = withdraw(store, key, RECEIPT, NOW)

    assert (done.known, done.rows) == (True, 1)
    assert "If they say yes again, it counts from tomorrow" in done.sentence()
    assert store.rows() == {}


def test_the_rows_stay_out_although_the_page_still_says_yes(fed, store, key, learner):
    consented_row(fed, learner)
    withdraw(store, key, RECEIPT, NOW)

    assert fed(now=LATER).agreeing == 0
    assert store.rows() == {}


def test_a_yes_saved_again_before_the_withdrawal_does_not_bring_them_back(fed, store, key, learner):
    consented_row(fed, learner)
    agree(learner)
    withdraw(store, key, RECEIPT, NOW)

    fed(now=LATER)

    assert store.rows() == {}


def test_a_yes_on_a_later_day_counts_again(fed, store, key, learner):
    consented_row(fed, learner)
    withdraw(store, key, RECEIPT, NOW)
    agree(learner, at=LATER)

    fed(now=LATER)

    assert len(store.rows()) == 1


def test_a_new_yes_on_the_day_of_the_withdrawal_is_told_and_counts_from_the_next(
    fed, store, key, learner
):
    consented_row(fed, learner)
    withdraw(store, key, RECEIPT, NOW)
    assert not any("on a later day" in line for line in fed().lines())
    agree(learner, cn3="0")
    agree(learner, receipt=ANOTHER)

    told = [line for line in fed(now=LATER).lines() if "on a later day" in line]
    agree(learner, cn3="0", at=LATER)
    agree(learner, receipt="0000-1111-3333", at=LATER)
    again = fed(now=LATER)

    assert [line.split(".")[0] for line in told] == [
        "Not counted, as they said yes on the day on which a yes of theirs was taken back: 1"
    ]
    assert (again.agreeing, again.too_soon) == (1, 0)


def test_who_leaves_by_an_earlier_code_is_not_brought_back_by_a_yes_that_was_read_late(
    fed, store, key, learner
):
    """Why a code of its own does not make a yes of the same day count."""
    consented_row(fed, learner)
    agree(learner, cn3="0")
    agree(learner, receipt=ANOTHER)
    withdraw(store, key, RECEIPT, NOW)

    assert (fed(now=LATER).agreeing, store.rows()) == (0, {})


def test_an_earlier_code_of_the_same_person_works_too(fed, store, key, learner):
    agree(learner, receipt="0000-1111-2222")
    consented_row(fed, learner)

    assert withdraw(store, key, "0000-1111-2222", NOW).rows == 1


def test_a_code_that_comes_before_its_yes_keeps_it_out(fed, store, key, learner):
    done = withdraw(store, key, RECEIPT, NOW)
    agree(learner)
    answer(learner, PRE, BEFORE)

    fed()

    assert not done.known
    assert "No answers with this code" in done.sentence()
    assert store.rows() == {}


def test_somebody_elses_code_changes_nothing_of_mine(fed, store, key, learner):
    consented_row(fed, learner)

    assert withdraw(store, key, "0000-0000-0000", NOW).rows == 0
    fed(now=LATER)
    assert len(store.rows()) == 1


def test_small_letters_gaps_and_look_alikes_are_forgiven(fed, store, key, learner):
    consented_row(fed, learner)

    assert withdraw(store, key, " 7k2m 9qxv–Oabc ", NOW).known


def test_the_same_code_twice_adds_nothing_the_second_time(fed, store, key, learner):
    consented_row(fed, learner)
    for code in (RECEIPT, "0000-0000-0000"):
        withdraw(store, key, code, NOW)
    before = store.consent_events()

    for code in (RECEIPT, "0000-0000-0000"):
        withdraw(store, key, code, NOW)

    assert store.consent_events() == before


def test_what_is_no_code_gets_a_sentence_that_does_not_say_it_back(store, key):
    with pytest.raises(CoprodError, match="12 letters and digits") as refused:
        withdraw(store, key, "my name is Zebedee", NOW)

    assert "Zebedee" not in str(refused.value)
