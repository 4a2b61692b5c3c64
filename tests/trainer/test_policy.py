"""What every address of a trainer's server says beside its words: policy, keeping, who may ask."""

import json
import re
import sqlite3
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest
from handing_in import TASK, hand_in
from lab.served import Reply
from opened import opened

from coprod_training.grading.flags import FlagBook
from coprod_training.trainer.site import POLICY

pytestmark = pytest.mark.slow
WORDS = "PLANTED-WORDS of a learner"
LEARNER = "planted-learner"
OURS = [
    "coprod/trainer",
    "coprod/trainer/",
    "coprod/trainer/help",
    "coprod/trainer/exercises/{task}/release",
    "coprod/trainer/exercises/{task}/figures",
    "coprod/trainer/api/job",
    "coprod/trainer/marks.xlsx",
    "coprod/trainer/marks.csv",
    "coprod/trainer/more-time",
    "coprod/trainer/more-time?learner={learner}&exercise={task}",
    "coprod/trainer/second",
    "coprod/trainer/second/{task}/1",
    "coprod/trainer/flags",
    "coprod/trainer/notes",
]
FORMGRADERS = [
    "formgrader/manage_assignments",
    "formgrader/manage_submissions/{task}",
    "formgrader/manage_submissions/nothing",
    "formgrader/gradebook",
    "formgrader/gradebook/{task}",
    "formgrader/gradebook/{task}/{task}",
    "formgrader/manage_students",
    "formgrader/manage_students/{learner}",
    "formgrader/manage_students/nobody",
    "formgrader/manage_students/{learner}/{task}",
    "formgrader/submissions/{hand_in}/",
    # What was handed in, as it lies there.
    "formgrader/submissions/{hand_in}/{task}.ipynb",
    "formgrader/submissions/{hand_in}/timestamp.txt",
    "formgrader/api/status",
    "formgrader/api/assignments",
    "formgrader/api/assignment/{task}",
    "formgrader/api/notebooks/{task}",
    "formgrader/api/submissions/{task}",
    "formgrader/api/submission/{task}/{learner}",
    "formgrader/api/submitted_notebooks/{task}/{task}",
    "formgrader/api/grades?submission_id={hand_in}",
    "formgrader/api/grade/{grade}",
    "formgrader/api/comments?submission_id={hand_in}",
    "formgrader/api/comment/{comment}",
    "formgrader/api/students",
    "formgrader/api/student/{learner}",
    "formgrader/api/student_submissions/{learner}",
    "formgrader/api/student_notebook_submissions/{learner}/{task}",
]
REDIRECTS = [
    "coprod/trainer/exercises/{task}/next",
    "formgrader",
    "formgrader/",
    "formgrader/submissions/{hand_in}",
    "formgrader/submissions/{hand_in}/next",
    "formgrader/submissions/{hand_in}/prev_incorrect",
]
NOT_THERE = [
    "coprod/trainer/exercises/nothing/release",
    "coprod/trainer/exercises/nothing/next",
    "coprod/trainer/exercises/nothing/figures",
    "coprod/trainer/second/{task}/99",
    "coprod/trainer/second/nothing/1",
    "coprod/trainer/static/nothing.js",
    "formgrader/nothing",
    "formgrader/static/formgrade.js",
    "formgrader/submissions/nothing/",
    "formgrader/submissions/nothing/next",
    "formgrader/submissions/{hand_in}/nothing.html",
    "formgrader/api/nothing",
    "formgrader/api/assignment/nothing",
    "formgrader/api/grade/nothing",
    "formgrader/api/comment/nothing",
    "formgrader/api/comments?submission_id=nothing",
    "formgrader/api/student/nobody",
]
STATIC = [f"coprod/trainer/static/{name}" for name in ("job.js", "marking.js", "trainer.css")]
# What changes something: the way, the address, what is sent, and how that is answered.
CHANGES = [
    ("POST", "coprod/trainer/exercises/{task}/release", {"day": "31", "month": "2"}, 400),
    ("POST", "coprod/trainer/exercises/nothing/release", {}, 404),
    ("POST", "coprod/trainer/exercises/nothing/collect", {}, 404),
    ("POST", "coprod/trainer/exercises/nothing/return", {}, 404),
    ("POST", "coprod/trainer/more-time", {"exercise": TASK, "learner": "not one"}, 400),
    ("POST", "coprod/trainer/more-time", {"exercise": "nothing"}, 404),
    ("POST", "coprod/trainer/second/{task}/1", {"level": "1"}, {404, 409}),
    ("POST", "coprod/trainer/flags/new", {"hand_in": "nothing", "activity": "nothing"}, 404),
    ("POST", "coprod/trainer/flags/00000000/seen", {}, 400),
    ("POST", "coprod/trainer/flags/{flag}/close", {"done": ""}, 400),
    ("POST", "coprod/trainer/api/comments", "not JSON", 400),
    ("PUT", "formgrader/api/grade/{grade}", '{"manual_score": 99}', 400),
    ("PUT", "formgrader/api/grade/{grade}", '{"manual_score": 1, "handed_in": "2020"}', 409),
    ("PUT", "formgrader/api/grade/{grade}", "not JSON", 400),
    ("PUT", "formgrader/api/grade/nothing", "{}", 404),
    ("PUT", "formgrader/api/comment/{comment}", '{"manual_comment": 5}', 400),
    ("PUT", "formgrader/api/comment/nothing", "{}", 404),
    ("PUT", "formgrader/api/student/{learner}", "not JSON", 400),
    ("PUT", "formgrader/api/assignment/{task}", "not JSON", 400),
    ("POST", "formgrader/api/submitted_notebook/nothing/flag", "", 404),
    ("DELETE", "coprod/trainer", "", 405),
    ("DELETE", "formgrader/api/students", "", 405),
]
# Ways of formgrader's that no page of ours uses; they would run a round without our steps.
FORMGRADERS_STEPS = [
    *(f"assignment/{{task}}/{step}" for step in ("assign", "unrelease", "release", "collect")),
    *(f"assignment/{{task}}/{step}" for step in ("generate_feedback", "release_feedback")),
    *(f"assignment/{{task}}/{{learner}}/{step}_feedback" for step in ("generate", "release")),
    "submission/{task}/{learner}/autograde",
]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Follow none: where it leads to is what is looked at."""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A trainer's server with one hand-in that was collected, and a flag on it."""
    workspace = tmp_path_factory.mktemp("policy") / "coprod"
    with opened(workspace, "trainer") as one:
        step(one, "release", {"day": "11", "month": "1", "year": "2031", "time": "5pm"})
        hand_in(workspace, LEARNER, WORDS)
        step(one, "collect", {})
        with sqlite3.connect(workspace / "trainer" / "gradebook.db") as db:
            ask_for = {"hand_in": "submitted_notebook", "grade": "grade", "comment": "comment"}
            one.ids = {
                name: db.execute(f"SELECT id FROM {table}").fetchone()[0]
                for name, table in ask_for.items()
            }
        FlagBook(workspace / "private")
        one.ids |= {"task": TASK, "learner": LEARNER, "flag": "00000000"}
        one.workspace = workspace
        yield one


