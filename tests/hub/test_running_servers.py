"""The operator's page of running servers, on a real hub: who is there, and stopping one."""

import os
import pwd
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from in_colours import axe_in_colours

from coprod_training.collector.scopes import OPERATE
from coprod_training.errors import CoprodError
from coprod_training.hub.backup.homes import refuse_open_courses
from coprod_training.hub.membership import Place
from coprod_training.hub.servers import NOT_RUNNING, STOPPED, running
from hub.conftest import open_server
from hub.in_a_browser import as_
from hub.visitor import Visitor, with_token

PAGE = "hub/coprod/servers"


def spawner(account, started=None, used=None):
    user = SimpleNamespace(name=account)
    return SimpleNamespace(user=user, started=started, last_activity=used)


def test_each_is_named_with_its_times_in_the_uk_and_a_cohorts_with_its_cohort():
    summer = datetime.fromisoformat("2027-07-01T09:30")  # the hub's times have no zone: UTC
    found = running([spawner("maria", summer, summer), spawner("grader-spring")])

    assert [(one.account, one.cohort) for one in found] == [
        ("grader-spring", "spring"),
        ("maria", ""),
    ]
    assert found[1].opened_words == found[1].used_words == "Thursday 1 July 2027 at 10:30"
    assert found[0].used_words == "not known"


def test_only_those_with_a_part_in_their_names_are_found():
    every = [spawner(one) for one in ("maria", "mark", "zoe")]

    assert [one.account for one in running(every, "mar")] == ["maria", "mark"]


@pytest.fixture
def learner(hub, request):
    """Somebody whose course is open; another for each test."""
    name = f"open-{len(request.node.name)}"
    visitor = Visitor(hub.address, name)
    visitor.sign_up()
    hub.book.enrol([(name, Place("learner", "spring"))], datetime.now(UTC))
    visitor.sign_in()
    visitor.begin()
    return visitor, open_server(hub, visitor, name)


@pytest.mark.slow
def test_a_restore_knows_a_running_server_by_its_process(learner):
    """As it looks once the course is laid out: the process becomes another program's by then."""
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)

    with pytest.raises(CoprodError, match="courses are still open"):
        refuse_open_courses(home.parent)


@pytest.mark.slow
def test_an_operator_stops_a_server_and_its_learner_opens_it_again(hub, visitors, learner):
    person, process = learner
    operator = visitors["the-operator"]
    assert re.search(rf">{person.account}<", operator.ask(PAGE).text)

    said = operator.send(PAGE, account=person.account).text

    assert f"{person.account} {STOPPED}" in said
    process.wait(30)
    assert not re.search(rf">{person.account}<", operator.ask(PAGE).text)
    assert (
        f"{person.account} {NOT_RUNNING}"
        in operator.send_from("hub/coprod/begin", PAGE, account=person.account).text
    )
    assert open_server(hub, person, person.account).is_running()


@pytest.mark.slow
@pytest.mark.parametrize("account", ["nobody-here", "", "<script>alert(1)</script>"])
def test_an_account_that_is_none_stops_nothing_and_is_not_said_back(visitors, account):
    reply = visitors["the-operator"].send_from("hub/coprod/begin", PAGE, account=account)

    assert reply.status == 200
    assert 'role="status"' not in reply.text
    assert "alert(1)" not in reply.text


@pytest.mark.slow
def test_a_form_with_an_old_sign_says_so_in_plain_words(visitors):
    reply = visitors["the-operator"].ask(PAGE, {"_xsrf": "old", "account": "learner-one"})

    assert reply.status == 403
    assert "This page was open too long" in reply.text
    assert "somebody else" not in reply.text


@pytest.mark.slow
def test_who_has_not_signed_in_is_not_told_that_they_have(hub):
    stranger = Visitor(hub.address, "")
    reply = stranger.ask("hub/login", {"_xsrf": "old", "username": "a", "password": "b"})

    assert "You are signed in" not in reply.text


@pytest.mark.slow
def test_a_token_made_on_the_server_may_do_what_its_operator_may(hub, visitors):
    made = subprocess.run(
        [sys.executable, "-m", "jupyterhub", "token", "-f", "jupyterhub_config.py", "the-operator"],
        cwd=hub.folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()[-1]
    said = with_token(hub.address, "hub/api/user", made).data

    assert said["name"] == "the-operator"
    assert OPERATE in said["scopes"]


@pytest.mark.slow
@pytest.mark.browser
def test_a_server_is_found_and_stopped_by_keyboard(hub, visitors, browser, learner):
    person, process = learner
    with as_(browser, visitors["the-operator"]) as page:
        page.goto(f"{hub.address}{PAGE}")
        page.get_by_label("Find an account").focus()
        page.keyboard.type(person.account)
        page.keyboard.press("Enter")
        page.get_by_text(f"with “{person.account}” in the name").wait_for()
        stop = page.get_by_role("button", name=f"Stop {person.account}")
        assert axe_in_colours(page) == []
        for width in (1280, 320):  # "Stop" stands on one line, and nothing sticks out
            page.set_viewport_size({"width": width, "height": 900})
            assert stop.bounding_box()["height"] < 60
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        stop.focus()
        page.keyboard.press("Enter")

        page.get_by_role("status").get_by_text(STOPPED).wait_for()

    process.wait(30)
