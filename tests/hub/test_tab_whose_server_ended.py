"""A tab that stays open while its server ends: it says so, and leads back into the course."""

import pytest
from playwright.sync_api import expect

from hub.conftest import laid_out, server_of
from hub.in_a_browser import come_in

pytestmark = [pytest.mark.drawn, pytest.mark.slow, pytest.mark.browser]
NAME, SECTION = "learner-away", "#/module/what-co-production-is/your-turn"
CLOSED = "Your course is closed at the moment."


@pytest.fixture(params=[False, True], ids=["one host", "a host for each"])
def own_hub(tmp_path, request):
    """A hub at which every server is on the hub's own host, or on one for each person."""
    host = "course.localhost" if request.param else "127.0.0.1"
    with laid_out(tmp_path / "hub", host=host, subdomains=request.param) as hub:
        yield hub


def test_what_was_answered_meanwhile_is_saved_once_the_course_is_opened_again(own_hub, browser):
    with browser.new_context() as context:
        page = context.new_page()
        come_in(page, own_hub, NAME)
        page.evaluate("place => { location.hash = place }", SECTION)
        activity = page.locator('section[data-activity="peer-leaflet"]')
        box = activity.get_by_role("checkbox").nth(1)
        expect(box).to_be_visible(timeout=60_000)

        server = server_of(own_hub, NAME)
        server.terminate()
        server.wait(120)  # the hub looks every 30 s which servers have ended
        box.press("Space")

        notice = page.locator(".cp-connection")
        expect(activity.locator(".cp-save[data-state=failed]")).to_be_visible(timeout=30_000)
        expect(notice.get_by_role("status")).to_contain_text(CLOSED, timeout=60_000)
        expect(page.locator(".cp-waiting")).not_to_be_visible()
        notice.get_by_role("link", name="Open the course again").press("Enter")

        saved = activity.locator(".cp-save[data-state=saved]")
        expect(saved).to_be_visible(timeout=120_000)
        expect(box).to_be_checked()
        assert page.url.endswith(SECTION)
        assert server_of(own_hub, NAME).pid != server.pid
        page.reload()  # from the server alone
        expect(box).to_be_checked(timeout=60_000)
