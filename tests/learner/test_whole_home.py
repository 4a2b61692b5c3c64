"""Home with every module and exercise, and the last module: in all colours, and narrow."""

import pytest
from opened import ROOT, opened
from playwright.sync_api import expect
from visiting import Visit

from coprod_training.content.course import load_course

pytestmark = [pytest.mark.slow, pytest.mark.browser]
MODULES = load_course(ROOT / "course").modules


def test_the_whole_course_fits_every_screen_and_one_can_leave_at_once(browser, tmp_path):
    with opened(tmp_path / "coprod", course=ROOT) as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        visit = Visit(server, page).open("help")
        visit.body.get_by_text("What they mean in this course").press("Enter")
        expect(visit.body.get_by_text("Co-production", exact=True)).to_be_visible()
        found = {"help": [*visit.axe_in_all_colours(), *visit.narrow(320, 256)]}
        visit.go("")
        expect(visit.panel.get_by_role("listitem").filter(has_text="10. ")).to_be_attached()
        found["home"] = [*visit.axe_in_all_colours(), *visit.narrow(360), *visit.narrow(320, 256)]
        visit.open(f"module/{MODULES[-1].id}")
        found["last"] = [*visit.axe_in_all_colours(), *visit.narrow(360)]
        page.get_by_role("button", name="Leave this page").press("Enter")
        page.wait_for_url("about:blank")
        page.go_back()

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert MODULES[-1].title not in page.content()  # back leads past the course, not into it
