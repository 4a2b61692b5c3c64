"""Somebody deletes everything: their rows go by pseudonym, with no receipt code needed."""

from coprod_training.survey.pseudonym import Pseudonym, pseudonym_of
from coprod_training.survey.withdraw import withdraw_person

from .conftest import LEARNER
from .self_checks import BEFORE, NOW, PRE, agree, answer


def test_the_rows_go_and_do_not_come_back_with_the_next_reading(fed, store, key, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()

    rows = withdraw_person(store, pseudonym_of(LEARNER, key), NOW)

    assert rows == 1
    assert store.rows() == {}
    assert fed().agreeing == 0
    assert store.rows() == {}


def test_nobody_elses_rows_are_touched(fed, store, key, learner):
    agree(learner)
    answer(learner, PRE, BEFORE)
    fed()

    assert withdraw_person(store, pseudonym_of("another", key), NOW) == 0
    assert len(store.rows()) == 1


def test_a_person_whom_the_store_never_met_leaves_no_trace(store):
    assert withdraw_person(store, Pseudonym("X" * 24), NOW) == 0
    assert store.consent_events() == ()
