"""Ten wrong passwords close an account for ten minutes, and are then forgotten."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from in_a_loop import in_a_loop

from coprod_training.hub.configuration import ACCOUNT_TRIES, WAIT
from coprod_training.hub.passwords import PasswordAccounts
from hub.visitor import PASSWORD

NEXT_DAY = timedelta(days=1, minutes=5)


@pytest.fixture
def accounts(monkeypatch):
    """How people sign in, with one account, which had ten wrong passwords just now."""
    found = PasswordAccounts(
        add_new_table=False, allowed_failed_logins=ACCOUNT_TRIES, seconds_before_next_try=WAIT
    )
    theirs = SimpleNamespace(
        is_authorized=True, has_2fa=False, is_valid_password=lambda typed: typed == PASSWORD
    )
    monkeypatch.setattr(found, "get_user", lambda name: theirs)
    ten_wrong_ones(found)
    return found


def signed_in(accounts, password=PASSWORD):
    typed = {"username": "One", "password": password}
    return in_a_loop(accounts.authenticate(None, typed)) == "one"


def ten_wrong_ones(accounts):
    assert [signed_in(accounts, "not-this-password") for _ in range(10)] == [False] * 10


def let_pass(accounts, time):
    accounts.login_attempts["one"]["time"] -= time


@pytest.mark.parametrize("time", [timedelta(0), timedelta(minutes=9)])
def test_the_right_one_is_refused_for_ten_minutes(accounts, time):
    let_pass(accounts, time)

    assert not signed_in(accounts)


@pytest.mark.parametrize("time", [timedelta(minutes=11), NEXT_DAY])
def test_after_that_one_more_wrong_one_closes_nothing(accounts, time):
    let_pass(accounts, time)

    assert not signed_in(accounts, "not-this-password")
    assert signed_in(accounts)


@pytest.mark.parametrize("time", [timedelta(minutes=11), NEXT_DAY])
def test_the_right_one_opens_the_account_after_that(accounts, time):
    let_pass(accounts, time)

    assert signed_in(accounts)


def test_ten_more_close_it_once_more(accounts):
    let_pass(accounts, timedelta(minutes=11))
    ten_wrong_ones(accounts)

    assert not signed_in(accounts)
