"""A trainer looks at the learner view: everything can be seen and tried, nothing is handed in."""

import pytest
from opened import opened
from playwright.sync_api import expect
from served import TASK, ask, keep

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
LESSON = "explain-the-difference"


@pytest.fixture(scope="module")
def looked(tmp_path_factory):
    workspace = tmp_path_factory.mktemp("view") / "coprod"
    with opened(workspace, "trainer") as server:
        kept = keep(server, LESSON, "seeing-it-through").data
        replies = {
            path: ask(server, path)
            for path in ("api/course", "api/digests", "api/exercises", "api/my-data")
        }
        refused = [
            ask(server, f"api/exercises/{TASK}/start", "POST", {}),
            ask(server, f"api/exercises/{TASK}/hand-in", "POST", {}),
            ask(server, "api/my-data", "DELETE"),
        ]
        yield workspace, kept, replies, refused, server


def test_paths_begin_at_the_trainers_own_root(looked):
    workspace, _, replies, *_ = looked
    (module,) = replies["api/course"].data["modules"]

    assert module["path"].startswith("learner-view/modules/")
    assert (workspace / "trainer" / module["path"]).is_file()
    assert module["path"] in replies["api/digests"].data


def test_answers_stay_in_the_learner_view(looked):
    workspace, kept, replies, *_ = looked

    assert kept["type"] == "saved"
    assert list((workspace / "trainer" / "learner-view").rglob("*.answers.jsonl"))
    assert not list((workspace / "learner").rglob("*.answers.jsonl"))
    assert replies["api/course"].data["progress"]["done"] == 1


def test_nothing_is_handed_in_or_deleted_from_it(looked):
    for reply in looked[3]:
        assert reply.status == 403
        assert reply.data["message"].startswith("This is the learner view, for looking only.")
    (exercise,) = looked[2]["api/exercises"].data
    assert (exercise["state"], exercise["can_hand_in"]) == ("not-open", False)


@pytest.mark.browser
def test_it_is_the_course_as_learners_see_it_and_stays_so_when_it_is_loaded_again(looked, browser):
    *_, replies, _, server = looked
    page = browser.new_page()
    page.goto(f"{server.base}lab?learner-view&reset&token={server.token}")
    home = page.get_by_role("heading", level=1, name=replies["api/course"].data["title"])
    expect(home).to_be_visible(timeout=60_000)
    page.evaluate("location.hash = '#/module/what-co-production-is?at=ladder-sort'")
    sort = page.locator("section[data-activity='ladder-sort']")
    expect(sort).to_be_visible(timeout=60_000)

    page.reload()
    expect(sort).to_be_visible(timeout=60_000)
    assert page.get_by_role("menuitem", name="Nbgrader").count() == 0
