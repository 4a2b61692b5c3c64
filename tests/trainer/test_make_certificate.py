"""A trainer makes a certificate by a button, of a released course that somebody has completed.

All people and names are test records.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asking import ask
from at_work import axe, go
from certificates.fixture_course import does_the_module, is_marked, write_course
from certificates.saved_from_page import saved_from
from held_gradebook import hold
from opened import Opened
from playwright.sync_api import expect

from coprod_training.certificates.checking import checked_file
from coprod_training.certificates.issuer import known_issuers, make_key
from coprod_training.content.build import Build
from coprod_training.content.publish import publish
from coprod_training.grading.gradebook import CellMark, Result
from coprod_training.grading.second_marks import draw, second_markings
from coprod_training.key_files import key_folder
from coprod_training.lab.workspace import open_workspace

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
PLACE = "coprod/trainer/learners/certificate"
EXERCISE = "what-was-heard"
LEARNER = "test-record-9"
DRAWN = "test-record-7"  # has earned it as well, and waits for a second mark
NAME = "Zoë O’Brien (test record)"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A trainer's server of a released course, and of one learner who has completed it on paper."""
    folder = tmp_path_factory.mktemp("earned")
    write_course(folder / "staff")
    publish(folder / "staff", folder / "published", Build(status="released"))
    workspace = open_workspace(folder / "coprod")
    does_the_module(workspace.on_paper / LEARNER)
    is_marked(workspace.trainer, LEARNER, level=2.0)
    (workspace.on_paper / "test-record-8").mkdir()
    does_the_module(workspace.on_paper / DRAWN)
    hold(workspace.trainer, handed_in(DRAWN))
    draw(workspace.trainer, EXERCISE)
    where = {"course": folder / "staff", "published": folder / "published"}
    one = Opened(workspace.root, "trainer", **where)
    one.workspace, one.ids = workspace, {}
    yield one
    one.kill()


def handed_in(learner):
    """A hand-in that was marked in full, and suffices."""
    marks = [
        CellMark(
            activity=f"{EXERCISE}-{name}",
            out_of=out_of,
            auto=None if by_hand else out_of,
            manual=2.0 if by_hand else None,
            extra=0.0,
            by_hand=by_hand,
            needs_manual=False,
        )
        for name, out_of, by_hand in (("question", 1.0, False), ("reflection", 3.0, True))
    ]
    at = datetime(2026, 11, 26, 11, tzinfo=UTC)
    return Result(
        learner=learner, assignment=EXERCISE, handed_in=at, marks=tuple(marks), submitted=True
    )


@pytest.fixture
def key(server):
    """Made where there is none."""
    if not known_issuers(server.workspace.private):
        make_key(server.workspace.private, "An issuer (test record)", datetime.now(UTC))


@pytest.fixture
def no_key(server):
    """As before one was made, whichever test came first."""
    for one in key_folder(server.workspace.private).glob("certificate*"):
        one.unlink()


def asked(server, name, learner=LEARNER):
    reply = ask(server, PLACE, "POST", {"learner": learner, "name": name})
    return reply.status, reply.content.decode()


def holding(server, *texts):
    """The files of the workspace, also of Jupyter's log, in which one of these stands."""
    found = []
    for one in server.workspace.root.rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # what is being written comes and goes
            content = one.read_bytes()
            found += [one] * any(text.encode() in content for text in texts)
    return found


def is_genuine(server, content):
    lines = checked_file(content, known_issuers(server.workspace.private)).lines()
    return lines[0].startswith("Genuine.") and f"Name: {NAME}" in lines


def test_without_a_key_it_says_how_one_is_made_and_keeps_what_was_typed(server, no_key):
    status, page = asked(server, NAME)

    assert status == 400
    assert "There is no key to sign certificates with." in page
    assert f'value="{NAME}" aria-invalid="true" aria-describedby="name-problem"' in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "has 1 to 120 characters"),
        ("x" * 121, "has 1 to 120 characters"),
        ("Zo\x7fe", "has an invisible character"),
        ('"><b>\u202e', "has an invisible character"),
    ],
)
def test_a_name_that_cannot_stand_is_refused_beside_its_field(server, key, name, words):
    status, page = asked(server, name)

    assert status == 400
    assert words in page
    assert "<b>" not in page
    assert saved_from(page) == {}


@pytest.mark.parametrize("learner", ["test-record-8", "nobody", "", "../on-paper"])
def test_nobody_else_gets_one(server, key, learner):
    status, page = asked(server, NAME, learner)

    assert status == 409
    assert "This learner has not earned the certificate" in page
    assert NAME not in page


def test_both_files_are_genuine_and_nothing_of_them_is_kept(server, key):
    status, page = asked(server, f" {NAME} ")

    assert status == 200
    files = saved_from(page)
    assert sorted(Path(name).suffix for name in files) == [".json", ".pdf"]
    assert all(is_genuine(server, content) for content in files.values())
    assert holding(server, NAME, NAME.encode("unicode_escape").decode()) == []
    assert [one.name for one in server.workspace.root.rglob("certificate-*.*")] == [
        "certificate-issuers.json"
    ]
    log = (server.workspace.settings("trainer") / "server.log").read_text(encoding="utf-8")
    assert LEARNER not in log


def test_who_has_a_first_mark_that_is_hidden_is_not_listed_and_whoever_asks_is_on_record(
    server, key
):
    page = ask(server, "coprod/trainer/learners").content.decode()
    assert f'value="{LEARNER}"' in page
    assert "Certificates earned: 1" in page
    (one,) = second_markings(server.workspace.trainer, EXERCISE)
    assert one.seen_by == set()

    assert asked(server, NAME, DRAWN)[0] == 200

    (one,) = second_markings(server.workspace.trainer, EXERCISE)
    assert len(one.seen_by) == 1


@pytest.mark.browser
def test_with_the_keyboard_both_are_made_and_saved(server, key, browser, tmp_path):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{server.base}coprod/trainer?token={server.token}")
    go(page, server, "coprod/trainer/learners")
    expect(page.get_by_role("heading", name="Certificates earned: 1")).to_be_visible()
    field = page.get_by_role("textbox", name="Name on the certificate")
    assert axe(page) == []

    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("has 1 to 120 characters")
    expect(field).to_be_focused()  # it stands at the end of a long page
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    field.fill(NAME)
    page.get_by_role("button", name="Make the certificate").press("Enter")

    expect(page.get_by_role("heading", level=1, name="Certificate made")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(NAME)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for name, ending in (("Save the certificate", "pdf"), ("Save the credential", "json")):
        with page.expect_download() as saving:
            page.get_by_role("link", name=name).press("Enter")
        assert re.fullmatch(
            rf"certificate-[0-9A-Z-]{{14}}\.{ending}", saving.value.suggested_filename
        )
        saving.value.save_as(tmp_path / ending)
        assert is_genuine(server, (tmp_path / ending).read_bytes())
    page.close()
