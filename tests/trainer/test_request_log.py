"""No line of a trainer's server says the name with which a learner signs in."""

import json
import logging
from types import SimpleNamespace

import pytest
from jupyter_server.log import log_request
from tornado.httputil import HTTPHeaders
from tornado.web import HTTPError

from coprod_training.lab.settings import write_settings
from coprod_training.lab.workspace import open_workspace
from coprod_training.trainer.refusals import log_where
from coprod_training.trainer.request_log import without_names

LEARNER = "amira.of.north"
PLACES = [
    f"/formgrader/manage_students/{LEARNER}",
    f"/user/tariq/formgrader/manage_students/{LEARNER}/a-task",
    f"/formgrader/api/student/{LEARNER}?x=1",
    f"/formgrader/api/submission/a-task/{LEARNER}/autograde",
    f"/formgrader/api/assignment/a-task/{LEARNER}/generate_feedback",
    f"/coprod/trainer/paper/modules/a-module?typed={LEARNER}",
    f"/coprod/trainer/more-time?learner={LEARNER}",
]


@pytest.fixture
def keys(tmp_path):
    """What Jupyter leaves out of its log, as a trainer's server is told."""
    folder = write_settings(open_workspace(tmp_path), "trainer", "")
    written = json.loads((folder / "jupyter_server_config.json").read_text())
    return written["ServerApp"]["extra_log_scrub_param_keys"]


def page_at(address, keys=(), referer="", status=404):
    request = SimpleNamespace(
        method="GET",
        uri=address,
        headers=HTTPHeaders({"Referer": referer} if referer else {}),
        remote_ip="",
        request_time=lambda: 0.0,
    )
    return SimpleNamespace(
        request=request,
        log=logging.getLogger("a-server"),
        settings={"extra_log_scrub_param_keys": keys},
        current_user=None,
        get_status=lambda: status,
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_request_is_logged_without_a_name(place, status, keys, caplog):
    caplog.set_level(logging.DEBUG)
    log = without_names(lambda page: log_request(page, record_prometheus_metrics=False))

    log(page_at(place, keys, status=status))
    log(page_at("/coprod/trainer/elsewhere", keys, "http://127.0.0.1" + place, status))

    assert f"{status} GET" in caplog.text
    assert LEARNER not in caplog.text


def test_a_refusal_is_logged_without_its_address(caplog):
    caplog.set_level(logging.INFO)

    log_where(page_at(PLACES[0]), HTTPError, HTTPError(404), None)

    assert "Refused: 404" in caplog.text
    assert LEARNER not in caplog.text


def test_other_addresses_stand_in_the_log_as_they_were(keys, caplog):
    address = "/formgrader/manage_students"

    without_names(lambda page: log_request(page, record_prometheus_metrics=False))(
        page_at(address, keys)
    )

    assert address in caplog.text
