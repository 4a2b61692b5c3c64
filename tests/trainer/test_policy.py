"""What every address of a trainer's server says beside its words: policy, keeping, who may ask."""

import re
import urllib.request
from http.cookiejar import CookieJar

import pytest
from addresses import (
    CHANGES,
    EVERY_CHANGE,
    EVERY_PAGE,
    FORMGRADERS,
    NOT_THERE,
    OURS,
    REDIRECTS,
    STATIC,
)
from asking import LEARNER, WORDS, Stay, ask

from coprod_training.trainer.site import POLICY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(collected_once):
    return collected_once


@pytest.fixture(scope="module")
def browser_of_a_trainer(server):
    """One that has signed in with the token, and so sends its cookies."""
    cookies = CookieJar()
    one = urllib.request.build_opener(Stay, urllib.request.HTTPCookieProcessor(cookies))
    one.open(f"{server.base}coprod/trainer?token={server.token}").close()
    one.code = next(cookie.value for cookie in cookies if cookie.name == "_xsrf")
    return one


def answered(reply):
    """What most of these tests look at."""
    return reply.status, reply.headers.get("content-security-policy")


def names_somebody(reply):
    return WORDS.encode() in reply.content or LEARNER.encode() in reply.content


@pytest.mark.parametrize("path", [*OURS, *FORMGRADERS])
def test_a_page_has_the_policy_and_no_browser_keeps_it(server, path):
    reply = ask(server, path)

    assert answered(reply) == (200, POLICY)
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", REDIRECTS)
def test_a_redirect_has_the_policy_and_stays_on_this_server(server, path):
    reply = ask(server, path)

    assert answered(reply) in [(301, POLICY), (302, POLICY)]
    assert re.match(r"/(coprod/trainer|formgrader/)", reply.headers["location"])
    # One that is for ever would be kept, were it not for this.
    assert reply.status == 302 or reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there_has_the_policy_too(server, path):
    reply = ask(server, path)

    assert answered(reply) == (404, POLICY)
    assert not names_somebody(reply)


@pytest.mark.parametrize("path", STATIC)
def test_our_own_files_have_it_and_are_asked_for_anew(server, path):
    reply = ask(server, path)

    assert answered(reply) == (200, POLICY)
    assert reply.headers["cache-control"] == "no-cache, private"


@pytest.mark.parametrize(("method", "path", "body", "status"), CHANGES)
def test_a_refusal_has_the_policy_and_quotes_nothing(server, method, path, body, status):
    reply = ask(server, path, method, body)

    assert answered(reply) == (status, POLICY)
    assert reply.headers.get("cache-control") == "no-store" or not names_somebody(reply)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_without_the_token_one_is_sent_to_sign_in(server, path):
    reply = ask(server, path, signed_in=False)

    if path in ("formgrader/nothing", "formgrader/static/formgrade.js", "formgrader/api/nothing"):
        assert answered(reply) == (404, POLICY)  # no such address, whoever asks
    else:
        assert answered(reply) == (302, POLICY)
        assert reply.headers["location"].startswith("/login?next=")
    assert not names_somebody(reply)


@pytest.mark.parametrize(("method", "path"), EVERY_CHANGE)
def test_without_the_token_nothing_is_changed(server, method, path):
    reply = ask(server, path, method, {}, signed_in=False)

    assert answered(reply) == (403, POLICY)
    assert not names_somebody(reply)


def everything(workspace):
    """Each file that a trainer's server keeps for the course, and what is in it."""
    places = ("trainer/gradebook.db", "trainer/.coprod/*", "private/**/*", "exchange/**/*")
    found = [path for place in places for path in workspace.glob(place) if path.is_file()]
    return {path: path.read_bytes() for path in found}


def test_what_a_browser_sends_without_the_pages_own_code_is_refused(server, browser_of_a_trainer):
    before = everything(server.workspace)
    for method, path in EVERY_CHANGE:
        for body in ({}, {"_xsrf": "2|0|0|0"}):
            reply = ask(server, path, method, body, opener=browser_of_a_trainer)

            assert answered(reply) == (403, POLICY), path
            assert not names_somebody(reply)

    assert everything(server.workspace) == before
    assert len(before) > 5


@pytest.mark.parametrize(("method", "path", "body", "status"), CHANGES)
def test_with_it_the_same_is_heard(server, browser_of_a_trainer, method, path, body, status):
    code = {"X-XSRFToken": browser_of_a_trainer.code}

    reply = ask(server, path, method, body, opener=browser_of_a_trainer, headers=code)

    assert reply.status == status


def test_no_address_is_left_out():
    """Each pattern of ours and of formgrader's is one that is tried above."""
    from nbgrader.server_extensions.formgrader import apihandlers, handlers

    from coprod_training.trainer.our_pages import OUR_PAGES

    ids = dict.fromkeys(("task", "learner", "hand_in", "grade", "comment"), "x-1")
    tried = {
        path.format(**ids).partition("?")[0]
        for path in (*EVERY_PAGE, *(path for _, path in EVERY_CHANGE))
    }
    patterns = [rf"coprod/{where}" for where, *_ in OUR_PAGES] + [
        where.removeprefix("/")
        for where, handler, *_ in (*handlers.default_handlers, *apihandlers.default_handlers)
        if issubclass(handler, handlers.BaseHandler)
    ]

    assert [one for one in patterns if not any(re.fullmatch(one, path) for path in tried)] == []
    assert len(patterns) > 40


def test_formgraders_json_is_said_to_be_json(server):
    for path in [path for path in FORMGRADERS if "/api/" in path]:
        assert ask(server, path).headers["content-type"].startswith("application/json"), path


def test_our_json_is_said_to_be_json(server):
    reply = ask(server, "coprod/trainer/api/job")

    assert reply.headers["content-type"].startswith("application/json")


def test_below_our_own_address_nothing_is_answered_by_jupyters_own_page(server):
    assert answered(ask(server, "coprod/trainer/nothing")) == (404, POLICY)


@pytest.mark.parametrize("path", ["formgrader/fonts/x", "formgrader/submissions/components/x"])
def test_nbgraders_own_files_have_the_policy(server, path):
    assert answered(ask(server, path)) == (404, POLICY)
