"""A trainer deletes all work of one learner who asks for it; everybody else's stays."""

import json
from types import SimpleNamespace

import made_once
import pytest
from asking import LEARNER, WORDS, ask
from at_work import axe, go
from handing_in import hand_in, step
from one_collected import collected
from opened import opened
from playwright.sync_api import expect

from coprod_training.grading.one_round import one_round
from coprod_training.trainer.site import draw

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
PLACE = "coprod/trainer/learners/delete"
OTHERS = "Words of another learner"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Three learners' work, collected."""
    workspace = tmp_path_factory.mktemp("delete") / "coprod"
    made_once.copied("collected", collected, workspace)
    hand_in(workspace, "ann", OTHERS)
    hand_in(workspace, "ben", OTHERS)
    step(workspace, "collect")
    for learner, words in ((LEARNER, WORDS), ("ann", OTHERS), ("paper-07", OTHERS)):
        folder = workspace / "on-paper" / learner
        folder.mkdir(parents=True)
        (folder / "typed-in.answers.jsonl").write_text(words)
    return workspace


@pytest.fixture(scope="module")
def server(workspace):
    with opened(workspace, "trainer") as one:
        one.ids = {}
        yield one


def holding(workspace, *texts):
    """The files of the trainer's side in which one of these stands, or which are called so."""
    found = set()
    places = [workspace / name for name in ("trainer", "exchange", "on-paper")]
    for path in (path for place in places for path in place.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        if any(text in path.name or text.encode() in content for text in texts):
            found.add(path.relative_to(workspace).as_posix())
    return found


def audit(workspace):
    """Its lines; each test that deletes somebody adds one."""
    file = workspace / "private" / "audit.jsonl"
    return file.read_text().splitlines() if file.exists() else []


def test_it_asks_once_more_and_nobody_else_can_be_meant(server, workspace):
    before = holding(workspace, LEARNER)

    asked = ask(server, PLACE, "POST", {"learner": LEARNER})

    assert asked.status == 200
    page = asked.content.decode()
    assert "It cannot be undone." in page
    assert "hub’s own store" not in page
    for learner in ("nobody", "", "../ann", "*"):
        assert ask(server, PLACE, "POST", {"learner": learner}).status == 404
        assert ask(server, PLACE, "POST", {"learner": learner, "sure": "yes"}).status == 302
    assert holding(workspace, LEARNER) == before


def test_while_a_step_runs_nothing_is_deleted(server, workspace):
    before = holding(workspace, LEARNER)
    with one_round(workspace / "trainer"):
        refused = ask(server, PLACE, "POST", {"learner": LEARNER, "sure": "yes"})

    assert refused.status == 409
    assert "Another step is still running for this course." in refused.content.decode()
    assert holding(workspace, LEARNER) == before


def test_no_word_and_no_name_of_theirs_is_left_and_others_keep_theirs(server, workspace):
    others, before = holding(workspace, "ann", OTHERS), audit(workspace)

    done = ask(server, PLACE, "POST", {"learner": LEARNER, "sure": "yes"})

    assert (done.status, done.headers["location"]) == (302, "/coprod/trainer/learners?deleted=1")
    assert holding(workspace, LEARNER, WORDS) == set()
    assert holding(workspace, "ann", OTHERS) == others
    list_ = ask(server, "coprod/trainer/learners?deleted=1").content.decode()
    assert "All of the learner’s work that was here is deleted." in list_
    assert LEARNER not in list_
    assert "all work of paper-07" in list_  # who has answers from paper and nothing else
    (line,) = audit(workspace)[len(before) :]
    assert json.loads(line)["hand_ins"] == 1
    assert LEARNER not in line
    pressed_twice = ask(server, PLACE, "POST", {"learner": LEARNER, "sure": "yes"})
    assert pressed_twice.headers["location"] == done.headers["location"]
    assert ask(server, PLACE, "POST", {"learner": LEARNER}).status == 404


@pytest.mark.browser
def test_with_the_keyboard_from_the_list_and_back(server, page, workspace):
    go(page, server, "coprod/trainer/learners")
    button = page.get_by_role("button", name="Delete … all work of ben")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Delete one learner’s work")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="Keep it").click()
    expect(button).to_be_visible()

    button.press("Enter")
    page.get_by_role("button", name="Delete all of it").press("Enter")

    expect(page.get_by_role("status")).to_have_text(
        "All of the learner’s work that was here is deleted."
    )
    expect(button).to_have_count(0)
    assert holding(workspace, "ann") != set()


def test_where_work_came_from_a_hub_it_says_what_comes_first():
    more = SimpleNamespace(base_url="", xsrf="x", learner="ann", name="Ann", problem="")
    page = draw("delete_learner.html.j2", **vars(more), from_collector=True)

    assert "Ask them to press <strong>Delete my data</strong> in" in page
