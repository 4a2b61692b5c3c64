"""A feedback page is somebody else's HTML in a learner's folder: read it from its place only."""

import os

import pytest
from opened import opened
from served import TASK, ask

from coprod_training.lab.feedback_page import read_feedback

AT = "2026-11-23 14:05:00.123456 UTC"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "learner" / "exercises" / TASK / "feedback" / AT
    folder.mkdir(parents=True)
    (folder / f"{TASK}.html").write_text("<p>Sound.</p>")
    (tmp_path / "secret.html").write_text("PLANTED")
    return tmp_path / "learner"


def test_a_page_in_its_place_is_read(home):
    assert read_feedback(home, TASK, AT) == b"<p>Sound.</p>"


@pytest.mark.parametrize("part", ["exercises", TASK, "feedback", AT, f"{TASK}.html"])
def test_no_link_is_followed_in_any_part_of_the_way(home, part):
    place = home / "exercises" / TASK / "feedback" / AT / f"{TASK}.html"
    while place.name != part:
        place = place.parent
    moved = home.parent / "moved"
    place.rename(moved)
    place.symlink_to(moved)

    assert read_feedback(home, TASK, AT) is None


def test_a_pipe_is_not_waited_for(home):
    place = home / "exercises" / TASK / "feedback" / AT / f"{TASK}.html"
    place.unlink()
    os.mkfifo(place)

    assert read_feedback(home, TASK, AT) is None


@pytest.mark.slow
def test_hostile_names_find_nothing_and_a_page_may_do_nothing(tmp_path):
    workspace = tmp_path / "coprod"
    place = workspace / "learner" / "exercises" / TASK / "feedback" / AT
    place.mkdir(parents=True)
    (place / f"{TASK}.html").write_text("<script>fetch('/api/contents')</script>")
    (workspace / "secret.html").write_text("PLANTED")
    names = [
        "..", "%2e%2e", "..%2f..%2f..%2f..%2fsecret", f"{AT}%2f..%2f..".replace(" ", "%20"),
        "2026-11-23", "x%00y", "%2fetc%2fpasswd", "2026-11-23%2014:05:00.999999%20UTC",
    ]  # fmt: skip
    with opened(workspace) as server:
        page = ask(server, f"feedback/{TASK}/{AT.replace(' ', '%20')}")
        replies = [ask(server, f"feedback/{TASK}/{name}") for name in names]
        other = ask(server, f"feedback/nothing/{AT.replace(' ', '%20')}")

    assert page.status == 200
    policy = page.headers["content-security-policy"]
    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox;"
        " frame-ancestors 'self'"
    )
    assert page.headers["x-content-type-options"] == "nosniff"
    assert {reply.status for reply in (*replies, other)} <= {400, 404}
    assert all(b"PLANTED" not in reply.content for reply in replies)
