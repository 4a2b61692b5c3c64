"""The first sign-in: a code, a service, and whether one is counted."""

import re
from datetime import UTC, datetime

import pytest

from coprod_training.hub.membership import Place
from hub.conftest import PEOPLE
from hub.visitor import PASSWORD, Visitor

pytestmark = pytest.mark.slow


@pytest.fixture
def newcomer(hub, request):
    """Somebody with an account and no place."""
    visitor = Visitor(hub.address, f"new-{abs(hash(request.node.name)) % 10**8}")
    visitor.sign_up()
    visitor.sign_in()
    return visitor


def code(hub, **more):
    place = Place("learner", "spring", "sample-b")
    return hub.book.new_code(place, datetime.now(UTC), days=1, most=2, **more)


def test_an_account_without_a_place_opens_nothing_but_the_question_for_a_code(newcomer):
    assert newcomer.ask("hub/coprod").url.endswith("/hub/coprod/begin")
    assert newcomer.ask(f"hub/spawn/{newcomer.account}").status in (403, 404)


def test_a_join_code_gives_a_place_at_its_service(hub, newcomer):
    typed = code(hub).lower().replace("-", " ")

    newcomer.send("hub/coprod/begin", code=typed)
    page = newcomer.ask("hub/coprod/begin")
    newcomer.begin(service="sample-b", counted="no")

    assert "Sample service B" in page.text
    assert "Sample service A" not in page.text
    found = hub.book.of(newcomer.account)
    assert (found.service, found.counted) == ("sample-b", False)
    assert "coprod-counted" not in found.groups()


def test_whoever_has_a_place_can_type_the_code_of_another(hub, newcomer):
    newcomer.send("hub/coprod/begin", code=code(hub))
    assert "join code" not in newcomer.ask("hub/coprod/begin").text  # one question after another
    newcomer.begin(service="sample-b", counted="no")
    page = newcomer.ask("hub/coprod/begin").text
    assert "Your place on the course" in page
    assert "Your other join code, if you were given one" in page

    place, now = Place("trainer", "autumn"), datetime.now(UTC)
    own = hub.book.new_code(place, now, days=1, most=1, account=newcomer.account)
    reply = newcomer.send("hub/coprod/begin", code=own)

    assert "That code works." in reply.text
    found = hub.book.of(newcomer.account)
    assert (found.trains, found.is_learner, found.counted) == (["autumn"], True, False)
    assert found.service == "sample-b"


def test_the_code_of_a_different_service_asks_which_one_it_is_now(hub, newcomer):
    newcomer.send("hub/coprod/begin", code=code(hub))
    newcomer.begin(service="sample-b", counted="no")
    place = Place("learner", "autumn", "sample-a")

    other = hub.book.new_code(place, datetime.now(UTC), days=1, most=2)
    reply = newcomer.send("hub/coprod/begin", code=other)

    assert "It is for a different service from the one you chose." in reply.text
    assert re.findall('value="([^"]*)" required( checked)?', reply.text) == [
        ("sample-a", ""),
        ("sample-b", ""),
        ("yes", ""),
        ("no", " checked"),
    ]
    assert newcomer.ask("hub/coprod").url.endswith("/hub/coprod/begin")
    newcomer.begin(service="sample-a", counted="no")
    found = hub.book.of(newcomer.account)
    assert (found.service, found.cohort, found.has_begun) == ("sample-a", "autumn", True)


def test_who_has_a_service_that_left_the_list_can_begin_and_say_no(hub, newcomer):
    place = Place("learner", "spring", "closed-one")
    hub.book.enrol([(newcomer.account, place)], datetime.now(UTC))

    page = newcomer.ask("hub/coprod/begin").text
    newcomer.begin(service="closed-one", counted="yes")
    newcomer.begin(service="", counted="no")

    assert "closed-one (not on the list of services)" in page
    assert "There is no list of services" not in page
    assert re.findall('value="([^"]*)" required( checked)?', page)[0] == ("closed-one", " checked")
    found = hub.book.of(newcomer.account)
    assert (found.service, found.counted, found.has_begun) == ("closed-one", False, True)