def ask(server, path, method="GET", body=None, *, token=True, opener=None, headers=None):
    """One request, which follows no redirect. body: a form as a dict, or what is sent as it is."""
    form = isinstance(body, dict)
    data = urlencode(body) if form else body
    asked = urllib.request.Request(
        server.base + path.format(**getattr(server, "ids", {"task": TASK})),
        method=method,
        data=None if data is None else data.encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"} if form else {},
    )
    if token:
        asked.add_header("Authorization", f"token {server.token}")
    for name, value in (headers or {}).items():
        asked.add_header(name, value)
    try:
        reply = (opener or urllib.request.build_opener(_Stay)).open(asked, timeout=120)
    except urllib.error.HTTPError as error:
        reply = error
    with reply:
        names = {name.lower(): value for name, value in reply.headers.items()}
        return Reply(reply.status, names, reply.read())


def step(server, name, form):
    """Do a step as the page of exercises does, and wait for its end."""
    assert ask(server, f"coprod/trainer/exercises/{{task}}/{name}", "POST", form).status == 302
    end = time.monotonic() + 120
    while (said := ask(server, "coprod/trainer/api/job").data)["running"]:
        assert time.monotonic() < end, said
        time.sleep(0.2)


def is_strict(reply):
    return reply.headers.get("content-security-policy") == POLICY


@pytest.mark.parametrize("path", [*OURS, *FORMGRADERS])
def test_a_page_has_the_policy_and_no_browser_keeps_it(server, path):
    reply = ask(server, path)

    assert reply.status == 200
    assert is_strict(reply)
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
