"""The trainer's JupyterLab in Chromium: the whole of it, and the course as learners see it."""

import pytest
from opened import opened
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def test_a_trainer_has_the_whole_of_jupyterlab_and_can_look_on_as_a_learner(browser, tmp_path):
    with opened(tmp_path / "coprod", "trainer") as server:
        page = browser.new_page()
        page.goto(server.address)
        page.get_by_role("menuitem", name="Nbgrader").wait_for(timeout=60_000)
        assert page.locator("#coprod-top").count() == 0

        page.goto(f"{server.base}lab?learner-view&reset")
        page.get_by_role("heading", name="Welcome").wait_for(timeout=60_000)
        page.evaluate("location.hash = '#/module/what-co-production-is?at=ladder-sort'")
        sort = page.locator("section[data-activity='ladder-sort']")
        expect(sort).to_be_visible(timeout=60_000)

        page.reload()
        expect(sort).to_be_visible(timeout=60_000)
        assert page.get_by_role("menuitem", name="Nbgrader").count() == 0
        assert (tmp_path / "coprod" / "trainer" / "learner-view" / "modules").is_dir()
