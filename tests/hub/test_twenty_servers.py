"""Twenty learners of one hub at once, each with a real server of their own.

All parts are there: hub, proxy, collector, PostgreSQL.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import combinations
from uuid import uuid4

import pytest
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


def test_they_all_run_at_once_and_stay_light(hub, servers):
    """Each also with a process, as a changed lesson starts one."""
    for account, server in servers.items():
        address = f"user/{account}/api/kernels"
        assert with_token(hub.address, address, token_of(server), "POST", {}).status == 201
    end = time.monotonic() + 120
    for server in servers.values():
        while not any("lab.kernel" in " ".join(one.cmdline()) for one in server.children()):
            assert time.monotonic() < end, "a process did not start"
            time.sleep(0.2)
    time.sleep(5)  # they have loaded what they need

    cost = [[one.memory_full_info().pss for one in (s, *s.children())] for s in servers.values()]

    assert len({one.pid for one in servers.values()}) == len(cost) == MANY
    assert {len(one) for one in cost} == {2}
    assert max(map(sum, cost)) <= MOST * 1e6
