"""Two cohorts, each in a workspace of its own: a trainer never sees the other's names (T13)."""

import urllib.error
import urllib.request

import pytest
from addresses import FORMGRADERS
from addresses import OURS as PAGES
from asking import LEARNER as THEIRS
from handing_in import TASK
from lab.served import released
from opened import opened

from coprod_training.grading.learner_list import add_learners

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
OURS = "learner-of-ours"


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """A server of a cohort of one; in the other one, somebody's hand-in was collected."""
    workspace = tmp_path_factory.mktemp("cohort") / "coprod"
    released(workspace)
    add_learners(workspace / "trainer", [(OURS, "", "")])
    with opened(workspace, "trainer") as one:
        yield one


def get(base, token, path, method="GET"):
    """(status, content) of one address; a redirect is followed. token: "" sends none."""
    head = {"Authorization": f"token {token}"} if token else {}
    asked = urllib.request.Request(f"{base}{path}", headers=head, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=60) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def places():
    """Every page, and every address of formgrader's, that needs no number of a hand-in."""
    for page in (*PAGES, *FORMGRADERS):
        if "{" not in page.replace("{task}", "").replace("{learner}", ""):
            yield page.format(task=TASK, learner=OURS)


def test_a_token_of_one_cohort_is_refused_by_the_other(ours, collected_once):
    theirs = collected_once
    students = get(ours.base, ours.token, "formgrader/api/students")
    change = f"coprod/trainer/exercises/{TASK}/collect"
    refused = get(theirs.base, ours.token, change, "POST")
    shown = {place: get(theirs.base, ours.token, place) for place in places()}
    typed = get(theirs.base, "", f"coprod/trainer?token={ours.token}")

    assert OURS.encode() in students[1]
    assert refused[0] == typed[0] == 403
    assert len(shown) > 25
    assert {place: status for place, (status, _) in shown.items() if status != 403} == {}
    assert [place for place, (_, words) in shown.items() if THEIRS.encode() in words] == []


def test_no_page_and_no_download_names_anybody_of_the_other(ours, collected_once):
    theirs = collected_once
    own = get(theirs.base, theirs.token, "coprod/trainer/marks.csv")
    replies = {place: get(ours.base, ours.token, place) for place in places()}

    assert THEIRS.encode() in own[1]  # so it would be found
    assert OURS.encode() in replies["coprod/trainer/marks.csv"][1]
    assert len(replies) > 25
    assert [place for place, (_, words) in replies.items() if THEIRS.encode() in words] == []
