"""The pages in a real browser: WCAG AA in all colours, narrow, printed, without JavaScript."""

import campaign
import pytest
from in_colours import axe_in_colours
from on_a_page import AXE

from coprod_training.monitor.made_ready import change_of
from coprod_training.monitor.pages import PAGES, Chosen, Places, page, report

pytestmark = [pytest.mark.drawn, pytest.mark.browser]
WIDTHS = (1280, 375, 320)


@pytest.fixture
def drawn(watched, course, tmp_path):
    """Every page and the report as files that a browser opens, with their style beside them."""
    from coprod_training.monitor.pages import style

    change = change_of(course)
    (tmp_path / "style.css").write_text(style(), encoding="utf-8")
    pages = {
        name or "overview": page(name, watched, Chosen(), change, Places(tmp_path.as_uri()))
        for name in PAGES
    }
    pages["report"] = report(watched, change)
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (tmp_path / f"{name}.html").as_uri() for name in pages}


def test_every_page_passes_axe_in_colours(drawn, browser):
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in tests/browser")
    context = browser.new_context(bypass_csp=True)
    opened = context.new_page()
    found = []
    for name, address in drawn.items():
        for width in WIDTHS if campaign.is_full() else WIDTHS[:1]:
            opened.set_viewport_size({"width": width, "height": 900})
            opened.goto(address)
            found += [f"{name} {width}: {one}" for one in axe_in_colours(opened)]
    context.close()

    assert found == []


def test_no_page_is_wider_than_a_phone(drawn, browser):
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=True)
    opened = context.new_page()
    wide = {}
    for name, address in drawn.items():
        opened.goto(address)
        wide[name] = opened.evaluate("document.documentElement.scrollWidth")
    context.close()

    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_without_javascript_everything_is_said_and_printing_shows_what_is_folded(
    drawn, browser, watched
):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(drawn["where-people-stop"])
    opened.emulate_media(media="print")
    first = watched.names.modules[1].parts[0][1]

    assert opened.get_by_text("Joined", exact=True).count() == 2  # the bars and their table
    assert opened.get_by_role("row", name=first).is_visible()
    assert opened.pdf()[:4] == b"%PDF"
    context.close()
