"""Twenty learners of one hub at once, each with a real server of their own.

All parts are there: hub, proxy, collector, PostgreSQL.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import combinations
from uuid import uuid4

import pytest
from measured_memory import memory_with_its_lesson, with_its_lesson
from opened import STAFF

from coprod_training.content.course import load_course
from coprod_training.hub.demo import COHORT
from coprod_training.hub.enrolment import EnrolmentBook
from coprod_training.hub.membership import Place
from hub.conftest import open_server, token_of
from hub.visitor import Visitor, with_token
from hub.whole_platform import platform, skip_without_all_parts

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
MANY, AT_ONCE = 20, 10
MOST = 115  # MB of a learner's server, with a lesson's process: design/hub.md


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    skip_without_all_parts()
    with platform(tmp_path_factory.mktemp("twenty") / "hub") as one:
        yield one


@pytest.fixture(scope="module")
def servers(hub):
    """By account, the token of each learner's server; all of them run."""

    book = EnrolmentBook(hub.folder / "state")

    def come(account):
        visitor = Visitor(hub.address, account)
        visitor.sign_up()
        book.enrol([(account, Place("learner", COHORT))], datetime.now(UTC))
        visitor.sign_in()
        visitor.begin()
        return account, open_server(hub, visitor, account)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(pool.map(come, [f"learner-{number:02}" for number in range(MANY)]))


@pytest.fixture(scope="module")
def lessons(hub, servers):
    """The servers, once each was asked for one lesson's process: also where a test is run again."""
    for account, server in servers.items():
        address = f"user/{account}/api/kernels"
        assert with_token(hub.address, address, token_of(server), "POST", {}).status == 201
    return list(servers.values())


def test_each_keeps_and_sees_their_own_answer_and_reaches_nobody_elses(hub, servers):
    """Each chooses other hats, so that no answer could be taken for another's."""
    _, hats = load_course(STAFF / "course").find("your-hats")
    every = [one.id for one in hats.options]
    chosen = dict(zip(servers, combinations(every, 3), strict=False))  # 35 of them

    def at(account, token, *sent):
        path = f"user/{account}/coprod/api/activities/{hats.id}"
        return with_token(hub.address, path, token, *sent)

    def keep(account):
        said = {"type": "keep", "id": str(uuid4()), "check": True, "response": chosen[account]}
        return at(account, token_of(servers[account]), "POST", said).status

    with ThreadPoolExecutor(MANY) as pool:
        assert set(pool.map(keep, servers)) == {200}

    accounts = list(servers)
    for account, other in zip(accounts, accounts[1:] + accounts[:1], strict=True):
        token = token_of(servers[account])
        assert at(account, token).data["kept"]["response"] == list(chosen[account])
        refused = [at(other, token), at(other, token, "POST", {"type": "keep"})]
        assert [one.status for one in refused] == [403, 403]
        assert "response" not in refused[0].text


def test_they_all_run_at_once_and_stay_light(lessons):
    """Each also with a process, as a changed lesson starts one."""
    running = [with_its_lesson(server) for server in lessons]
    time.sleep(5)  # they have loaded what they need

    cost = [sum(memory_with_its_lesson(server)) for server in lessons]

    print(f"{min(cost) / 1e6:.0f} to {max(cost) / 1e6:.0f} MB")
    assert len({server.pid for server, _ in running}) == MANY
    assert max(cost) <= MOST * 1e6
