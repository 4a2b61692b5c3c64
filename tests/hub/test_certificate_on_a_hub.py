"""On a real hub trainers make certificates of a released course: also for who said no to counting.

All people, names and marks are test records.
"""

import re
import time
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from certificates.fixture_course import is_marked, write_course
from certificates.saved_from_page import saved_from
from collector_parts import empty_databases, parts_of, survey_part
from in_colours import axe_in_colours
from opened import ROOT
from playwright.sync_api import expect
from running import running

from coprod_training.certificates.checking import checked_file
from coprod_training.certificates.issuer import known_issuers, make_key
from coprod_training.cli import main
from coprod_training.content.build import Build
from coprod_training.content.course import load_course
from coprod_training.content.publish import publish
from coprod_training.grading.learner_list import add_learners
from coprod_training.hub.membership import Place
from coprod_training.hub.running import free_ports, new_secret
from hub.conftest import laid_out, open_server, server_of, token_of
from hub.in_a_browser import as_
from hub.visitor import Visitor, with_token

pytestmark = [pytest.mark.drawn, pytest.mark.slow]
LEARNERS = {"amira": "yes", "bola": "no"}  # whether they may be counted
OTHER = "somebody who is not in the list"
LIST = "user/grader-spring/coprod/trainer/learners"


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A hub of a released course, with a collector, two learners who have done it, a trainer."""
    folder = tmp_path_factory.mktemp("certified")
    write_course(folder / "staff")
    publish(folder / "staff", folder / "released", Build(status="released"))
    whole, small = load_course(ROOT / "course"), load_course(folder / "staff" / "course")
    (port,) = free_ports(1)
    collector = {"url": f"http://127.0.0.1:{port}", "token_file": new_secret(folder / "token")}
    places = {"staff": folder / "staff", "course": folder / "released"}
    with (
        empty_databases(folder, small) as (main_store, asks),
        laid_out(folder / "hub", collector=collector, **places) as one,
    ):
        api = f"http://127.0.0.1:{one.ports[0]}/hub/api"
        parts = parts_of(main_store, survey_part(asks, whole), small, api)
        with running(parts, port=port):
            yield SimpleNamespace(hub=one, visitors=signed_in(one), keys=folder / "keys")


def signed_in(hub):
    """Everybody's browser; the learners have done their lessons and have their marks."""
    visitors = {account: Visitor(hub.address, account) for account in (*LEARNERS, "trainer")}
    for account, visitor in visitors.items():
        visitor.sign_up()
        place = Place("learner" if account in LEARNERS else "trainer", "spring")
        hub.book.enrol([(account, place)], datetime.now(UTC))
        visitor.sign_in()
    for account, counted in LEARNERS.items():
        visitors[account].begin(counted=counted)
        open_server(hub, visitors[account], account)
        said = {"type": "keep", "id": str(uuid4()), "check": True, "response": "tell"}
        asked_of(hub, account, "activities/listening-next-step", "POST", said)
        is_marked(trainers_of(hub), account, 2.0)
    open_server(hub, visitors["trainer"], "grader-spring")
    add_learners(trainers_of(hub), [(one, "", "") for one in LEARNERS])
    return visitors


def trainers_of(hub):
    return hub.folder / "people" / "grader-spring" / "coprod" / "trainer"


def asked_of(hub, account, address, *how):
    token = token_of(server_of(hub, account))
    reply = with_token(hub.address, f"user/{account}/coprod/api/{address}", token, *how)
    assert reply.status == 200, reply.text
    return reply.data


@pytest.fixture
def trainer(hub):
    """The trainer's browser, once the collector has heard of the lessons, and there is a key."""
    if not hub.keys.exists():
        make_key(hub.keys / "private", "An issuer (test record)", datetime.now(UTC))
        where = ("--workspace", str(hub.keys), "--settings", str(hub.hub.folder / "hub.toml"))
        assert main(["hub", "certificate-key", "spring", *where]) == 0
    end = time.monotonic() + 60
    while "Certificates earned: 1" not in hub.visitors["trainer"].ask(LIST).text:
        assert time.monotonic() < end, hub.visitors["trainer"].ask(LIST).text
        time.sleep(1)
    return hub.visitors["trainer"]


def names_made(hub, reply):
    """The name on each file that came, each of them genuine."""
    assert reply.status == 200, reply.text
    found = []
    for content in saved_from(reply.text).values():
        lines = checked_file(content, known_issuers(hub.keys / "private")).lines()
        assert lines[0].startswith("Genuine.")
        found += [line for line in lines if line.startswith("Name: ")]
    return found


def test_who_may_be_counted_has_a_button_and_nothing_to_show(hub, trainer):
    made = trainer.send_from(LIST, f"{LIST}/certificate", learner="amira", name="Amira (test)")

    assert names_made(hub, made) == ["Name: Amira (test)"] * 2


def test_who_said_no_is_looked_at_together_and_gets_the_same(hub, trainer):
    page = trainer.ask(LIST).text
    assert page.count("<h3>") == 2  # Amira's, and of anybody who is not in the list
    (words,) = re.findall(r"On their course home I saw: “([^”]+)”", page)
    assert words in asked_of(hub.hub, "bola", "course")["certificate"]["words"]

    asked = {"learner": "bola", "name": "Bola (test)"}
    refused = trainer.send_from(LIST, f"{LIST}/certificate", **asked)
    assert refused.status == 400
    assert "Look at their course home together" in refused.text
    assert 'value="Bola (test)"' in refused.text
    made = trainer.send_from(LIST, f"{LIST}/certificate", **asked, seen="yes")

    assert names_made(hub, made) == ["Name: Bola (test)"] * 2


@pytest.mark.parametrize("account", LEARNERS)
def test_no_learner_makes_one_by_themselves(hub, trainer, account):
    learner = hub.visitors[account]
    assert learner.ask(LIST).status == 403

    asked = {"learner": account, "name": "Amira (test)", "seen": "yes"}
    made = learner.send_from("hub/coprod/begin", f"{LIST}/certificate", **asked)
    assert made.status == 403
    assert saved_from(made.text) == {}


@pytest.mark.browser
def test_both_lists_can_be_used_by_everybody(hub, trainer, browser):
    with as_(browser, trainer, viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{hub.hub.address}{LIST}")
        assert axe_in_colours(page) == []
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        field = page.get_by_role("textbox", name=f"Name on the certificate of {OTHER}")
        page.get_by_role("combobox", name="Learner").select_option("bola")
        field.press("Enter")
        page.get_by_role("alert").get_by_text("Look at their course home together").wait_for()
        seen = page.get_by_role("checkbox", name="On their course home I saw")
        expect(seen).to_be_focused()
        expect(page.get_by_role("combobox", name="Learner")).to_have_value("bola")
        assert axe_in_colours(page) == []
        seen.press("Space")
        field.press("Enter")
        page.get_by_role("alert").get_by_text("has 1 to 120 characters").wait_for()
        expect(field).to_be_focused()
        expect(seen).to_be_checked()
        field.fill("Bola (test)")
        field.press("Enter")
        page.get_by_role("heading", level=1, name="Certificate made").wait_for()
