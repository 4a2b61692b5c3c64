"""Who may ask a running collector for what, each with a token that the hub itself gave (hub.md).

All of it is real: hub, proxy, collector with the monitor's pages, PostgreSQL, and the servers.
"""

import io
import re
import time
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import httpx
import pytest
from lab.answering import response_to
from opened import STAFF

from coprod_training.answers import Outcome
from coprod_training.content.course import load_course
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.progress.statements import statements_of
from hub.conftest import PEOPLE, open_server, server_of, token_of
from hub.crawling import pages_of
from hub.rounds import TASK, hand_in_words, round_of
from hub.visitor import Visitor, with_token
from hub.whole_platform import OPERATOR, Platform, skip_without_all_parts

pytestmark = pytest.mark.slow
PLANTED = "Nobody asked the planted person."
COLLECTOR = "services/collector"
LEARNERS = ("learner-one", "learner-two", "learner-autumn")
SERVERS = {one: one for one in LEARNERS} | {
    "trainer-spring": "grader-spring",
    "trainer-autumn": "grader-autumn",
}


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    """Everybody of PEOPLE at a hub with all its parts, after one hand-in that was collected."""
    skip_without_all_parts()
    one = Platform(tmp_path_factory.mktemp("roles") / "hub", STAFF)
    book = EnrolmentBook(one.folder / "state")
    for cohort in ("spring", "autumn"):
        book.add_cohort(cohort, datetime.now(UTC))
    try:
        one.start()
        visitors = {account: Visitor(one.address, account) for account in PEOPLE}
        for account, visitor in visitors.items():
            visitor.sign_up()
            if PEOPLE[account]:
                book.enrol([(account, PEOPLE[account])], datetime.now(UTC))
            visitor.sign_in()
            if account in LEARNERS:
                visitor.begin()
        yield SimpleNamespace(hub=one, visitors=visitors, **_handed_in(one, visitors))
    finally:
        one.end()


def _handed_in(hub, visitors):
    """What there is to be seen by nobody else: a hand-in with words, collected by its trainer."""
    pages, act = round_of(hub, visitors["trainer-spring"], "grader-spring")
    act(f"/exercises/{TASK}/release", day="", month="", year="", time="")
    for account in LEARNERS:
        open_server(hub, visitors[account], account)
    open_server(hub, visitors["trainer-autumn"], "grader-autumn")
    code = hand_in_words(hub, "learner-one", PLANTED)
    assert act(f"/exercises/{TASK}/collect")["words"] == "1 collected."
    assert "learner-one" in pages("/learners").text
    return {"code": code}


@pytest.fixture(scope="module")
def tokens(platform):
    """Each person's: of their server where they have one, else one that the hub made for them."""
    found = {account: token_of(server_of(platform.hub, name)) for account, name in SERVERS.items()}
    for account in set(PEOPLE) - set(found):
        made = httpx.post(
            f"{platform.hub.address}hub/api/users/{account}/tokens",
            headers={"Authorization": f"token {OPERATOR}"},
            json={"note": "all that its owner may"},
        )
        found[account] = made.raise_for_status().json()["token"]
    return found


@pytest.fixture(scope="module")
def ask(platform, tokens):
    """Asks the collector through the proxy, as somebody."""

    def ask(account, path, method="GET", **more):
        return httpx.request(
            method,
            f"{platform.hub.collecting}/{path}",
            headers={"Authorization": f"Bearer {tokens[account]}"},
            timeout=60,
            **more,
        )

    return ask


def statements(learner, actor="NOBODY"):
    outcome = Outcome(
        answer_id=f"{learner}-1", activity_id="ladder-sort", at="2026-11-23T10:42:00.000Z",
        attempt=1, checked=True, done=True, score=1.0,
    )  # fmt: skip
    return list(statements_of([outcome], actor, load_course(STAFF / "course").info))


# By what is asked for: the only ones who are answered, all others are refused.
ASKED = {
    "statements": LEARNERS,
    "me": LEARNERS,
    "state": LEARNERS,
    "responses": LEARNERS,
    "statements?cohort=spring": ("trainer-spring",),
    "statements?cohort=autumn": ("trainer-autumn",),
    "lessons?cohort=spring": ("trainer-spring",),
    "lessons?cohort=autumn": ("trainer-autumn",),
    "xapi/statements": ("the-operator",),
    f"assignments/{TASK}/submissions?cohort=spring": (
        "trainer-spring",
        "learner-one",
        "learner-two",
    ),
    "assignments?cohort=spring": ("trainer-spring", "learner-one", "learner-two"),
    "assignments?cohort=autumn": ("trainer-autumn", "learner-autumn"),
    f"assignments/{TASK}?cohort=spring": ("trainer-spring", "learner-one", "learner-two"),
}


