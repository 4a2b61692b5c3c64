"""A whole visit asks no other machine for anything: not the browser, the server or a lesson."""

from urllib.parse import urlsplit

import pytest
from lab.served import TASK
from opened import peers_of
from pages_of_ours import OURS
from visiting import MODULE, MODULE_SECTIONS, TASK_SECTIONS, Visit

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]


def test_a_whole_course_visit_asks_no_other_host(server, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("page", lambda page: page.on("websocket", lambda one: asked.append(one.url)))
    visit = Visit(server, context.new_page()).open()
    peers = peers_of(server)

    visit.choose("your-setting", "Primary care")
    for section in MODULE_SECTIONS:
        visit.go(f"module/{MODULE}/{section}")
        peers |= peers_of(server)
    visit.go(f"exercise/{TASK}").start()
    for section in TASK_SECTIONS:
        visit.go(f"exercise/{TASK}/{section}")
        peers |= peers_of(server)
    visit.page.get_by_role("button", name="Hand in").press("Enter")
    visit.page.get_by_role("heading", name="Handed in").wait_for(timeout=60_000)
    for place in (*OURS, ""):
        visit.go(place)
        peers |= peers_of(server)
    visit.page.goto(f"{server.base}coprod/contribute/{MODULE}")
    visit.page.goto(f"{server.base}login")
    visit.open()
    visit.page.emulate_media(color_scheme="dark")
    visit.page.wait_for_timeout(1000)
    context.close()

    hosts = {urlsplit(one).hostname for one in asked if not one.startswith(("data:", "blob:"))}
    assert len(asked) > 100
    assert hosts == {"127.0.0.1"}
    assert peers == {"127.0.0.1"}
