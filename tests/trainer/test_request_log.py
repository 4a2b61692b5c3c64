"""No line of a trainer's server says the name with which a learner signs in."""

import json
import logging
from types import SimpleNamespace

import pytest
from jupyter_server.log import log_request as jupyter_log
from jupyterhub.log import log_request as hub_log
from tornado.httputil import HTTPHeaders
from tornado.web import Application, HTTPError

from coprod_training.lab.handler import log_where
from coprod_training.lab.settings import write_settings
from coprod_training.lab.workspace import open_workspace
from coprod_training.trainer.request_log import leave_out_names

LEARNER = "amira.of.north"
PLACES = [
    f"/formgrader/manage_students/{LEARNER}",
    f"/user/tariq/formgrader/manage_students/{LEARNER}/a-task",
    f"/formgrader/api/student/{LEARNER}?x=1",
    f"/formgrader/api/submission/a-task/{LEARNER}/autograde",
    f"/formgrader/api/assignment/a-task/{LEARNER}/generate_feedback",
    f"/coprod/trainer/paper/modules/a-module?typed={LEARNER}",
    f"/api/contents/submitted/{LEARNER}?type=directory&content=1",
    f"/user/tariq/api/contents/autograded/{LEARNER}/a-task/a-task.ipynb",
    f"/api/contents/feedback%2F{LEARNER}%2Fa-task",
    f"/files/quarantine/{LEARNER}+a-task+1/why.txt",
    f"/lab/api/workspaces/x?path=submitted/{LEARNER}",
    f"/coprod/trainer/more-time?learner={LEARNER}",
]


@pytest.fixture
def keys(tmp_path):
    """What Jupyter leaves out of its log, as a trainer's server is told."""
    folder = write_settings(open_workspace(tmp_path), "trainer", "")
    written = json.loads((folder / "jupyter_server_config.json").read_text())
    return written["ServerApp"]["extra_log_scrub_param_keys"]


@pytest.fixture(params=["jupyter", "jupyterhub"])
def log(request, caplog):
    """What Tornado calls at the end of a request, on one machine and on a hub."""
    caplog.set_level(logging.DEBUG)
    server = Application(log_function=lambda page: None)
    leave_out_names(server)
    # As JupyterHub does when all else is loaded.
    server.settings["log_function"] = {
        "jupyter": lambda page: jupyter_log(page, record_prometheus_metrics=False),
        "jupyterhub": hub_log,
    }[request.param]
    return server.log_request


def page_at(address, keys=(), referer="", status=404, location=""):
    headers = {"Location": location} if location else {}
    return SimpleNamespace(
        request=SimpleNamespace(
            method="GET",
            uri=address,
            headers=HTTPHeaders({"Referer": referer} if referer else {}),
            remote_ip="",
            request_time=lambda: 0.0,
        ),
        log=logging.getLogger("a-server"),
        settings={"extra_log_scrub_param_keys": keys},
        current_user=None,
        get_status=lambda: status,
        _headers=headers,
        set_header=headers.__setitem__,
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("status", [200, 302, 404, 500])
def test_a_request_is_logged_without_a_name(place, status, keys, log, caplog):
    log(page_at(place, keys, status=status))
    log(page_at("/coprod/trainer/elsewhere", keys, "http://127.0.0.1" + place, status, place))

    assert f"{status} GET" in caplog.text
    assert LEARNER not in caplog.text


def test_jupyter_itself_is_told_what_to_leave_out(keys):
    assert {"learner", "typed"} <= {*keys}


def test_a_refusal_is_logged_without_its_address(caplog):
    caplog.set_level(logging.INFO)

    log_where(page_at(PLACES[0]), HTTPError, HTTPError(404), None)

    assert "Refused: 404" in caplog.text
    assert LEARNER not in caplog.text


def test_other_addresses_stand_in_the_log_as_they_were(keys, log, caplog):
    address = "/formgrader/manage_students?page=2"

    log(page_at(address, keys))

    assert address in caplog.text
