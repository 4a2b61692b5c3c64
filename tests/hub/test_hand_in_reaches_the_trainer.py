"""On a real hub: what a learner hands in reaches the trainer of their cohort, and nobody else."""

from datetime import UTC, datetime
from types import SimpleNamespace

import httpx
import pytest
from collector_parts import empty_databases, parts_of, survey_part
from opened import ROOT, STAFF
from running import running
from tables_read import rows_of

from coprod_training.content.course import load_course
from coprod_training.hub.membership import Place
from coprod_training.hub.running import free_ports, new_secret
from hub.conftest import laid_out, open_server, server_of, token_of
from hub.rounds import TASK, round_of
from hub.visitor import Visitor, with_token

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
PEOPLE = {
    "amira": Place("learner", "spring"),
    "trainer-spring": Place("trainer", "spring"),
    "trainer-autumn": Place("trainer", "autumn"),
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A hub with a collector that asks it who somebody is, a learner, and two trainers."""
    folder = tmp_path_factory.mktemp("collected")
    (port,) = free_ports(1)
    course = load_course(ROOT / "course")
    collector = {
        "url": f"http://127.0.0.1:{port}",
        "token_file": new_secret(folder / "token"),
    }
    with (
        empty_databases(folder, course) as (main, asks),
        laid_out(folder / "hub", collector=collector) as one,
    ):
        api = f"http://127.0.0.1:{one.ports[0]}/hub/api"
        parts = parts_of(main, survey_part(asks, course), course, api)
        with running(parts, port=port):
            visitors = {}
            for account, place in PEOPLE.items():
                visitor = visitors[account] = Visitor(one.address, account)
                visitor.sign_up()
                one.book.enrol([(account, place)], datetime.now(UTC))
                visitor.sign_in()
            visitors["amira"].begin()
            yield SimpleNamespace(hub=one, visitors=visitors, store=main, collector=collector)


def test_a_hand_in_reaches_the_trainer_of_its_cohort_and_no_other(hub):
    pages, act = round_of(hub.hub, hub.visitors["trainer-spring"], "grader-spring")
    opened = act(f"/exercises/{TASK}/release", day="", month="", year="", time="")
    assert opened["words"] == "Open to learners.", opened

    process = open_server(hub.hub, hub.visitors["amira"], "amira")
    token = token_of(process)

    def course(path, method="GET", data=None):
        return with_token(hub.hub.address, f"user/amira/coprod/{path}", token, method, data)

    started = course(f"api/exercises/{TASK}/start", "POST", {})
    question = load_course(STAFF / "course").assessment(TASK).questions[0].activity
    said = {"type": "keep", "id": "0b0f6f3e-9d3c-4d3c-8d3c-000000000001", "check": True}
    kept = course(
        f"api/activities/{question.id}", "POST", said | {"response": question.options[0].id}
    )
    handed_in = course(f"api/exercises/{TASK}/hand-in", "POST", {})
    assert [one.status for one in (started, kept, handed_in)] == [200, 200, 200], handed_in.text
    code = handed_in.data["receipt"]["code"]

    found = pages(f"/receipt?code={code}").text  # before any page has fetched it
    assert "amira" in found
    assert f"exercises/{TASK}/collect" in pages().text
    rows = rows_of(hub.store, "submission")
    assert [row[5] for row in rows] == [code]
    assert act(f"/exercises/{TASK}/collect")["words"] == "1 collected."

    other, _ = round_of(hub.hub, hub.visitors["trainer-autumn"], "grader-autumn")
    assert "amira" not in other().text + other(f"/receipt?code={code}").text
    theirs = token_of(server_of(hub.hub, "grader-autumn"))
    for path in (f"/assignments/{TASK}/submissions?cohort=spring", f"/submissions/{rows[0][0]}"):
        asked = httpx.get(
            hub.collector["url"] + path,
            headers={"Authorization": f"Bearer {theirs}"},
            trust_env=False,
        )
        assert asked.status_code == 403
    assert hub.visitors["trainer-autumn"].ask("user/grader-spring/coprod/trainer").status in (
        403,
        404,
    )
