"""A form of the hub that is refused says what is wrong, and which field it is about."""

import re
from datetime import UTC, datetime

import pytest

from coprod_training.hub import password_pages as said
from coprod_training.hub.membership import Place
from hub.visitor import PASSWORD, Visitor

pytestmark = pytest.mark.slow
AGAIN = "signup_password_confirmation"


def signed_up(hub, name, password=PASSWORD, again=PASSWORD):
    fields = {"signup_password": password, "signup_password_confirmation": again}
    return Visitor(hub.address, name).send("hub/signup", username=name, **fields).text


def changed(visitor, old=PASSWORD, password="four-more-plain-words", again=None):
    fields = {"new_password": password, "new_password_confirmation": again or password}
    return visitor.send("hub/change-password", old_password=old, **fields).text


def wrong_fields(page):
    """The names of the fields that say so themselves and are described by what is wrong."""
    fields = re.findall(r"<input [^>]*>", page)
    marked = [one for one in fields if 'aria-invalid="true"' in one]
    assert all(re.search('aria-describedby="[^"]*wrong"', one) for one in marked)
    return [re.search('name="([^"]*)"', one)[1] for one in marked]


@pytest.mark.parametrize(
    ("name", "password", "again", "words", "field"),
    [
        ("Has A Space", PASSWORD, PASSWORD, said.DOES_NOT_FIT, "username"),
        ("the-monitor", PASSWORD, PASSWORD, said.TAKEN, "username"),
        ("grader-spring", PASSWORD, PASSWORD, said.TAKEN, "username"),
        ("nobody-yet", "short", "short", said.TOO_SHORT, "signup_password"),
        ("nobody-yet", "short", "another", said.TOO_SHORT, "signup_password"),
        ("nobody-yet", "a" * 73, "a" * 73, said.TOO_LONG, "signup_password"),
        ("nobody-yet", "é" * 37, "é" * 37, said.TOO_LONG, "signup_password"),
        ("nobody-yet", "1qaz2wsx3edc", "1qaz2wsx3edc", said.TOO_COMMON, "signup_password"),
        (
            "nobody-yet",
            PASSWORD,
            "three-plain-birds",
            said.NOT_THE_SAME,
            "signup_password_confirmation",
        ),
    ],
)
def test_an_account_that_is_not_made_says_why_and_keeps_its_name(
    hub, name, password, again, words, field
):
    page = signed_up(hub, name, password, again)

    assert f"The account was not made. {words}" in page
    assert wrong_fields(page) == [field]
    assert re.search('<input [^>]*name="username"[^>]* value="([^"]*)"', page)[1] == name


def test_a_password_that_is_not_changed_says_why(hub):
    visitor = Visitor(hub.address, "changes-theirs")
    visitor.sign_up()
    visitor.sign_in()

    for given, words, field in (
        ({"old": "not-this-password"}, said.NOT_YOURS, "old_password"),
        ({"old": "a" * 73}, said.NOT_YOURS, "old_password"),
        ({"password": "short"}, said.TOO_SHORT, "new_password"),
        ({"password": "a" * 73, "again": "a" * 73}, said.TOO_LONG, "new_password"),
        ({"again": "three-plain-birds"}, said.NOT_THE_SAME, "new_password_confirmation"),
    ):
        page = changed(visitor, **given)
        assert f"It was not changed. {words}" in page
        assert wrong_fields(page) == [field]

    longest = "a" * 71 + "b"
    assert "Your password has been changed." in changed(visitor, password=longest)
    refused = Visitor(hub.address, visitor.account).sign_in(f"{longest}b").text
    assert "The account name or password is not right." in refused
    assert "Your password has been changed." in changed(visitor, old=longest)
    assert said.NOT_YOURS in changed(visitor)


def test_a_question_that_was_left_out_is_described_by_what_is_missing(hub):
    visitor = Visitor(hub.address, "leaves-out")
    visitor.sign_up()
    hub.book.enrol([("leaves-out", Place("learner", "spring"))], datetime.now(UTC))
    visitor.sign_in()

    page = visitor.begin(service="", counted="").text

    described = re.findall('<fieldset aria-describedby="([^"]*)">', page)
    assert described == ["service-problem", "counted-problem"]
    assert all(f'<p class="problem" id="{one}" role="alert">Choose' in page for one in described)
    marked = re.findall('name="([^"]*)" aria-invalid="true"', page)
    assert {*marked} == {"service", "counted"}
    assert "aria-invalid" not in visitor.ask("hub/coprod/begin").text
