"""What a learner costs on a hub with one module. With all: docs/benchmarks/hub_memory.py."""

import time

import pytest

from hub.conftest import token_of
from hub.visitor import with_token

MOST = 115  # MB of a server with a lesson's process: design/hub.md


def pss(process):
    return process.memory_full_info().pss / 1e6


@pytest.mark.slow
def test_a_learners_server_and_process_stay_light(hub, opened_course):
    server = opened_course("learner-one")
    token = token_of(server)
    for path in ("coprod/api/course", "api/contents/modules"):
        assert with_token(hub.address, f"user/learner-one/{path}", token).status == 200
    started = with_token(hub.address, "user/learner-one/api/kernels", token, "POST", {})
    end = time.monotonic() + 30
    while not server.children() and time.monotonic() < end:
        time.sleep(0.2)
    time.sleep(3)  # the process has loaded what it needs

    found = [pss(one) for one in (server, *server.children())]

    assert len(found) == 2
    assert sum(found) <= MOST
    address = f"user/learner-one/api/kernels/{started.data['id']}"
    assert with_token(hub.address, address, token, "DELETE").status == 204


@pytest.mark.slow
def test_a_learners_server_has_no_part_of_the_hubs_database(opened_course):
    learners, graders = (
        {one.path for one in server.memory_maps() if "sqlalchemy" in one.path}
        for server in (
            opened_course("learner-one"),
            opened_course("trainer-spring", "grader-spring"),
        )
    )

    assert learners == set()
    assert graders, "Where the database is loaded, this would be seen."
