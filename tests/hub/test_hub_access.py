"""Who may open what on a real hub: design/hub.md's checks. Those of the collector are its own."""

import pytest

from hub.conftest import PEOPLE, token_of
from hub.visitor import Visitor, with_token

COURSE = "user/{}/coprod/api/course"
GRADERS = {"spring": "user/grader-spring/formgrader", "autumn": "user/grader-autumn/formgrader"}
# Everything below these is JupyterHub's own API, with the token of a learner's lesson.
NOT_WITH_A_LEARNERS_TOKEN = [
    ("GET", "hub/api/users"),
    ("GET", "hub/api/users/learner-two"),
    ("GET", "hub/api/users/learner-two/tokens"),
    ("POST", "hub/api/users/learner-one/tokens"),
    ("GET", "hub/api/users/learner-one/tokens"),
    ("POST", "hub/api/users/learner-two/server"),
    ("DELETE", "hub/api/users/learner-two/server"),
    ("POST", "hub/api/users/learner-one/servers/another"),
    ("GET", "hub/api/groups"),
    ("GET", "hub/api/groups/nbgrader-spring"),
    ("POST", "hub/api/groups/formgrade-spring/users"),
    ("GET", "hub/api/services"),
    ("GET", "hub/api/proxy"),
    ("POST", "hub/api/shutdown"),
    ("POST", "hub/api/users"),
    ("GET", "hub/api/metrics"),
    ("GET", "hub/metrics"),
    ("GET", "user/learner-two/api/status"),
    ("GET", "user/grader-spring/formgrader"),
]


@pytest.fixture(scope="module")
def open_servers(opened_course):
    """The servers that others are to be kept out of, running."""
    return {
        "learner-one": opened_course("learner-one"),
        "learner-two": opened_course("learner-two"),
        "grader-spring": opened_course("trainer-spring", "grader-spring"),
    }


@pytest.mark.slow
@pytest.mark.sampled(4, always="learner-")
@pytest.mark.parametrize("account", PEOPLE)
def test_a_learners_course_opens_for_its_learner_alone(open_servers, visitors, account):
    reply = visitors[account].ask(COURSE.format("learner-one"))

    assert (reply.status == 200) is (account == "learner-one")
    assert reply.status in (200, 403, 404)


@pytest.mark.slow
@pytest.mark.parametrize("account", PEOPLE)
def test_a_cohorts_marking_pages_open_for_its_trainers_alone(open_servers, visitors, account):
    reply = visitors[account].ask(GRADERS["spring"])

    theirs = reply.status == 200 and reply.url.endswith("/user/grader-spring/coprod/trainer")
    assert theirs is (account == "trainer-spring")
    assert reply.status in (200, 403, 404)


@pytest.mark.slow
@pytest.mark.parametrize("account", [one for one in PEOPLE if one != "trainer-autumn"])
def test_nobody_else_can_start_a_cohorts_marking_pages(visitors, account):
    reply = visitors[account].ask("hub/spawn/grader-autumn")

    assert reply.status in (403, 404)


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), NOT_WITH_A_LEARNERS_TOKEN)
def test_a_lessons_own_process_can_do_nothing_else_with_its_token(open_servers, hub, method, path):
    token = token_of(open_servers["learner-one"])

    assert with_token(hub.address, path, token, method).status in (401, 403, 404)


@pytest.mark.slow
def test_a_lessons_own_process_learns_who_it_is_and_of_which_cohort(open_servers, hub):
    said = with_token(hub.address, "hub/api/user", token_of(open_servers["learner-one"])).data

    assert said["name"] == "learner-one"
    assert set(said["groups"]) == {
        "coprod-learners",
        "coprod-counted",
        "nbgrader-spring",
        "service-sample-a",
    }
    assert "custom:coprod:events:write" in said["scopes"]
    assert not [one for one in said["scopes"] if "tokens" in one or "admin" in one]


@pytest.mark.slow
def test_a_cohorts_server_is_that_cohorts_trainer_and_no_other(open_servers, hub):
    said = with_token(hub.address, "hub/api/user", token_of(open_servers["grader-spring"])).data

    assert set(said["groups"]) == {"coprod-graders", "formgrade-spring"}
    assert "custom:coprod:grades:read" in said["scopes"]


@pytest.mark.slow
@pytest.mark.parametrize("account", [one for one in PEOPLE if one != "the-operator"])
def test_only_an_operator_sees_who_is_there_and_stops_a_server(open_servers, visitors, account):
    page = "hub/coprod/servers"
    stopped = visitors[account].send_from("hub/coprod/begin", page, account="learner-two")

    assert visitors[account].ask(page).status == stopped.status == 403
    assert open_servers["learner-two"].is_running()


@pytest.mark.slow
def test_an_operator_sees_who_is_there_and_never_into_a_course(open_servers, visitors):
    operator = visitors["the-operator"]

    assert "learner-one" in operator.ask("hub/coprod/servers").text
    assert operator.ask(COURSE.format("learner-one")).status in (403, 404)


@pytest.mark.slow
@pytest.mark.parametrize("account", PEOPLE)
def test_nobody_has_jupyterhubs_own_page_of_people(visitors, account):
    assert visitors[account].ask("hub/admin").status == 403


@pytest.mark.slow
def test_whoever_has_not_signed_in_is_asked_to(open_servers, hub):
    stranger = Visitor(hub.address, "")

    assert "/hub/login" in stranger.ask("user/learner-one/lab").url
    assert stranger.ask("user/learner-one/coprod/api/course").status == 403
    assert "/hub/login" in stranger.ask("hub/coprod").url