def test_a_wrong_code_is_refused_in_words_and_not_for_ever(newcomer):
    replies = [newcomer.send("hub/coprod/begin", code="K7M4Q-XR2TD") for _ in range(11)]

    assert "That code does not work." in replies[0].text
    assert replies[-1].status == 429


def test_answers_change_ten_times_an_hour_and_a_no_is_taken_at_any_time(hub, newcomer):
    # With a second place, so that no course is opened after each answer.
    places = Place("learner", "spring"), Place("operator")
    hub.book.enrol([(newcomer.account, one) for one in places], datetime.now(UTC))
    taken = [newcomer.begin(service=f"sample-{one}").status for one in "ab" * 5]
    kept = hub.book.lines_about(newcomer.account)

    same, other = (newcomer.begin(service=f"sample-{one}") for one in "ba")

    assert (taken, same.status, other.status) == ([200] * 10, 200, 429)
    assert "Your answers were changed too often" in other.text
    assert hub.book.lines_about(newcomer.account) == kept
    assert newcomer.begin(service="sample-b", counted="no").status == 200
    assert hub.book.of(newcomer.account).counted is False
    assert newcomer.begin(service="sample-a", counted="no").status == 429
    assert newcomer.begin(service="sample-b", counted="yes").status == 429
    assert hub.book.lines_about(newcomer.account) == kept + 1


def test_nobody_is_counted_who_did_not_say_so(hub, newcomer):
    newcomer.send("hub/coprod/begin", code=code(hub))
    reply = newcomer.send("hub/coprod/begin", service="sample-b")

    assert reply.status == 422
    assert "Choose yes or no." in reply.text
    assert hub.book.of(newcomer.account).counted is None


def test_a_personal_code_is_its_account_and_works_once(hub, newcomer):
    place = Place("trainer", "spring")
    now = datetime.now(UTC)
    mine = hub.book.new_code(place, now, days=1, most=1, account="somebody-else")

    assert "That code does not work." in newcomer.send("hub/coprod/begin", code=mine).text
    assert hub.book.join("somebody-else", mine, now)
    assert not hub.book.join(newcomer.account, mine, now)


@pytest.mark.parametrize("name", ["grader-spring", "the-monitor", "UPPER/../case", "a", "../up"])
def test_no_account_can_be_made_with_a_name_that_is_taken_or_does_not_fit(hub, name):
    visitor = Visitor(hub.address, name)

    assert "The account was not made." in visitor.sign_up().text


def test_ten_wrong_passwords_close_an_account_for_a_while(hub):
    visitor = Visitor(hub.address, "often-wrong")
    visitor.sign_up()
    assert "The account name or password is not right." not in visitor.sign_in(PASSWORD).text
    other = Visitor(hub.address, "often-wrong")
    for _ in range(10):
        other.sign_in("not-this-password")

    assert "The account name or password is not right." in other.sign_in(PASSWORD).text


def test_who_is_taken_off_the_course_is_off_it(hub):
    visitor = Visitor(hub.address, "goes-away")
    visitor.sign_up()
    hub.book.enrol([("goes-away", Place("operator"))], datetime.now(UTC))
    visitor.sign_in()
    assert visitor.ask("hub/coprod/servers").status == 200

    hub.book.leave("goes-away", datetime.now(UTC))
    visitor.ask("hub/coprod")  # at the latest after a minute, and at once by a page of ours

    assert visitor.ask("hub/coprod/servers").status == 403
    refused = visitor.send("hub/coprod/begin", code=code(hub))
    assert refused.status == 422
    assert "ask whoever runs the course for a code of your own" in refused.text
    assert not hub.book.of("goes-away").places


@pytest.mark.parametrize("account", PEOPLE)
def test_everybody_comes_to_what_is_theirs(visitors, account):
    text = visitors[account].ask("hub/coprod").text
    expected = {
        "learner": "Your course",
        "trainer": "Trainers' pages",
        "keeper": "coprod register",
        "operator": "Running servers",
        "monitor": "There is nothing to open for this account yet.",  # no collector runs here
    }
    place = PEOPLE[account]
    if place is None:
        assert "Your join code" in text
    else:
        assert expected[place.role] in text.replace("&#39;", "'")