@pytest.mark.parametrize("path", ASKED)
@pytest.mark.parametrize("account", PEOPLE)
def test_each_address_answers_those_whom_it_is_for(ask, account, path):
    reply = ask(account, path)

    assert reply.status_code == (200 if account in ASKED[path] else 403)
    if account != "trainer-spring" and "submissions" not in path:
        assert "learner-one" not in reply.text or account == "learner-one"


@pytest.mark.parametrize("account", PEOPLE)
def test_only_learners_say_what_they_did_and_it_is_theirs_whatever_it_claims(ask, account):
    batch = statements(account, "learner-one")

    first, again = (ask(account, "statements", "POST", json=batch) for _ in range(2))

    if account not in LEARNERS:
        assert first.status_code == again.status_code == 403
        return
    assert first.json()["new"] + first.json()["known"] == 1
    assert again.json() == {"new": 0, "known": 1, "refused": []}
    own = ask(account, "statements").json()["statements"]
    assert {one["learner"] for one in own} <= {"", account}
    for other in set(LEARNERS) - {account}:
        theirs = {one["id"] for one in ask(other, "statements").json()["statements"]}
        assert batch[0]["id"] not in theirs


def test_a_self_check_is_copied_with_a_yes_and_only_its_learner_sees_it(platform, ask, tokens):
    """The learner's own server sends it: nobody presses anything for that."""
    activities = [activity for _, activity in load_course(STAFF / "course").activities()]
    consent = next(one for one in activities if one.id == "survey-consent")
    check = next(one for one in activities if getattr(one, "phase", "") == "pre")
    for one in (check, consent):
        said = {"type": "keep", "id": str(uuid4()), "check": True, "response": response_to(one, "")}
        address = f"user/learner-two/coprod/api/activities/{one.id}"
        kept = with_token(platform.hub.address, address, tokens["learner-two"], "POST", said)
        assert kept.status == 200

    end = time.monotonic() + 60
    while not (held := ask("learner-two", "responses").json())["rows"]:
        assert time.monotonic() < end, held
        time.sleep(0.5)

    assert [one["state"] for one in held["consent"]] == ["yes"]
    assert [one["phase"] for one in held["rows"]] == ["pre"]
    assert held["stands"] is True
    nothing = {"consent": [], "rows": [], "stands": False}
    assert ask("learner-one", "responses").json() == nothing
    assert ask("trainer-spring", "responses").status_code == 403


def test_a_hand_in_is_its_learners_and_its_trainers(platform, ask):
    own = ask("learner-one", f"assignments/{TASK}/submissions?cohort=spring").json()
    (name,) = [one["submission"] for one in own["submissions"]]
    assert ask("learner-two", f"assignments/{TASK}/submissions?cohort=spring").json() != own

    for account in PEOPLE:
        whole = ask(account, f"submissions/{name}")
        receipt = ask(account, f"receipts/{platform.code}")
        mine = account in ("learner-one", "trainer-spring")
        assert (whole.status_code == 200) is mine, account
        assert whole.status_code in (200, 403, 404)
        assert ("learner-one" in receipt.text) is (account == "trainer-spring"), account


@pytest.mark.parametrize("account", PEOPLE)
def test_the_monitors_pages_open_for_the_monitor(platform, account):
    reply = platform.visitors[account].ask(f"{COLLECTOR}/monitor/")

    assert (reply.status == 200 and "Who the course is reaching" in reply.text) is (
        account == "the-monitor"
    )
    assert reply.status in (200, 403)


def test_a_monitor_who_follows_every_link_sees_no_name_and_no_word(platform):
    found = pages_of(platform.visitors["the-monitor"], f"{COLLECTOR}/monitor/")
    found |= pages_of(platform.visitors["the-monitor"], "hub/coprod")
    files = {url for url in found if re.search(r"\.(csv|xlsx|html)(\?|$)", url)}

    assert len([url for url in found if "/monitor/" in url]) > 20
    assert {url.rpartition(".")[2] for url in files} == {"csv", "xlsx", "html"}
    assert {url: one.status for url, one in found.items() if one.status >= 400} == {}
    secret = re.compile("|".join({*PEOPLE, *SERVERS.values(), PLANTED} - {"the-monitor"}))
    seen = {(url, hit) for url, one in found.items() for hit in secret.findall(words_of(one))}
    assert seen == set()
    assert "learner-one" in words_of(platform.visitors["learner-one"].ask("hub/coprod"))


def words_of(reply):
    """All text of a page or a file; a workbook is a folder of them."""
    if not reply.content.startswith(b"PK"):
        return reply.content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(reply.content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize("account", sorted(set(PEOPLE) - {"trainer-spring", "learner-one"}))
def test_nobody_else_finds_the_words_of_a_hand_in(platform, account):
    found = pages_of(platform.visitors[account], "hub/coprod")

    assert not any(PLANTED in words_of(one) for one in found.values())
    assert platform.visitors[account].ask("user/grader-spring/coprod/trainer").status in (403, 404)
